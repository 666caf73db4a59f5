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

  /** Computes a statistic on a resample of as many images that has image i times[i] times. */
  double statistic(ErrorStatistic statistic, int[] times) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < images.length; i++) {
      count += times[images[i]];
      sum += times[images[i]] * errors[i];
    }
    return statistic.of(sum, count, times.length);
  }
}
