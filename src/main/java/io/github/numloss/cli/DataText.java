package io.github.numloss.cli;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/** Says what data is, in a few lines. */
final class DataText {
  private static final int MOST_CLASSES = 20;

  private DataText() {}

  /** Prints sizes, the counts by class value, and what could be had without learning. */
  static void print(PrintWriter out, Examples train, Examples test) {
    out.printf(
        Locale.ROOT,
        "%s: %,d examples to learn and %,d to test on, %s, %d classes%n",
        train.dataset(),
        train.count(),
        test.count(),
        train.inputs().shape().named(),
        train.classValues().count());
    int[] learned = counts(train);
    int[] tested = counts(test);
    for (int k = 0; k < Math.min(MOST_CLASSES, learned.length); k++) {
      out.printf(
          Locale.ROOT,
          "  %10s %,10d %,10d%n",
          value(train.classValues(), k),
          learned[k],
          tested[k]);
    }
    if (learned.length > MOST_CLASSES) {
      out.printf(Locale.ROOT, "  … %d more%n", learned.length - MOST_CLASSES);
    }
    double[] ofTest = weights(test);
    int median = median(weights(train));
    double error = 0;
    for (int k = 0; k < ofTest.length; k++) {
      error += ofTest[k] * Math.abs(test.classValues().at(k) - train.classValues().at(median));
    }
    out.printf(
        Locale.ROOT,
        "To answer always %s, the median, has a mean absolute error of %.4f on the test.%n",
        value(train.classValues(), median),
        error / Arrays.stream(ofTest).sum());
  }

  private static int[] counts(Examples examples) {
    int[] counts = new int[examples.classValues().count()];
    for (int i = 0; i < examples.count(); i++) {
      counts[examples.label(i)]++;
    }
    return counts;
  }

  /** Gives the sum of the weights of each class; its count where all examples count the same. */
  private static double[] weights(Examples examples) {
    double[] sums = new double[examples.classValues().count()];
    for (int i = 0; i < examples.count(); i++) {
      sums[examples.label(i)] += examples.weights() == null ? 1 : examples.weights()[i];
    }
    return sums;
  }

  private static int median(double[] weights) {
    double all = Arrays.stream(weights).sum();
    double seen = 0;
    int k = 0;
    while (k < weights.length - 1 && 2 * (seen + weights[k]) < all) {
      seen += weights[k++];
    }
    return k;
  }

  private static String value(ClassValues values, int k) {
    return new BigDecimal(Float.toString(values.at(k))).stripTrailingZeros().toPlainString();
  }
}
