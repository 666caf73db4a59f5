package io.github.numloss.statistics;

import io.github.numloss.random.RandomStream;

/**
 * Tests whether paired differences are symmetric about zero, with the absolute value of their mean
 * as the statistic (R. A. Fisher, "The Design of Experiments", 1935, section 21). Under that
 * hypothesis each difference is as likely to have had the other sign.
 */
final class SignFlipTest {
  /** Most pairs for which every vector of signs is tried: about a million. */
  static final int EXACT_PAIRS = 20;

  /** Vectors of signs drawn for more pairs. */
  static final int DRAWS = 100_000;

  private SignFlipTest() {}

  /**
   * Gives the two-sided p value: the share of the sign vectors whose sum is at least as far from
   * zero as that observed. It is exact for up to 20 pairs, all 2^n vectors, and (b + 1) / (m + 1)
   * for b of m = 100,000 random ones beyond (Phipson and Smyth, "Permutation P-values Should Never
   * Be Zero", 2010). The draws are always the same.
   *
   * @param differences each rounded to a whole number, so that sums within n of each other may be
   *     equal and count as such
   */
  static double pValue(long[] differences) {
    long observed = 0;
    for (long difference : differences) {
      observed += difference;
    }
    long extreme = Math.abs(observed) - differences.length;
    return differences.length <= EXACT_PAIRS
        ? exact(differences, observed, extreme)
        : drawn(differences, extreme);
  }

  /** Visits the sign vectors in the order of a Gray code, which flips one sign a step. */
  private static double exact(long[] differences, long observed, long extreme) {
    long[] signed = differences.clone();
    int vectors = 1 << differences.length;
    long sum = observed;
    int atLeast = 1;
    for (int step = 1; step < vectors; step++) {
      int flipped = Integer.numberOfTrailingZeros(step);
      sum -= 2 * signed[flipped];
      signed[flipped] = -signed[flipped];
      if (Math.abs(sum) >= extreme) {
        atLeast++;
      }
    }
    return (double) atLeast / vectors;
  }

  private static double drawn(long[] differences, long extreme) {
    RandomStream random = RandomStream.of(0, "sign-flip", 0);
    int atLeast = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      long sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.length; i++) {
        signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      }
      if (Math.abs(sum) >= extreme) {
        atLeast++;
      }
    }
    return (atLeast + 1.0) / (DRAWS + 1.0);
  }
}
