package io.github.numloss.statistics;

import java.util.Arrays;

/**
 * Rounds measures to steps at which equal ones are the same whole number: measures such as counts /
 * images often differ by the same amount, or are the same, but for their last bits.
 */
final class Noise {
  /** Bits of a measure that its computation may have got wrong. */
  private static final int BITS = 16;

  private Noise() {}

  /**
   * Rounds values to 16 bits less than the largest measure has, about 1e-11 of it.
   *
   * @param values the values, or differences of them
   * @param largest the largest absolute value of the measures
   */
  static long[] steps(double[] values, double largest) {
    double step = Math.scalb(Math.ulp(largest), BITS);
    return Arrays.stream(values).mapToLong(value -> (long) Math.rint(value / step)).toArray();
  }

  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
