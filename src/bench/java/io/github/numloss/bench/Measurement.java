package io.github.numloss.bench;

import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.train.EpochResult;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How fast one network was trained.
 *
 * @param network the network's name
 * @param precision what its products computed with
 * @param imagesPerSecond training images a second in the measured epochs
 * @param shareOfMatmul the rate of its products, at the median, as a share of the matmul rate at
 *     the same precision
 * @param firstStepAt when the first step was done, ISO 8601 in UTC
 * @param history a row an epoch, from the one that warmed up
 */
public record Measurement(
    String network,
    Precision precision,
    Spread imagesPerSecond,
    double shareOfMatmul,
    String firstStepAt,
    List<EpochResult> history) {
  /**
   * Values in short.
   *
   * @param median the one in the middle
   * @param min the least
   * @param max the greatest
   */
  public record Spread(double median, double min, double max) {
    static Spread of(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Spread(
          Median.withDefaults().evaluate(values), sorted[0], sorted[sorted.length - 1]);
    }
  }
}
