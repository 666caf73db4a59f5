package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Predictions;

/**
 * The distributions that were predicted, beside what was true. Each row of probabilities is divided
 * by its sum, in double: a row of float32 doesn't quite sum to 1.
 */
final class Forecasts {
  private final Predictions predictions;
  private final int[] labels;
  private final ClassValues classValues;
  private final Weights weights;
  private final double[] totals;

  /**
   * Takes distributions.
   *
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  Forecasts(Predictions predictions, int[] labels, ClassValues classValues, Weights weights) {
    ConfusionMatrix.requireFit(predictions, labels);
    this.predictions = predictions;
    this.labels = labels;
    this.classValues = classValues;
    this.weights = weights;
    totals = new double[predictions.count()];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = predictions.total(i);
    }
  }

  int images() {
    return totals.length;
  }

  ClassValues classValues() {
    return classValues;
  }

  /** Gives how much images count. */
  Weights weights() {
    return weights;
  }

  int label(int image) {
    return labels[image];
  }

  /** Gives the probability of a class for an image; not below 0, as rounding can have it. */
  double at(int image, int classIndex) {
    return Math.max(0, predictions.at(image, classIndex) / totals[image]);
  }

  int mostProbable(int image) {
    return new Argmax().decode(predictions, image, classValues);
  }
}
