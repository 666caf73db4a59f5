package io.github.numloss.calibrate;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import java.util.ArrayList;
import java.util.List;

/**
 * How often intervals of classes hold the true one, and how wide they are.
 *
 * @param level how often they should
 * @param coverage the share of images whose interval holds the true class
 * @param meanWidth the mean distance of its ends, in class values
 * @param classes the same for the images of each class that has some
 */
public record IntervalMetrics(
    double level, double coverage, double meanWidth, List<OfClass> classes) {
  /**
   * The intervals of a class's images.
   *
   * @param value the number that the class stands for
   * @param images how many images there are
   * @param coverage the share of them whose interval holds it
   * @param meanWidth the mean distance of the ends, in class values
   */
  public record OfClass(float value, int images, double coverage, double meanWidth) {}

  static IntervalMetrics of(
      Threshold threshold, Predictions predictions, int[] labels, ClassValues values) {
    int[] images = new int[values.count()];
    int[] covered = new int[values.count()];
    double[] widths = new double[values.count()];
    for (int i = 0; i < labels.length; i++) {
      ClassInterval interval = threshold.interval(predictions, i, values);
      int label = labels[i];
      images[label]++;
      covered[label] += interval.contains(label) ? 1 : 0;
      widths[label] += interval.width(values);
    }
    List<OfClass> classes = new ArrayList<>();
    double allCovered = 0;
    double allWidths = 0;
    for (int k = 0; k < images.length; k++) {
      allCovered += covered[k];
      allWidths += widths[k];
      if (images[k] > 0) {
        classes.add(
            new OfClass(
                values.at(k), images[k], (double) covered[k] / images[k], widths[k] / images[k]));
      }
    }
    return new IntervalMetrics(
        threshold.level(), allCovered / labels.length, allWidths / labels.length, classes);
  }
}
