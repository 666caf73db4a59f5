package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.GammaRatio;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.jspecify.annotations.Nullable;

/**
 * Compares a measure of two methods in pairs, one a seed. Every p value is two-sided.
 *
 * <p>What divides by the standard deviation of the differences is null where that is zero or there
 * is one pair; where all differences are zero, the two tests that remain give 1.
 *
 * @param pairs number of pairs n
 * @param meanDifference the mean of the differences proposed − baseline
 * @param confidenceLow lower end of the 95 % confidence interval of the mean difference (Student,
 *     "The Probable Error of a Mean", 1908), or null
 * @param confidenceHigh its upper end, or null
 * @param tTestP p value of Student's paired t test, or null
 * @param cohenDz the mean difference / the standard deviation of the differences (J. Cohen,
 *     "Statistical Power Analysis for the Behavioral Sciences", 2nd edition, 1988, section 2.3.5),
 *     or null
 * @param hedgesGz cohenDz without its bias, times Γ(m/2) / (√(m/2) Γ((m − 1)/2)) with m = n − 1 (L.
 *     V. Hedges, "Distribution Theory for Glass's Estimator of Effect Size and Related Estimators",
 *     1981, equation 6e), or null
 * @param reason why some of those before it are null, or null if none is
 * @param signFlipP p value of Fisher's sign-flip permutation test of the mean difference: exact for
 *     up to 20 pairs, so never less than 2^(1 − n), and from 100,000 draws beyond
 * @param wilcoxonP p value of the signed-rank test of the differences that aren't zero (F.
 *     Wilcoxon, "Individual Comparisons by Ranking Methods", 1945): exact for up to 50 of them
 *     without ties, else by the normal approximation with continuity correction
 * @param resampledTestOverTraining how many examples were tested on for each one learned, where
 *     each pair has a division of its own of the same examples; null where all are tested on the
 *     same
 */
