package io.github.numloss.measure;

import java.util.Arrays;

/**
 * Measures of how often and how far answers are wrong. Absolute errors are those of {@link
 * AbsoluteErrors}.
 */
final class Errors {
  private Errors() {}

  /** The share of answers that are wrong. */
  static Measured rate(Answers answers) {
    return Measured.of((double) answers.misclassified() / answers.images());
  }

  /**
   * The share of answers that are the true class or the one before or behind it, whatever the
   * distance of their values: the cumulative score CS(1) of Geng, Zhou, Smith-Miles (2007) in
   * classes.
   */
  static Measured withinOne(Answers answers) {
    int[][] counts = answers.confusion().orElseThrow().counts();
    long near = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = Math.max(0, i - 1); j <= Math.min(counts.length - 1, i + 1); j++) {
        near += counts[i][j];
      }
    }
    return Measured.of((double) near / answers.images());
  }

  /** The mean absolute error over all images. */
  static Measured mean(Answers answers) {
    return Measured.of(sum(answers) / answers.images());
  }

  /** The mean absolute error over the images with wrong answers. */
  static Measured meanOfMisclassified(Answers answers) {
    int misclassified = answers.misclassified();
    return misclassified == 0
        ? Measured.none("no image is misclassified")
        : Measured.of(sum(answers) / misclassified);
  }

  private static double sum(Answers answers) {
    return answers.cells().stream().mapToDouble(cell -> cell.count() * cell.error()).sum();
  }

  /** The square root of the mean of the squared errors. */
  static Measured rootMeanSquare(Answers answers) {
    double sum =
        answers.cells().stream()
            .mapToDouble(cell -> cell.count() * cell.error() * cell.error())
            .sum();
    return Measured.of(Math.sqrt(sum / answers.images()));
  }

  /**
   * The mean over the true classes of each class's mean absolute error: the macro-averaged MAE of
   * Baccianella, Esuli, Sebastiani (2009). Classes without images have none.
   */
  static Measured meanOverClasses(Answers answers) {
    return Measured.of(Arrays.stream(byClass(answers)).average().orElseThrow());
  }

  /**
   * The largest of the classes' mean absolute errors: maximum MAE of Cruz-Ramírez, Hervás-Martínez,
   * Sánchez-Monedero, Gutiérrez (2014). Classes without images have none.
   */
  static Measured worstClass(Answers answers) {
    return Measured.of(Arrays.stream(byClass(answers)).max().orElseThrow());
  }

  /** Gives the mean absolute error of each class that has images. */
  private static double[] byClass(Answers answers) {
    double[] sums = new double[answers.classValues().count()];
    int[] images = new int[sums.length];
    for (Answers.Cell cell : answers.cells()) {
      sums[cell.trueClass()] += cell.count() * cell.error();
      images[cell.trueClass()] += cell.count();
    }
    double[] means = new double[sums.length];
    int present = 0;
    for (int k = 0; k < sums.length; k++) {
      if (images[k] > 0) {
        means[present++] = sums[k] / images[k];
      }
    }
    return Arrays.copyOf(means, present);
  }
}
