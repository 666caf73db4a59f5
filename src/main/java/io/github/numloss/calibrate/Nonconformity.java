package io.github.numloss.calibrate;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;

/**
 * How badly each class would fit a predicted distribution, if it were the true one: the continuous
 * ranked probability score {@code s(y) = Σ_k (v_k+1 − v_k) (P_k − 1[k ≥ y])²} (Matheson, Winkler
 * 1976), which takes class values of any spacing. Haas, Killmaier, Javanmardi, Hüllermeier (2026)
 * propose it for conformal sets of ordered classes, for steps of 1.
 *
 * <p>It falls up to the median and rises behind it, since {@code s(y+1) − s(y) = (v_y+1 − v_y)(2
 * P_y − 1)}: it is negative where P_y is below a half, positive where it is above. So the classes
 * whose score is at most some threshold follow each other, and the median is among them unless
 * there are none.
 */
final class Nonconformity {
  private Nonconformity() {}

  /** Gives the score of each class, computed in double. */
  static double[] of(Predictions predictions, int image, ClassValues values) {
    int classes = values.count();
    double total = predictions.total(image);
    double[] scores = new double[classes];
    double cumulative = 0;
    double below = 0;
    double[] above = new double[classes - 1];
    for (int k = 0; k < classes - 1; k++) {
      // Rounding can have a probability just below 0.
      cumulative += Math.max(0, predictions.at(image, k) / total);
      double step = (double) values.at(k + 1) - values.at(k);
      above[k] = step * (cumulative - 1) * (cumulative - 1);
      below += step * cumulative * cumulative;
      scores[k + 1] = below;
    }
    double sum = 0;
    for (int k = classes - 2; k >= 0; k--) {
      sum += above[k];
      scores[k] += sum;
    }
    return scores;
  }
}
