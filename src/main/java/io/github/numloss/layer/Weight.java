package io.github.numloss.layer;

import org.tensorflow.ndarray.Shape;

/**
 * An array of numbers that a layer keeps.
 *
 * @param name its name
 * @param shape its shape
 * @param initializer draws its first values
 * @param trained whether it follows the gradient; others, such as the averages of batch
 *     normalization, are set in other ways, but are saved and exported like any
 */
public record Weight(String name, Shape shape, Initializer initializer, boolean trained) {
  /**
   * Describes a weight that follows the gradient.
   *
   * @param name its name
   * @param shape its shape
   * @param initializer draws its first values
   */
  public Weight(String name, Shape shape, Initializer initializer) {
    this(name, shape, initializer, true);
  }

  /**
   * Puts what the weight belongs to before its name.
   *
   * @param owner such as "dense_2"
   * @return the weight under a name such as "dense_2.kernel"
   */
  public Weight of(String owner) {
    return new Weight(owner + "." + name, shape, initializer, trained);
  }
}
