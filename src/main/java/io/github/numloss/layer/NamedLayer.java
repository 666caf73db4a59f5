package io.github.numloss.layer;

import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * A layer in its place.
 *
 * @param name its name among the others, such as "dense_2"
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
    return trained().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** Gives the weights that follow the gradient. */
  Stream<Weight> trained() {
    return weights.stream().filter(Weight::trained);
  }

  /** Tells whether the layer learns anything. */
  boolean learns() {
    return trained().findAny().isPresent();
  }
}
