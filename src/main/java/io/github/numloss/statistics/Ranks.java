package io.github.numloss.statistics;

import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Ranks of k methods in each of n blocks, such as seeds: 1 for the best one; those that tie have
 * the mean of the ranks that they take up together (M. G. Kendall, "The Treatment of Ties in
 * Ranking Problems", Biometrika 33, 1945).
 */
public final class Ranks {
  private final double[][] ranks;

  private Ranks(double[][] ranks) {
    this.ranks = ranks;
  }

  /**
   * Ranks methods. For ties, values are rounded to about 1e-11 of the block's largest one.
   *
   * @param values a measure of each method in each block [n][k], finite
   * @param lowerIsBetter whether the lowest value has rank 1, or the highest
   * @return the ranks
   * @throws IllegalArgumentException if there is no block or no method, or blocks differ in how
   *     many methods they have, or a value is not finite
   */
  public static Ranks of(double[][] values, boolean lowerIsBetter) {
    Check.that(values.length > 0 && values[0].length > 0, "expected at least 1 block and 1 method");
    double[][] ranks = new double[values.length][];
    for (int block = 0; block < values.length; block++) {
      Check.that(
          values[block].length == values[0].length,
          "block %d has %d methods, expected %d, as block 0 has",
          block,
          values[block].length,
          values[0].length);
      ranks[block] = ranks(values[block], lowerIsBetter);
    }
    return new Ranks(ranks);
  }

  private static double[] ranks(double[] values, boolean lowerIsBetter) {
    for (double value : values) {
      Check.that(Double.isFinite(value), "found the value %s, expected a finite one", value);
    }
    long[] steps = Noise.steps(values, Noise.largest(values));
    Comparator<Integer> byValue = Comparator.comparingLong(i -> steps[i]);
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, lowerIsBetter ? byValue : byValue.reversed());
    double[] ranks = new double[values.length];
    for (int first = 0; first < order.length; ) {
      int end = first + 1;
      while (end < order.length && steps[order[end]] == steps[order[first]]) {
        end++;
      }
      for (int i = first; i < end; i++) {
        ranks[order[i]] = (first + 1 + end) / 2.0;
      }
      first = end;
    }
    return ranks;
  }

  /**
   * Gives the number of blocks.
   *
   * @return n, at least 1
   */
  public int blocks() {
    return ranks.length;
  }

  /**
   * Gives the number of methods.
   *
   * @return k, at least 1
   */
  public int methods() {
    return ranks[0].length;
  }

  /**
   * Gives the mean rank of each method over the blocks.
   *
   * @return k numbers from 1 to k
   */
  public double[] averages() {
    double[] averages = new double[methods()];
    for (int method = 0; method < averages.length; method++) {
      double sum = 0;
      for (double[] block : ranks) {
        sum += block[method];
      }
      averages[method] = sum / blocks();
    }
    return averages;
  }

  /** Gives the sum of t³ − t over each set of t methods that tie in a block. */
  double ties() {
    double sum = 0;
    for (double[] block : ranks) {
      double[] sorted = block.clone();
      Arrays.sort(sorted);
      for (int first = 0; first < sorted.length; ) {
        int end = first + 1;
        while (end < sorted.length && sorted[end] == sorted[first]) {
          end++;
        }
        double tied = end - first;
        sum += tied * tied * tied - tied;
        first = end;
      }
    }
    return sum;
  }
}
