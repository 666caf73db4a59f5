package io.github.numloss.statistics;

import io.github.numloss.check.Check;

/**
 * The critical difference of average ranks, below which two of k methods are not told apart in n
 * blocks (P. B. Nemenyi, "Distribution-free Multiple Comparisons", 1963; J. Demšar, "Statistical
 * Comparisons of Classifiers over Multiple Data Sets", JMLR 7, 2006, section 3.2.2).
 */
public final class Nemenyi {
  private Nemenyi() {}

  /**
   * Gives the critical difference q √(k (k + 1) / (6 n)), where q is the quantile of the
   * studentized range with infinite degrees of freedom, divided by √2.
   *
   * @param methods k, at least 2
   * @param blocks n, at least 1
   * @param level how often one or more of all pairs may differ by more, if all methods are equal
   * @return the difference of average ranks
   * @throws IllegalArgumentException if there are fewer methods or blocks
   */
  public static double criticalDifference(int methods, int blocks, double level) {
    Check.atLeast(2, "the number of methods", methods);
    Check.atLeast(1, "the number of blocks", blocks);
    double k = methods;
    return StudentizedRange.upperQuantile(level, methods)
        * Math.sqrt(k * (k + 1) / (12.0 * blocks));
  }
}
