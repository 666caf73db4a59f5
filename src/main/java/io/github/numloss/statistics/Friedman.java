package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether k methods rank alike in n blocks (M. Friedman, "The Use of Ranks to Avoid the
 * Assumption of Normality Implicit in the Analysis of Variance", 1937).
 *
 * <p>With the average ranks R_j, χ² = 12 n / (k (k + 1)) (Σ R_j² − k (k + 1)² / 4), divided by 1 −
 * Σ (t³ − t) / (n (k³ − k)) over sets of t methods that tie in a block (W. J. Conover, "Practical
 * Nonparametric Statistics", 3rd edition, 1999, section 5.8), and, less conservative, F = (n − 1)
 * χ² / (n (k − 1) − χ²) (R. L. Iman and J. M. Davenport, "Approximations of the Critical Region of
 * the Friedman Statistic", 1980; J. Demšar, "Statistical Comparisons of Classifiers over Multiple
 * Data Sets", 2006, section 3.2.2).
 *
 * @param chiSquared χ², to be compared with the distribution of k − 1 degrees of freedom
 * @param chiSquaredP its p value
 * @param f F, to be compared with the distribution of k − 1 and (k − 1)(n − 1) degrees of freedom;
 *     null if all blocks have the same ranks without ties, where it is infinite
 * @param fP its p value; where F is infinite (1 / k!)^(n − 1), the share of all rankings that agree
 *     so (Conover)
 * @param reason why F is null, or null if it isn't
 */
public record Friedman(
    double chiSquared,
    double chiSquaredP,
    @Nullable Double f,
    double fP,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
  /** How near to its largest value χ² is taken for it. */
  private static final double ROUNDING = 1e-12;

  /**
   * Checks that F or the reason for its absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public Friedman {
    Check.that((f == null) != (reason == null), "expected either f or the reason why it is null");
  }

  /**
   * Tests ranks.
   *
   * @param ranks the ranks
   * @return the test; nothing if there are fewer than 2 blocks or methods, or all methods tie in
   *     each block
   */
  public static Optional<Friedman> of(Ranks ranks) {
    double n = ranks.blocks();
    double k = ranks.methods();
    double untied = 1 - ranks.ties() / (n * (k * k * k - k));
    if (n < 2 || k < 2 || untied <= 0) {
      return Optional.empty();
    }
    double squares = 0;
    for (double average : ranks.averages()) {
      double above = average - (k + 1) / 2;
      squares += above * above;
    }
    double chiSquared = 12 * n / (k * (k + 1)) * squares / untied;
    double chiSquaredP = ChiSquaredDistribution.of(k - 1).survivalProbability(chiSquared);
    double most = n * (k - 1);
    if (chiSquared >= most * (1 - ROUNDING)) {
      double p = Math.exp(-(n - 1) * logFactorial(ranks.methods()));
      return Optional.of(
          new Friedman(chiSquared, chiSquaredP, null, p, "all blocks have the same ranks"));
    }
    double f = (n - 1) * chiSquared / (most - chiSquared);
    double fP = FDistribution.of(k - 1, (k - 1) * (n - 1)).survivalProbability(f);
    return Optional.of(new Friedman(chiSquared, chiSquaredP, f, fP, null));
  }

  private static double logFactorial(int k) {
    double sum = 0;
    for (int i = 2; i <= k; i++) {
      sum += Math.log(i);
    }
    return sum;
  }
}
