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
    int[][] counts = answers.confusion().orElseThrow().counts();
    ClassValues values = answers.classValues();
    double[] answered = new double[counts.length];
    for (int[] row : counts) {
      Arrays.setAll(answered, j -> answered[j] + row[j]);
    }
    double observed = 0;
    double byChance = 0;
    for (int i = 0; i < counts.length; i++) {
      double images = Arrays.stream(counts[i]).asLongStream().sum();
      for (int j = 0; j < counts.length; j++) {
        double distance = Math.abs((double) values.at(i) - values.at(j));
        observed += distance * counts[i][j];
        byChance += distance * images * answered[j] / answers.images();
      }
    }
    return byChance == 0
        ? Measured.none("all images and answers are of one class")
        : Measured.of(1 - observed / byChance);
  }
}
