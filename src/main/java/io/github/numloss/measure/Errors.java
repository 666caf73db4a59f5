package io.github.numloss.measure;

import java.util.Arrays;

/**
 * Measures of how often and how far answers are wrong. Absolute errors are those of {@link
 * AbsoluteErrors}. Images count by their weights if there are any: a mean is {@code Σ w e / Σ w},
 * as scikit-learn has it with {@code sample_weight}.
 */
final class Errors {
  private Errors() {}

  /** The share of answers that are wrong. */
  static Measured rate(Answers answers) {
    return Measured.of(answers.misclassified() / answers.total());
  }

  /**
   * The share of answers that are the true class or the one before or behind it, whatever the
   * distance of their values: the cumulative score CS(1) of Geng, Zhou, Smith-Miles (2007) in
   * classes.
   */
  static Measured withinOne(Answers answers) {
    double[][] weights = answers.weights();
    double near = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = Math.max(0, i - 1); j <= Math.min(weights.length - 1, i + 1); j++) {
        near += weights[i][j];
      }
    }
    // Sums of weights in another order may differ in their last bits.
    return Measured.of(Math.min(1, near / answers.total()));
  }

  /** The mean absolute error over all images. */
  static Measured mean(Answers answers) {
    return Measured.of(sum(answers) / answers.total());
  }

  /** The mean absolute error over the images with wrong answers. */
  static Measured meanOfMisclassified(Answers answers) {
    double misclassified = answers.misclassified();
    return misclassified == 0
        ? Measured.none("no image is misclassified")
        : Measured.of(sum(answers) / misclassified);
  }

  private static double sum(Answers answers) {
    return answers.cells().stream().mapToDouble(cell -> cell.weight() * cell.error()).sum();
  }

  /** The square root of the mean of the squared errors. */
  static Measured rootMeanSquare(Answers answers) {
    double sum =
        answers.cells().stream()
            .mapToDouble(cell -> cell.weight() * cell.error() * cell.error())
            .sum();
    return Measured.of(Math.sqrt(sum / answers.total()));
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
    double[] weights = new double[sums.length];
    for (Answers.Cell cell : answers.cells()) {
      sums[cell.trueClass()] += cell.weight() * cell.error();
      weights[cell.trueClass()] += cell.weight();
    }
    double[] means = new double[sums.length];
    int present = 0;
    for (int k = 0; k < sums.length; k++) {
      if (weights[k] > 0) {
        means[present++] = sums[k] / weights[k];
      }
    }
    return Arrays.copyOf(means, present);
  }
}
