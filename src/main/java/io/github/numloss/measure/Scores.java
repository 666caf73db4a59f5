package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;

/**
 * Scores of whole distributions: proper scoring rules, and the share that has one peak. Means are
 * by the images' weights, if there are any.
 */
final class Scores {
  /** The depth from which on a valley between two peaks counts. */
  static final double VALLEY = 0.005;

  private Scores() {}

  /** What one image adds to a mean. */
  private interface Score {
    double of(int image);
  }

  private static Measured mean(Forecasts forecasts, Score score) {
    double sum = 0;
    for (int i = 0; i < forecasts.images(); i++) {
      sum += forecasts.weights().of(i) * score.of(i);
    }
    return Measured.of(sum / forecasts.weights().total());
  }

  /**
   * The mean of −log p(true class), in nats. A float32 probability can be 0, whose logarithm is
   * none; one below the smallest normal float32, 2^-126, counts as that, which is 87.3 nats.
   */
  static Measured logLoss(Forecasts forecasts) {
    return mean(
        forecasts, i -> -Math.log(Math.max(forecasts.at(i, forecasts.label(i)), Float.MIN_NORMAL)));
  }

  /**
   * The mean continuous ranked probability score of distributions on the class values, {@code Σ_k
   * (v_k+1 − v_k) (P_k − 1[k ≥ y])²} (Matheson, Winkler 1976; Gneiting, Raftery 2007): the absolute
   * error of a certain answer, and in its unit.
   */
  static Measured crps(Forecasts forecasts) {
    ClassValues values = forecasts.classValues();
    return mean(
        forecasts,
        i -> {
          double score = 0;
          double cumulative = 0;
          for (int k = 0; k < values.count() - 1; k++) {
            cumulative += forecasts.at(i, k);
            double off = cumulative - (k >= forecasts.label(i) ? 1 : 0);
            score += ((double) values.at(k + 1) - values.at(k)) * off * off;
          }
          return score;
        });
  }

  /** The mean of {@code Σ_k (p_k − 1[k = y])²}, 0 to 2 (Brier 1950). */
  static Measured brier(Forecasts forecasts) {
    return mean(
        forecasts,
        i -> {
          double score = 0;
          for (int k = 0; k < forecasts.classValues().count(); k++) {
            double off = forecasts.at(i, k) - (k == forecasts.label(i) ? 1 : 0);
            score += off * off;
          }
          return score;
        });
  }

  /**
   * The share of distributions that rise to one peak and fall behind it. A valley counts if its
   * peaks stand more than 0.005 above it: Cardoso, Cruz, Albuquerque (2023) round smaller steps
   * away in their code too, without which no distribution with a long tail has one peak.
   */
  static Measured unimodalShare(Forecasts forecasts) {
    return mean(forecasts, i -> isUnimodal(forecasts, i) ? 1 : 0);
  }

  private static boolean isUnimodal(Forecasts forecasts, int image) {
    double peak = 0;
    double valley = Double.POSITIVE_INFINITY;
    for (int k = 0; k < forecasts.classValues().count(); k++) {
      double probability = forecasts.at(image, k);
      if (valley < peak - VALLEY && probability > valley + VALLEY) {
        return false;
      }
      if (probability > peak) {
        peak = probability;
        valley = probability;
      }
      valley = Math.min(valley, probability);
    }
    return true;
  }
}
