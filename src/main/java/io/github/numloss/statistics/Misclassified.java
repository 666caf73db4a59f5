package io.github.numloss.statistics;

import java.util.stream.IntStream;

/**
 * The images that one trial decoded to a wrong class; the others don't weigh in any statistic.
 *
 * @param images their indices
 * @param errors the absolute error of each, above 0
 */
record Misclassified(int[] images, double[] errors) {
  static Misclassified of(double[] absoluteErrors) {
    int[] images =
        IntStream.range(0, absoluteErrors.length).filter(i -> absoluteErrors[i] > 0).toArray();
    return new Misclassified(
        images, IntStream.of(images).mapToDouble(i -> absoluteErrors[i]).toArray());
  }

  /**
   * What a trial's errors sum up to.
   *
   * @param sumOfErrors the sum of the absolute errors
   * @param misclassified number of images with an error
   * @param images number of all images
   */
  record Totals(double sumOfErrors, int misclassified, int images) {
    /** Computes a statistic, NaN if it is the mean over no image. */
    double statistic(ErrorStatistic statistic) {
      return switch (statistic) {
        case ERROR_RATE -> (double) misclassified / images;
        case MEAN_ABSOLUTE_ERROR -> sumOfErrors / images;
        case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED -> sumOfErrors / misclassified;
      };
    }
  }

  /** Sums up a resample of as many images that has image i times[i] times. */
  Totals resample(int[] times) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < images.length; i++) {
      count += times[images[i]];
      sum += times[images[i]] * errors[i];
    }
    return new Totals(sum, count, times.length);
  }
}
