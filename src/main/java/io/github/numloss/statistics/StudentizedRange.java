package io.github.numloss.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of the range of k independent standard normal variables: that of the studentized
 * range with infinite degrees of freedom (H. O. Hartley, "The Range in Random Samples", Biometrika
 * 32, 1942): P(range ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k − 1) dz, with z the largest of them.
 */
final class StudentizedRange {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Beyond it is less than 1e-18 of the normal distribution. */
  private static final double FARTHEST = 9;

  /**
   * The step of the sum that stands for the integral. The integrand is smooth and vanishes at both
   * ends, so that the error of the sum falls faster than any power of the step.
   */
  private static final double STEP = 1.0 / 32;

  private static final double LONGEST = 20;

  private StudentizedRange() {}

  /** Gives the probability that the range of k variables is at most q. */
  static double probability(double q, int k) {
    double sum = 0;
    for (double z = -FARTHEST; z <= FARTHEST; z += STEP) {
      double between = NORMAL.probability(z - q, z);
      sum += NORMAL.density(z) * Math.pow(between, k - 1);
    }
    return Math.min(1, k * sum * STEP);
  }

  /** Gives the q that the range of k variables exceeds with a probability, 1e-6 at the least. */
  static double upperQuantile(double probability, int k) {
    double low = 0;
    double high = LONGEST;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (probability(middle, k) < 1 - probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
