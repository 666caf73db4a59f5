package io.github.numloss.model;

import io.github.numloss.check.Check;
import io.github.numloss.data.InputShape;
import io.github.numloss.io.InputFile;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Differentiable;
import io.github.numloss.layer.DropoutNoise;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Weight;
import io.github.numloss.layer.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers put together for one shape of example: shapes, weights and names are settled. */
public final class Network {
  private final InputShape input;
  private final List<NamedLayer> layers;

  /**
   * A layer in its place.
   *
   * @param name its name in the network, such as "dense_2"
   * @param layer the layer
   * @param input the shape of its input, without the batch
   * @param output the shape of its output, without the batch
   * @param weights its weights under their full names, such as "dense_2.kernel"
   */
  public record NamedLayer(
      String name, Layer layer, Shape input, Shape output, List<Weight> weights) {
    /**
     * Gives the number of parameters.
     *
     * @return how many numbers the layer learns
     */
    public long parameterCount() {
      return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
    }

    private List<? extends Operand<TFloat32>> own(
        Map<String, ? extends Operand<TFloat32>> networkWeights) {
      return weights.stream().map(weight -> networkWeights.get(weight.name())).toList();
    }
  }

  /**
   * Puts layers together.
   *
   * @param layers from an example to the outputs [O]
   * @param input the shape of an example
   * @throws IllegalArgumentException if a layer can't take the output of the one before, or a
   *     weight has more numbers than an array holds; the message names the layer
   */
  public Network(List<Layer> layers, InputShape input) {
    this.input = input;
    List<NamedLayer> named = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    Shape shape = Shape.of(input.one());
    for (Layer layer : layers) {
      String name = layer.kind() + "_" + numbers.merge(layer.kind(), 1, Integer::sum);
      Shape output = output(name, layer, shape);
      List<Weight> weights = new ArrayList<>();
      for (Weight weight : layer.weights(shape)) {
        String fullName = name + "." + weight.name();
        requireArray(fullName, weight.shape());
        weights.add(new Weight(fullName, weight.shape(), weight.initializer()));
      }
      named.add(new NamedLayer(name, layer, shape, output, List.copyOf(weights)));
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

  private void requireArray(String weight, Shape shape) {
    Check.that(
        shape.size() <= InputFile.MOST_BYTES,
        "for %s, the weight %s would have %,d numbers, expected at most %,d; take smaller images or"
            + " fewer classes",
        input.named(),
        weight,
        shape.size(),
        InputFile.MOST_BYTES);
  }

  /**
   * Puts a model together, and a dense layer behind it that gives the outputs.
   *
   * @param model the model
   * @param input the shape of an example
   * @param outputs the number of outputs, at least 1
   * @return the network
   * @throws IllegalArgumentException if its layers can't take such examples, or do not end in a
   *     vector
   */
  public static Network of(ModelSpec model, InputShape input, int outputs) {
    List<NamedLayer> own = new Network(model.layers(), input).layers();
    NamedLayer last = own.get(own.size() - 1);
    Check.that(
        last.output().numDimensions() == 1,
        "%s, the last layer, gives %s, expected a vector; let layers end with flatten",
        last.name(),
        last.output());
    List<Layer> all = new ArrayList<>(model.layers());
    all.add(new Dense(outputs));
    return new Network(all, input);
  }

  /**
   * Gives the shape of an example.
   *
   * @return the shape, without the batch
   */
  public InputShape input() {
    return input;
  }

  /**
   * Gives the number of outputs.
   *
   * @return O, as many as the last layer gives for an image
   */
  public int outputs() {
    return Math.toIntExact(layers.get(layers.size() - 1).output().get(0));
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
   * Gives all weights in the order of the layers.
   *
   * @return the weights under their full names
   */
  public List<Weight> weights() {
    return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  /**
   * Gives the number of parameters.
   *
   * @return how many numbers the network learns
   */
  public long parameterCount() {
    return layers.stream().mapToLong(NamedLayer::parameterCount).sum();
  }

  /**
   * Counts the arithmetic of a training step's products with weights. The way back ends at the
   * first layer that learns.
   *
   * @return the floating-point operations for one image, a multiplication being one and an addition
   *     another
   */
  public long trainingWork() {
    long operations = 0;
    boolean inputToo = false;
    for (NamedLayer named : layers) {
      Work work = named.layer().work(named.input());
      operations += work.training(inputToo);
      inputToo |= !named.weights().isEmpty();
    }
    return operations;
  }

  /**
   * Adds the network to a graph, to predict with it.
   *
   * @param tf builds the operations
   * @param examples [B, …input]: pixels 0 … 255, or features
   * @param weights the weights by their full names
   * @return the outputs, [B,O]
   */
  public Operand<TFloat32> outputs(
      Ops tf, Operand<TFloat32> examples, Map<String, ? extends Operand<TFloat32>> weights) {
    Operand<TFloat32> output = scaled(tf, examples);
    for (NamedLayer named : layers) {
      output =
          named
              .layer()
              .build(
                  tf.withSubScope(named.name()), output, named.input(), named.own(weights), null);
    }
    return output;
  }

  /**
   * Adds the network to a graph, to train it.
   *
   * @param tf builds the operations
   * @param examples [B, …input]: pixels 0 … 255, or features
   * @param weights the weights by their full names
   * @param noise where dropout gets its random numbers
   * @return the network's layers in the graph
   */
  public TrainableNetwork trainable(
      Ops tf,
      Operand<TFloat32> examples,
      Map<String, ? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    Operand<TFloat32> output = scaled(tf, examples);
    List<Differentiable> built = new ArrayList<>();
    for (NamedLayer named : layers) {
      Differentiable layer =
          named
              .layer()
              .differentiable(
                  tf.withSubScope(named.name()), output, named.input(), named.own(weights), noise);
      built.add(layer);
      output = layer.output();
    }
    return new TrainableNetwork(layers, built);
  }

  /** Features are not changed here: what scales them is learned from data, in a layer. */
  private Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> examples) {
    return input.isPicture() ? tf.math.mul(examples, tf.constant(1f / 255)) : examples;
  }
}
