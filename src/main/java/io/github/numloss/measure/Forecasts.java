package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;

/**
 * The distributions that were predicted, beside what was true. Each row of probabilities is divided
 * by its sum, in double: a row of float32 doesn't quite sum to 1.
 */
final class Forecasts {
  private final Predictions predictions;
  private final byte[] labels;
  private final ClassValues classValues;
  private final double[] totals;

  Forecasts(Predictions predictions, byte[] labels, ClassValues classValues) {
    this.predictions = predictions;
    this.labels = labels;
    this.classValues = classValues;
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

  int label(int image) {
    return Byte.toUnsignedInt(labels[image]);
  }

  /** Gives the probability of a class for an image. */
  double at(int image, int classIndex) {
    return predictions.at(image, classIndex) / totals[image];
  }

  /**
   * The mean of −log p(true class), in nats. A float32 probability can be 0, whose logarithm is
   * none; one below the smallest normal float32, 2^-126, counts as that, which is 87.3 nats.
   */
  Measured logLoss() {
    double sum = 0;
    for (int i = 0; i < images(); i++) {
      sum -= Math.log(Math.max(at(i, label(i)), Float.MIN_NORMAL));
    }
    return Measured.of(sum / images());
  }
}
