package io.github.numloss.measure;

/**
 * The probability integral transform: where in their distributions the true classes lie. It is
 * spread evenly if the distributions are right: too narrow ones pile it up at both ends, too wide
 * ones in the middle. An image counts for the whole of its class's range of cumulative probability,
 * P_{y−1} to P_y, evenly (Czado, Gneiting, Held 2009, the transform that is not randomised).
 */
final class Pit {
  /** As many bins as the authors have. */
  static final int BINS = 10;

  private Pit() {}

  /** Gives how many images fall between j/10 and (j+1)/10, in parts of images, by their weights. */
  static double[] counts(Forecasts forecasts) {
    double[] below = new double[BINS + 1];
    below[BINS] = forecasts.weights().total();
    for (int i = 0; i < forecasts.images(); i++) {
      int label = forecasts.label(i);
      double low = 0;
      for (int k = 0; k < label; k++) {
        low += forecasts.at(i, k);
      }
      double high = low + forecasts.at(i, label);
      for (int edge = 1; edge < BINS; edge++) {
        double u = (double) edge / BINS;
        double share = u >= high ? 1 : u <= low ? 0 : (u - low) / (high - low);
        below[edge] += forecasts.weights().of(i) * share;
      }
    }
    double[] counts = new double[BINS];
    double scale = forecasts.images() / forecasts.weights().total();
    for (int bin = 0; bin < BINS; bin++) {
      counts[bin] = scale * (below[bin + 1] - below[bin]);
    }
    return counts;
  }

  /**
   * How far from even the counts are: the largest difference between the share of images up to an
   * edge of a bin and the edge, 0 if they are even, at most 0.9.
   */
  static Measured distance(Forecasts forecasts) {
    double[] counts = counts(forecasts);
    double below = 0;
    double largest = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin] / forecasts.images();
      largest = Math.max(largest, Math.abs(below - (bin + 1.0) / BINS));
    }
    return Measured.of(largest);
  }
}
