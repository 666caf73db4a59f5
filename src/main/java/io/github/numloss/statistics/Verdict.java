package io.github.numloss.statistics;

/**
 * What the trials say of the claim that the proposed method's measure is lower than the baseline's.
 *
 * <p>The rule was fixed before any run. A family of claims is decided together: each by the p value
 * of the sign-flip permutation test of {@link PairedComparison}, adjusted by {@link Holm} over the
 * family. n pairs can't give a p value less than 2^(1 − n), so that a family of m claims needs 2^(1
 * − n) m &lt; 0.05 for all of them to be decidable.
 */
public enum Verdict {
  /** The adjusted p value is less than 0.05, and the mean difference is negative. */
  REPLICATED,
  /** The adjusted p value is less than 0.05, and the mean difference is positive. */
  CONTRADICTED,
  /** Neither: the adjusted p value is 0.05 or more, or there was no test. */
  UNDECIDED;

  /** The adjusted p value below which a claim is decided. */
  public static final double LEVEL = 0.05;

  /**
   * Decides a claim.
   *
   * @param meanDifference the mean of the differences proposed − baseline
   * @param adjustedP the sign-flip test's p value, adjusted over the family, or null if there was
   *     no test
   * @return the verdict
   */
  public static Verdict of(double meanDifference, Double adjustedP) {
    if (adjustedP == null || !(adjustedP < LEVEL) || meanDifference == 0) {
      return UNDECIDED;
    }
    return meanDifference < 0 ? REPLICATED : CONTRADICTED;
  }
}
