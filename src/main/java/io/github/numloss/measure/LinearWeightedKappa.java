package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import java.util.Arrays;

/**
 * Cohen's weighted kappa (1968) with the distance of the class values for weights, {@code 1 − Σ
 * w_ij O_ij / Σ w_ij E_ij}: the mean absolute error over that of answers given by chance.
 */
final class LinearWeightedKappa {
  private LinearWeightedKappa() {}

  static Measured of(Answers answers) {
    double[][] weights = answers.weights();
    ClassValues values = answers.classValues();
    double[] answered = new double[weights.length];
    for (double[] row : weights) {
      Arrays.setAll(answered, j -> answered[j] + row[j]);
    }
    double observed = 0;
    double byChance = 0;
    for (int i = 0; i < weights.length; i++) {
      double ofClass = Arrays.stream(weights[i]).sum();
      for (int j = 0; j < weights.length; j++) {
        double distance = Math.abs((double) values.at(i) - values.at(j));
        observed += distance * weights[i][j];
        byChance += distance * ofClass * answered[j] / answers.total();
      }
    }
    return byChance == 0
        ? Measured.none("all images and answers are of one class")
        : Measured.of(1 - observed / byChance);
  }
}
