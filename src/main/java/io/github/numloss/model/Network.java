package io.github.numloss.model;

import io.github.numloss.check.Check;
import io.github.numloss.data.InputShape;
import io.github.numloss.io.InputFile;
import io.github.numloss.layer.Chain;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.NamedLayer;
import io.github.numloss.layer.Part;
import io.github.numloss.layer.Standardize;
import io.github.numloss.layer.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers put together for one shape of example: shapes, weights and names are settled. */
public final class Network {
  private final InputShape input;
  private final Chain chain;

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
    chain = new Chain(layers, Shape.of(input.one()));
    chain.weights().forEach(weight -> requireArray(weight.name(), weight.shape()));
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
   * Puts a model together, and a dense layer behind it that gives the outputs. Before a model that
   * takes features stands a layer that standardizes them.
   *
   * @param model the model
   * @param input the shape of an example
   * @param outputs the number of outputs, at least 1
   * @return the network
   * @throws IllegalArgumentException if its layers can't take such examples, or do not end in a
   *     vector
   */
  public static Network of(ModelSpec model, InputShape input, int outputs) {
    List<Layer> all = new ArrayList<>(model.layers());
    if (!input.isPicture() && !(all.get(0) instanceof Standardize)) {
      all.add(0, new Standardize());
    }
    List<NamedLayer> own = new Network(all, input).layers();
    NamedLayer last = own.get(own.size() - 1);
    Check.that(
        last.output().numDimensions() == 1,
        "%s, the last layer, gives %s, expected a vector; let layers end with flatten",
        last.name(),
        last.output());
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
    return Math.toIntExact(chain.output().get(0));
  }

  /**
   * Gives the layers in their order.
   *
   * @return the layers
   */
  public List<NamedLayer> layers() {
    return chain.layers();
  }

  /**
   * Gives all weights in the order of the layers.
   *
   * @return the weights under their full names
   */
  public List<Weight> weights() {
    return chain.weights();
  }

  /**
   * Gives the number of parameters.
   *
   * @return how many numbers the network learns
   */
  public long parameterCount() {
    return layers().stream().mapToLong(NamedLayer::parameterCount).sum();
  }

  /**
   * Counts the arithmetic of a training step's products with weights. The way back ends at the
   * first layer that learns.
   *
   * @return the floating-point operations for one image, a multiplication being one and an addition
   *     another
   */
  public long trainingWork() {
    return chain.work().training(false);
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
    return chain.build(tf, scaled(tf, examples), inOrder(weights));
  }

  /**
   * Adds the network to a graph, to train it.
   *
   * @param parts the parts of a batch, each with examples: pixels 0 … 255, or features
   * @param weights the weights by their full names
   * @return the network in the graph
   */
  public TrainableNetwork trainable(
      List<Part> parts, Map<String, ? extends Operand<TFloat32>> weights) {
    List<Part> scaled =
        parts.stream().map(part -> part.with(scaled(part.tf(), part.input()))).toList();
    return new TrainableNetwork(weights(), chain.trainable(scaled, inOrder(weights)));
  }

  private List<Operand<TFloat32>> inOrder(Map<String, ? extends Operand<TFloat32>> weights) {
    List<Operand<TFloat32>> own = new ArrayList<>();
    weights().forEach(weight -> own.add(weights.get(weight.name())));
    return own;
  }

  /** Features are not changed here: a layer standardizes them. */
  private Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> examples) {
    return input.isPicture() ? tf.math.mul(examples, tf.constant(1f / 255)) : examples;
  }
}
