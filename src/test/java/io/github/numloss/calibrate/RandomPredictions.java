package io.github.numloss.calibrate;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import java.util.Random;

/** Distributions of all kinds: flat, of several peaks, certain, with zeros. */
final class RandomPredictions {
  private RandomPredictions() {}

  static Predictions of(Random random, int images, int classes) {
    float[] probabilities = new float[images * classes];
    for (int i = 0; i < images; i++) {
      double sharpness = random.nextInt(12);
      double[] row = new double[classes];
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        row[k] = Math.exp(sharpness * random.nextGaussian());
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        probabilities[i * classes + k] = (float) (row[k] / sum);
      }
    }
    return new Predictions(classes, probabilities);
  }

  static ClassValues values(Random random, int classes) {
    float[] values = new float[classes];
    values[0] = random.nextInt(20) - 10;
    for (int k = 1; k < classes; k++) {
      values[k] = values[k - 1] + 0.25f * (1 + random.nextInt(20));
    }
    return ClassValues.of(values);
  }
}
