package io.github.numloss.measure;

import io.github.numloss.measure.DistributionMetrics.Bin;
import java.util.ArrayList;
import java.util.List;

/** How sure of their class predictions are, beside how often it is true: a reliability diagram. */
final class Reliability {
  /** As many bins as Guo et al. have. */
  static final int BINS = 15;

  private Reliability() {}

  static List<Bin> bins(Forecasts forecasts) {
    int[] counts = new int[BINS];
    double[] confidences = new double[BINS];
    int[] right = new int[BINS];
    for (int i = 0; i < forecasts.images(); i++) {
      int best = forecasts.mostProbable(i);
      double confidence = forecasts.at(i, best);
      int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
      counts[bin]++;
      confidences[bin] += confidence;
      right[bin] += best == forecasts.label(i) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      double count = counts[bin];
      bins.add(
          counts[bin] == 0
              ? new Bin(0, null, null)
              : new Bin(counts[bin], confidences[bin] / count, right[bin] / count));
    }
    return bins;
  }

  /**
   * The expected calibration error: the mean over the images of how far accuracy and confidence of
   * their bins differ (Guo, Pleiss, Sun, Weinberger 2017, with their 15 bins).
   */
  static Measured expectedCalibrationError(Forecasts forecasts) {
    double sum = 0;
    for (Bin bin : bins(forecasts)) {
      if (bin.count() > 0) {
        sum += bin.count() * Math.abs(bin.accuracy() - bin.confidence());
      }
    }
    return Measured.of(sum / forecasts.images());
  }
}
