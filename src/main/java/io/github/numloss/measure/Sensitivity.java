package io.github.numloss.measure;

import java.util.Arrays;

/**
 * Measures of the classes' sensitivities: of the images of a class, the share whose answer is it.
 * Classes without images have none.
 */
final class Sensitivity {
  private Sensitivity() {}

  /**
   * The sensitivity of the class that has the lowest: MS of Caballero, Martínez, Hervás, Gutiérrez
   * (2010).
   */
  static Measured least(Answers answers) {
    return Measured.of(Arrays.stream(byClass(answers)).min().orElseThrow());
  }

  /**
   * The geometric mean of all classes' sensitivities (Kubat, Holte, Matwin 1998 for two classes); 0
   * if one of them is.
   */
  static Measured geometricMean(Answers answers) {
    double[] sensitivities = byClass(answers);
    double sum = Arrays.stream(sensitivities).map(Math::log).sum();
    return Measured.of(Math.exp(sum / sensitivities.length));
  }

  private static double[] byClass(Answers answers) {
    double[][] weights = answers.weights();
    double[] sensitivities = new double[weights.length];
    int present = 0;
    for (int k = 0; k < weights.length; k++) {
      double ofClass = Arrays.stream(weights[k]).sum();
      if (ofClass > 0) {
        sensitivities[present++] = Math.min(1, weights[k][k] / ofClass);
      }
    }
    return Arrays.copyOf(sensitivities, present);
  }
}
