package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What the trials say of the claim that the proposed method is better than the baseline by a
 * measure.
 *
 * <p>The first two of the rules were fixed before any run. A family of claims is decided together:
 * each by the p value of the sign-flip permutation test of {@link PairedComparison}, adjusted by
 * {@link Holm} over the family. n pairs can't give a p value less than 2^(1 − n), so that a family
 * of m claims needs 2^(1 − n) m &lt; 0.05 for all of them to be decidable by it. What that leaves
 * open is compared with the difference that others reported, if they did: {@link
 * ReportedDifference}.
 */
public enum Verdict {
  /** The adjusted p value is less than 0.05, and the proposed method is better in the mean. */
  REPLICATED("replicated", "replicated", "better"),
  /** The adjusted p value is less than 0.05, and the proposed method is worse in the mean. */
  CONTRADICTED("contradicted", "contradicted", "worse"),
  /** Neither, and the gain is smaller than the reported one, beyond the spread of both. */
  SMALLER_THAN_REPORTED("smallerThanReported", "smaller than reported"),
  /** None of these, and the difference is less than what matters, by {@link Equivalence}. */
  EQUIVALENT("equivalent", "practically the same"),
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
   * @param change the mean of the differences proposed − baseline, with the sign that makes it
   *     negative where the proposed method is better
   * @param adjustedP the sign-flip test's p value, adjusted over the family, or null if there was
   *     no test
   * @param reported the difference that others reported, or null if they reported none
   * @param equivalenceP the p value of {@link Equivalence}, adjusted over its own family, or null
   *     if there was no test
   * @return the verdict
   */
  public static Verdict of(
      double change,
      @Nullable Double adjustedP,
      @Nullable ReportedDifference reported,
      @Nullable Double equivalenceP) {
    if (reported != null && !reported.claimsGain()) {
      return NOT_CLAIMED;
    }
    if (adjustedP != null && adjustedP < LEVEL && change != 0) {
      return change < 0 ? REPLICATED : CONTRADICTED;
    }
    if (reported != null && reported.exceedsOurs()) {
      return SMALLER_THAN_REPORTED;
    }
    return equivalenceP != null && equivalenceP < LEVEL ? EQUIVALENT : UNDECIDED;
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
