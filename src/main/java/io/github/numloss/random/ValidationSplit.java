package io.github.numloss.random;

import io.github.numloss.check.Check;
import java.util.Arrays;

/**
 * Which images to train on and which to set aside for validation.
 *
 * @param train indices, increasing, at least one
 * @param validation indices, increasing; none in both
 */
public record ValidationSplit(int[] train, int[] validation) {
  /**
   * Sets a share of the images aside, chosen at random.
   *
   * @param seed the seed of the run
   * @param n number of images, at least 1
   * @param share the share to set aside, from 0 to below 1; the count is rounded, and leaves at
   *     least one image to train on
   * @return the split
   * @throws IllegalArgumentException if n or the share is out of range
   */
  public static ValidationSplit of(long seed, int n, double share) {
    Check.that(n >= 1, "there are %d images, expected at least 1", n);
    Check.that(
        share >= 0 && share < 1,
        "the validation share is %s, expected 0 or more and less than 1",
        share);
    int aside = (int) Math.min(Math.round(n * share), n - 1);
    int[] order = RandomStream.of(seed, "validation", 0).permutation(n);
    return new ValidationSplit(
        sorted(Arrays.copyOfRange(order, aside, n)), sorted(Arrays.copyOf(order, aside)));
  }

  private static int[] sorted(int[] indices) {
    Arrays.sort(indices);
    return indices;
  }
}
