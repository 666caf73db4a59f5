package io.github.numloss.random;

/** The order in which an epoch takes the training images. */
public final class EpochOrder {
  private EpochOrder() {}

  /**
   * Gives the order of one epoch; it follows from the arguments alone, so that a resumed run sees
   * the same.
   *
   * @param seed the seed of the run
   * @param epoch which epoch
   * @param n number of images
   * @return each of 0 … n − 1 once
   */
  public static int[] permutation(long seed, int epoch, int n) {
    return RandomStream.of(seed, "order", epoch).permutation(n);
  }
}
