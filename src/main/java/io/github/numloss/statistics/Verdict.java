package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What the trials say of the claim that the proposed method's measure is lower than the baseline's.
 *
 * <p>The first two of the rules were fixed before any run. A family of claims is decided together:
 * each by the p value of the sign-flip permutation test of {@link PairedComparison}, adjusted by
 * {@link Holm} over the family. n pairs can't give a p value less than 2^(1 − n), so that a family
 * of m claims needs 2^(1 − n) m &lt; 0.05 for all of them to be decidable by it. What that leaves
 * open is compared with the difference that others reported, if they did: {@link
 * ReportedDifference}.
 */
public enum Verdict {
  /** The adjusted p value is less than 0.05, and the mean difference is negative. */
  REPLICATED("replicated", "replicated", "lower"),
  /** The adjusted p value is less than 0.05, and the mean difference is positive. */
  CONTRADICTED("contradicted", "contradicted", "higher"),
  /** Neither, and the gain is smaller than the reported one, beyond the spread of both. */
  SMALLER_THAN_REPORTED("smallerThanReported", "smaller than reported"),
  /** None of these: too few trials, or too much spread. */
  UNDECIDED("undecided", "undecided"),
  /** Others reported the difference and it is no gain, so that there is no claim of one. */
  NOT_CLAIMED("notClaimed", "no gain reported");

  /** The adjusted p value below which a claim is decided. */
  public static final double LEVEL = 0.05;

  private final String key;
  private final String words;
  private final String unclaimedWords;

  Verdict(String key, String words) {
    this(key, words, words);
  }

  Verdict(String key, String words, String unclaimedWords) {
    this.key = key;
    this.words = words;
    this.unclaimedWords = unclaimedWords;
  }

  /**
   * Decides a claim.
   *
   * @param meanDifference the mean of the differences proposed − baseline
   * @param adjustedP the sign-flip test's p value, adjusted over the family, or null if there was
   *     no test
   * @param reported the difference that others reported, or null if they reported none
   * @return the verdict
   */
  public static Verdict of(
      double meanDifference, @Nullable Double adjustedP, @Nullable ReportedDifference reported) {
    if (reported != null && !reported.claimsGain()) {
      return NOT_CLAIMED;
    }
    if (adjustedP != null && adjustedP < LEVEL && meanDifference != 0) {
      return meanDifference < 0 ? REPLICATED : CONTRADICTED;
    }
    return reported != null && reported.exceedsOurs() ? SMALLER_THAN_REPORTED : UNDECIDED;
  }

  /**
   * Gives the verdict as a reader should see it.
   *
   * @param isReported whether others reported the difference: what nobody said can't be replicated
   *     or contradicted
   * @return a few words
   */
  public String words(boolean isReported) {
    return isReported ? words : unclaimedWords;
  }

  /**
   * Gives the name in files.
   *
   * @return the name in camel case
   */
  @JsonValue
  @Override
  public String toString() {
    return key;
  }
}
