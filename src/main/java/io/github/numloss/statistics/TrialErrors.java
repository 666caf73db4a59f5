package io.github.numloss.statistics;

/**
 * The absolute errors of one trial, and what they sum up to.
 *
 * @param errors the absolute error of each test image
 * @param misclassified number of images with an error above 0
 * @param sum the sum of the errors
 */
record TrialErrors(double[] errors, int misclassified, double sum) {
  static TrialErrors of(double[] errors) {
    int misclassified = 0;
    double sum = 0;
    for (double error : errors) {
      misclassified += error > 0 ? 1 : 0;
      sum += error;
    }
    return new TrialErrors(errors, misclassified, sum);
  }

  /** Computes a statistic, NaN if it is the mean over no image. */
  double statistic(ErrorStatistic statistic) {
    return switch (statistic) {
      case ERROR_RATE -> (double) misclassified / errors.length;
      case MEAN_ABSOLUTE_ERROR -> sum / errors.length;
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED -> sum / misclassified;
    };
  }

  /**
   * Adds how much each image moves a statistic, times a factor: its empirical influence function
   * (F. R. Hampel, "The Influence Curve and its Role in Robust Estimation", 1974). For a mean it is
   * the distance from the mean; for the mean over the misclassified images, the ratio sum /
   * misclassified, it is the distance of a misclassified image from that mean / the error rate. The
   * influences sum up to 0.
   */
  void addInfluences(ErrorStatistic statistic, double factor, double[] influences) {
    double value = statistic(statistic);
    double errorRate = (double) misclassified / errors.length;
    switch (statistic) {
      case ERROR_RATE -> add(0, factor, -factor * value, influences);
      case MEAN_ABSOLUTE_ERROR -> add(factor, 0, -factor * value, influences);
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED ->
          add(factor / errorRate, -factor * value / errorRate, 0, influences);
    }
  }

  private void add(double ofError, double ofWrong, double ofAll, double[] influences) {
    for (int i = 0; i < errors.length; i++) {
      double wrong = errors[i] > 0 ? ofWrong : 0;
      influences[i] += ofError * errors[i] + wrong + ofAll;
    }
  }
}
