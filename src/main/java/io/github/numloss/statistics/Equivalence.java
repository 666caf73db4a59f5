package io.github.numloss.statistics;

import io.github.numloss.check.Check;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests whether two methods differ by less than what matters, by two one-sided paired t tests (D.
 * J. Schuirmann, "A Comparison of the Two One-Sided Tests Procedure and the Power Approach for
 * Assessing the Equivalence of Average Bioavailability", 1987; D. Lakens, A. M. Scheel and P. M.
 * Isager, "Equivalence Testing for Psychological Research: A Tutorial", 2018). It tells "no
 * difference that matters" from "not decided".
 *
 * @param margin the difference from which on it would matter, above 0
 * @param p the greater p value of the tests that the mean difference is above −margin, and below
 *     margin
 */
public record Equivalence(double margin, double p) {
  /**
   * Tests a mean difference.
   *
   * @param differences mean and spread of the differences proposed − baseline, one a pair
   * @param margin the difference from which on it would matter
   * @return the test; nothing if there is one pair, or all differences are the same
   * @throws IllegalArgumentException if the margin is not above 0 and finite
   */
  public static Optional<Equivalence> of(Summary differences, double margin) {
    return of(differences, margin, 0);
  }

  /**
   * Tests the mean difference of several divisions of the same examples into those learned and
   * those tested on, such as folds. What they share is counted as in {@link
   * PairedComparison#ofResamples}: the standard error is s √(1/n + tested/learned) (C. Nadeau and
   * Y. Bengio, "Inference for the Generalization Error", 2003, section 3), so that more divisions
   * of the same examples alone can't show that two methods are the same.
   *
   * @param differences mean and spread of the differences proposed − baseline, one a division
   * @param margin the difference from which on it would matter
   * @param testOverTraining how many examples are tested on for each one learned, above 0
   * @return the test; nothing if there is one division, or all differences are the same
   * @throws IllegalArgumentException if the margin or the quotient is not above 0 and finite
   */
  public static Optional<Equivalence> ofResamples(
      Summary differences, double margin, double testOverTraining) {
    Check.that(
        testOverTraining > 0 && Double.isFinite(testOverTraining),
        "there are %s examples to test on for each one to learn",
        testOverTraining);
    return of(differences, margin, testOverTraining);
  }

  private static Optional<Equivalence> of(Summary differences, double margin, double shared) {
    Check.that(
        margin > 0 && Double.isFinite(margin),
        "the margin is %s, expected a finite number above 0",
        margin);
    Double deviation = differences.standardDeviation();
    if (deviation == null || deviation == 0) {
      return Optional.empty();
    }
    double error = deviation * Math.sqrt(1.0 / differences.n() + shared);
    TDistribution student = TDistribution.of(differences.n() - 1);
    double above = student.survivalProbability((differences.mean() + margin) / error);
    double below = student.cumulativeProbability((differences.mean() - margin) / error);
    return Optional.of(new Equivalence(margin, Math.max(above, below)));
  }
}
