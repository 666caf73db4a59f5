package io.github.numloss.measure;

import io.github.numloss.measure.DistributionMetrics.Bin;
import java.util.ArrayList;
import java.util.List;

/** How sure of their class predictions are, beside how often it is true: a reliability diagram. */
final class Reliability {
  /** As many bins as Guo et al. have. */
  static final int BINS = 15;

  private Reliability() {}

  /**
   * Sums by bin.
   *
   * @param counts the images with a weight above 0
   * @param weights their weights
   * @param confidences their weights times the probability of their most probable class
   * @param right the weights of those whose most probable class is the true one
   */
  private record Sums(int[] counts, double[] weights, double[] confidences, double[] right) {
    double confidence(int bin) {
      return confidences[bin] / weights[bin];
    }

    double accuracy(int bin) {
      return right[bin] / weights[bin];
    }
  }

  private static Sums sums(Forecasts forecasts) {
    int[] counts = new int[BINS];
    double[] weights = new double[BINS];
    double[] confidences = new double[BINS];
    double[] right = new double[BINS];
    for (int i = 0; i < forecasts.images(); i++) {
      int best = forecasts.mostProbable(i);
      double confidence = forecasts.at(i, best);
      int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
      double weight = forecasts.weights().of(i);
      counts[bin] += weight > 0 ? 1 : 0;
      weights[bin] += weight;
      confidences[bin] += weight * confidence;
      right[bin] += best == forecasts.label(i) ? weight : 0;
    }
    return new Sums(counts, weights, confidences, right);
  }

  static List<Bin> bins(Forecasts forecasts) {
    Sums sums = sums(forecasts);
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(
          sums.counts[bin] == 0
              ? new Bin(0, null, null)
              : new Bin(sums.counts[bin], sums.confidence(bin), sums.accuracy(bin)));
    }
    return bins;
  }

  /**
   * The expected calibration error: the mean over the images of how far accuracy and confidence of
   * their bins differ (Guo, Pleiss, Sun, Weinberger 2017, with their 15 bins).
   */
  static Measured expectedCalibrationError(Forecasts forecasts) {
    Sums sums = sums(forecasts);
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (sums.counts[bin] > 0) {
        sum += sums.weights[bin] * Math.abs(sums.accuracy(bin) - sums.confidence(bin));
      }
    }
    return Measured.of(sum / forecasts.weights().total());
  }
}
