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
    Check.that(
        margin > 0 && Double.isFinite(margin),
        "the margin is %s, expected a finite number above 0",
        margin);
    Double deviation = differences.standardDeviation();
    if (deviation == null || deviation == 0) {
      return Optional.empty();
    }
    double error = deviation / Math.sqrt(differences.n());
    TDistribution student = TDistribution.of(differences.n() - 1);
    double above = student.survivalProbability((differences.mean() + margin) / error);
    double below = student.cumulativeProbability((differences.mean() - margin) / error);
    return Optional.of(new Equivalence(margin, Math.max(above, below)));
  }
}
