package io.github.numloss.layer;

/**
 * The floating-point operations of a layer's products for one image, forwards: a multiplication is
 * one and an addition another.
 *
 * @param ofInput those of products of the layer's input with weights
 * @param ofState those of products of what the layer computed itself, such as its last state
 */
public record Work(long ofInput, long ofState) {
  /** No products. */
  public static final Work NONE = new Work(0, 0);

  /** Counts a product for each number of a kernel, at each place where the kernel is applied. */
  static long products(long kernelSize, long places) {
    return 2 * kernelSize * places;
  }

  /**
   * Counts the operations of a training step. The gradient by a kernel takes as many as the way
   * forwards, and that by what the kernel is multiplied with as many again.
   *
   * @param inputToo whether the gradient by the layer's input is computed, which that by the images
   *     is not
   * @return the operations for one image
   */
  public long training(boolean inputToo) {
    return (inputToo ? 3 : 2) * ofInput + 3 * ofState;
  }
}