public record PairedComparison(
    int pairs,
    double meanDifference,
    @Nullable Double confidenceLow,
    @Nullable Double confidenceHigh,
    @Nullable Double tTestP,
    @Nullable Double cohenDz,
    @Nullable Double hedgesGz,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    double signFlipP,
    double wilcoxonP,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double resampledTestOverTraining) {
  private static final double TAIL = 0.025;

  /**
   * Checks that every measure or the reason for an absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public PairedComparison {
    // A comparison that has hedgesGz has the others too.
    Check.that(
        (hedgesGz == null) != (reason == null),
        "expected either hedgesGz or the reason why it is null");
  }

  /**
   * Compares two methods.
   *
   * <p>Measures such as counts / images often differ by the same amount but for their last bits.
   * For the ranks, for the sums of the sign-flip test and for whether the differences differ at
   * all, they are rounded to 16 bits less than the largest measure has, about 1e-11 of it.
   *
   * @param baseline the measure of the baseline, a value a seed
   * @param proposed the measure of the proposed method for the same seeds in the same order
   * @return the comparison
   * @throws IllegalArgumentException if there are not as many of the one as of the other, or there
   *     is none, or a difference is not finite
   */
  public static PairedComparison of(double[] baseline, double[] proposed) {
    return of(baseline, proposed, null);
  }

  /**
   * Compares two methods by several divisions of the same examples into those learned and those
   * tested on, such as folds. What two divisions learn overlaps, so that their differences vary
   * less than those of new examples would. The interval and the t test take the variance of the
   * mean as (1/n + tested/learned) s² (C. Nadeau and Y. Bengio, "Inference for the Generalization
   * Error", Machine Learning 52, 2003, section 3; for repeated folds R. R. Bouckaert and E. Frank,
   * "Evaluating the Replicability of Significance Tests for Comparing Learning Algorithms", 2004).
   *
   * @param baseline the measure of the baseline, a value a division
   * @param proposed the measure of the proposed method for the same divisions in the same order
   * @param testOverTraining how many examples are tested on for each one learned, above 0
   * @return the comparison; its sign-flip and signed-rank tests know nothing of the overlap
   * @throws IllegalArgumentException as for pairs with the same test examples
   */
  public static PairedComparison ofResamples(
      double[] baseline, double[] proposed, double testOverTraining) {
    Check.that(
        testOverTraining > 0 && Double.isFinite(testOverTraining),
        "there are %s examples to test on for each one to learn",
        testOverTraining);
    return of(baseline, proposed, testOverTraining);
  }

  /**
   * Gives the p value that decides: that of the sign-flip test, or of the t test where divisions of
   * the same examples were compared.
   *
   * @return the p value; 1 where such divisions differ all by the same or there is one
   */
  public double decisiveP() {
    return resampledTestOverTraining == null ? signFlipP : tTestP == null ? 1 : (double) tTestP;
  }

  private static PairedComparison of(
      double[] baseline, double[] proposed, @Nullable Double testOverTraining) {
    double[] differences = differences(baseline, proposed);
    double largest = Math.max(Noise.largest(baseline), Noise.largest(proposed));
    long[] steps = Noise.steps(differences, largest);
    double mean = Mean.of(differences).getAsDouble();
    double signFlipP = SignFlipTest.pValue(steps);
    double wilcoxonP = wilcoxonP(steps);
    int n = differences.length;
    if (n < 2 || Arrays.stream(steps).distinct().count() < 2) {
      String reason = n < 2 ? "there is one pair" : "all differences are the same";
      return new PairedComparison(
          n, mean, null, null, null, null, null, reason, signFlipP, wilcoxonP, testOverTraining);
    }
    double deviation = StandardDeviation.of(differences).getAsDouble();
    TDistribution student = TDistribution.of(n - 1);
    double half = student.inverseSurvivalProbability(TAIL) * deviation / Math.sqrt(n);
    if (testOverTraining != null) {
      half *= Math.sqrt(1 + n * testOverTraining);
    }
    double tTestP =
        testOverTraining == null
            ? TTest.withDefaults().test(differences).getPValue()
            : 2
                * student.survivalProbability(
                    Math.abs(mean) / (deviation * Math.sqrt(1.0 / n + testOverTraining)));
    double cohenDz = mean / deviation;
    return new PairedComparison(
        n,
        mean,
        mean - half,
        mean + half,
        tTestP,
        cohenDz,
        n < 3 ? null : cohenDz * hedgesCorrection(n - 1),
        n < 3 ? "the correction of hedgesGz needs 3 pairs" : null,
        signFlipP,
        wilcoxonP,
        testOverTraining);
  }

  /**
   * Gives the least p value that the sign-flip test can have.
   *
   * @param pairs number of pairs, at least 1
   * @return the p value where all differences have one sign: 2^(1 − n) for up to 20 pairs
   */
  public static double leastSignFlipP(int pairs) {
    return pairs <= SignFlipTest.EXACT_PAIRS
        ? Math.scalb(1.0, 1 - pairs)
        : 1 / (SignFlipTest.DRAWS + 1.0);
  }

  private static double[] differences(double[] baseline, double[] proposed) {
    Check.that(
        baseline.length == proposed.length && baseline.length != 0,
        "%d values of the baseline and %d of the proposed method, expected as many, at least 1",
        baseline.length,
        proposed.length);
    double[] differences = new double[baseline.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = proposed[i] - baseline[i];
      Check.that(
          Double.isFinite(differences[i]),
          "pair %d is %s and %s, expected a finite difference",
          i,
          baseline[i],
          proposed[i]);
    }
    return differences;
  }

  private static double wilcoxonP(long[] steps) {
    // The library would rank zeros, but it counts them among the ties too.
    double[] ranked = Arrays.stream(steps).filter(step -> step != 0).asDoubleStream().toArray();
    return ranked.length == 0 ? 1 : WilcoxonSignedRankTest.withDefaults().test(ranked).getPValue();
  }

  private static double hedgesCorrection(int degreesOfFreedom) {
    double half = degreesOfFreedom / 2.0;
    return GammaRatio.value(half, half - 0.5) / Math.sqrt(half);
  }
}
