package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two methods that others reported, and how far ours is from it.
 *
 * <p>Theirs is the difference of two means of independent trials, ours that of pairs; the standard
 * error of ours − reported holds the spread of all three. Its interval is Welch's ("The
 * Generalization of 'Student's' Problem when Several Different Population Variances are Involved",
 * Biometrika 34, 1947), with the degrees of freedom of Satterthwaite ("An Approximate Distribution
 * of Estimates of Variance Components", Biometrics Bulletin 2, 1946): (Σ v)² / Σ (v² / (n − 1)) for
 * the parts v = s² / n of the squared standard error.
 *
 * <p>What needs our spread is null where there is none.
 *
 * @param difference the mean of the proposed method − the mean of the baseline, as reported
 * @param excess our mean difference − the reported one; above 0 where our gain is smaller
 * @param standardError the standard error of the excess
 * @param degreesOfFreedom the degrees of freedom of the standard error
 * @param confidenceLow lower end of the 95 % confidence interval of the excess
 * @param confidenceHigh its upper end
 * @param reason why all but the difference are null, or null if they aren't
 */
public record ReportedDifference(
    double difference,
    @Nullable Double excess,
    @Nullable Double standardError,
    @Nullable Double degreesOfFreedom,
    @Nullable Double confidenceLow,
    @Nullable Double confidenceHigh,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
  private static final double TAIL = 0.025;

  /**
   * A mean that was reported with its spread.
   *
   * @param trials how many trials it is of, at least 2
   * @param mean their mean
   * @param standardDeviation their sample standard deviation, above 0
   */
  public record Mean(int trials, BigDecimal mean, BigDecimal standardDeviation) {
    /**
     * Checks that there is a spread.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Mean {
      Check.that(
          trials >= 2 && standardDeviation.signum() > 0,
          "%s trials with the standard deviation %s, expected at least 2 and one above 0",
          trials,
          standardDeviation);
    }

    private double squaredError() {
      return standardDeviation.doubleValue() * standardDeviation.doubleValue() / trials;
    }
  }

  /**
   * Compares our differences with those reported.
   *
   * @param baseline the reported baseline
   * @param proposed the reported proposed method
   * @param ours our differences proposed − baseline, one a pair; null if there are no pairs
   * @return the comparison
   */
  public static ReportedDifference of(Mean baseline, Mean proposed, @Nullable Summary ours) {
    double reported = proposed.mean().subtract(baseline.mean()).doubleValue();
    if (ours == null || ours.standardDeviation() == null) {
      String reason = ours == null ? "there are no pairs" : "there is one pair";
      return new ReportedDifference(reported, null, null, null, null, null, reason);
    }
    double squared = ours.standardDeviation() * ours.standardDeviation() / ours.n();
    double sum = squared + baseline.squaredError() + proposed.squaredError();
    double freedom =
        sum
            * sum
            / (squared * squared / (ours.n() - 1)
                + baseline.squaredError() * baseline.squaredError() / (baseline.trials() - 1)
                + proposed.squaredError() * proposed.squaredError() / (proposed.trials() - 1));
    double error = Math.sqrt(sum);
    double half = TDistribution.of(freedom).inverseSurvivalProbability(TAIL) * error;
    double excess = ours.mean() - reported;
    return new ReportedDifference(
        reported, excess, error, freedom, excess - half, excess + half, null);
  }

  /**
   * Tells whether a gain was reported.
   *
   * @return whether the proposed method's mean is lower
   */
  boolean claimsGain() {
    return difference < 0;
  }

  /**
   * Tells whether ours is smaller than reported, beyond the spread of both.
   *
   * @return whether the interval of the excess lies above 0
   */
  boolean exceedsOurs() {
    return confidenceLow != null && confidenceLow > 0;
  }
}
