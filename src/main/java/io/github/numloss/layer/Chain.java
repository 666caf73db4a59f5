package io.github.numloss.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers one after another, for one shape of input: shapes, weights and names are settled. */
public final class Chain {
  private final Shape input;
  private final List<NamedLayer> layers;

  /**
   * Puts layers together.
   *
   * @param layers the layers
   * @param input the shape of the first one's input, without the batch
   * @throws IllegalArgumentException if a layer can't take the output of the one before; the
   *     message names the layer
   */
  public Chain(List<Layer> layers, Shape input) {
    this.input = input;
    List<NamedLayer> named = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    Shape shape = input;
    for (Layer layer : layers) {
      String name = layer.kind() + "_" + numbers.merge(layer.kind(), 1, Integer::sum);
      Shape output = output(name, layer, shape);
      List<Weight> weights = layer.weights(shape).stream().map(weight -> weight.of(name)).toList();
      named.add(new NamedLayer(name, layer, shape, output, weights));
      shape = output;
    }
    this.layers = List.copyOf(named);
  }

  private static Shape output(String name, Layer layer, Shape input) {
    try {
      return layer.output(input);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Gives the layers in their order.
   *
   * @return the layers
   */
  public List<NamedLayer> layers() {
    return layers;
  }

  /**
   * Gives the shape of the last layer's output.
   *
   * @return the shape, without the batch
   */
  public Shape output() {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  /**
   * Gives all weights in the order of the layers.
   *
   * @return the weights under their full names
   */
  public List<Weight> weights() {
    return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  /**
   * Counts the arithmetic of the products with weights. What goes into a layer after the first that
   * learns was computed with weights itself.
   *
   * @return the work for one image, forwards
   */
  public Work work() {
    long ofInput = 0;
    long ofState = 0;
    boolean learned = false;
    for (NamedLayer named : layers) {
      Work work = named.layer().work(named.input());
      ofInput += learned ? 0 : work.ofInput();
      ofState += work.ofState() + (learned ? work.ofInput() : 0);
      learned |= named.learns();
    }
    return new Work(ofInput, ofState);
  }

  /**
   * Adds the layers to a graph, to predict with them.
   *
   * @param tf builds the operations
   * @param input [B, …input shape]
   * @param weights the weights, in the order of {@link #weights}
   * @return [B, …output shape]
   */
  public Operand<TFloat32> build(
      Ops tf, Operand<TFloat32> input, List<? extends Operand<TFloat32>> weights) {
    Operand<TFloat32> output = input;
    int first = 0;
    for (NamedLayer named : layers) {
      int end = first + named.weights().size();
      output =
          named
              .layer()
              .build(
                  tf.withSubScope(named.name()),
                  output,
                  named.input(),
                  weights.subList(first, end),
                  null);
      first = end;
    }
    return output;
  }

  /**
   * Adds the layers to a graph, to train them, layer by layer for all parts of a batch.
   *
   * @param parts the parts
   * @param weights the weights, in the order of {@link #weights}
   * @return the layers with the way back by backpropagation (Rumelhart et al. 1986)
   */
  public Trainable trainable(List<Part> parts, List<? extends Operand<TFloat32>> weights) {
    List<Trainable> built = new ArrayList<>();
    Map<Integer, Operand<TFloat32>> updates = new LinkedHashMap<>();
    List<Part> now = parts;
    int first = 0;
    for (NamedLayer named : layers) {
      int from = first;
      int end = from + named.weights().size();
      Trainable layer =
          named
              .layer()
              .trainable(
                  now.stream().map(part -> part.under(named.name())).toList(),
                  named.input(),
                  weights.subList(from, end));
      layer.updates().forEach((number, value) -> updates.put(from + number, value));
      built.add(layer);
      now = Part.after(parts, layer.outputs());
      first = end;
    }
    return new Trainable(
        now.stream().map(Part::input).toList(),
        (ofOutputs, inputToo) -> back(built, ofOutputs, inputToo),
        updates);
  }

  private Trainable.Gradients back(
      List<Trainable> built, List<? extends Operand<TFloat32>> ofOutputs, boolean inputToo) {
    int last = inputToo ? 0 : firstThatLearns();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    List<? extends Operand<TFloat32>> of = ofOutputs;
    for (int number = layers.size() - 1; number >= last; number--) {
      Trainable.Gradients found =
          built.get(number).gradient().build(Objects.requireNonNull(of), inputToo || number > last);
      weights.addAll(0, found.weights());
      of = found.inputs();
    }
    return new Trainable.Gradients(weights, inputToo ? of : null);
  }

  /** Gives the number of the first layer that is trained: the way back to weights ends there. */
  private int firstThatLearns() {
    int number = 0;
    while (number < layers.size() && !layers.get(number).learns()) {
      number++;
    }
    return number;
  }
}
