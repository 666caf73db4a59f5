package io.github.numloss.decode;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.classes.ClassValues;
import java.util.Locale;

/**
 * Rules from the probabilities of the classes to one class. Each gives the class for which one kind
 * of error is expected to be least (J. O. Berger, "Statistical Decision Theory and Bayesian
 * Analysis", 2nd edition, 1985, section 4.4: Bayes rules under 0–1, absolute and squared error).
 */
public enum Decoder {
  /** The most probable class, the lowest of several: least expected share of wrong classes. */
  ARGMAX,
  /**
   * The lowest class that, with those below it, has at least half of the probability: least
   * expected absolute error of the class value.
   */
  MEDIAN,
  /**
   * The class whose value is nearest to the expectation of the class value, the lower of two: least
   * expected squared error of the class value.
   */
  MEAN;

  /**
   * Decodes the probabilities of one image, computing in double.
   *
   * @param predictions the probabilities [N, K]
   * @param image which row, 0 … N − 1
   * @param classValues the number that each of the K classes stands for
   * @return a class, 0 … K − 1
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  public int decode(Predictions predictions, int image, ClassValues classValues) {
    if (predictions.classes() != classValues.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d class values for predictions of %d classes",
              classValues.count(),
              predictions.classes()));
    }
    return switch (this) {
      case ARGMAX -> argmax(predictions, image);
      case MEDIAN -> median(predictions, image);
      case MEAN -> mean(predictions, image, classValues);
    };
  }

  /**
   * Gives the name in files and on the command line.
   *
   * @return the name in lower case
   */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static int argmax(Predictions predictions, int image) {
    int best = 0;
    for (int k = 1; k < predictions.classes(); k++) {
      if (predictions.at(image, k) > predictions.at(image, best)) {
        best = k;
      }
    }
    return best;
  }

  private static int median(Predictions predictions, int image) {
    double half = total(predictions, image) / 2;
    double cumulative = predictions.at(image, 0);
    int k = 0;
    while (cumulative < half) {
      k++;
      cumulative += predictions.at(image, k);
    }
    return k;
  }

  private static int mean(Predictions predictions, int image, ClassValues classValues) {
    double sum = 0;
    for (int k = 0; k < classValues.count(); k++) {
      sum += (double) predictions.at(image, k) * classValues.at(k);
    }
    // A float32 row doesn't quite sum to 1, which would pull values far from 0 towards it.
    double expectation = sum / total(predictions, image);
    int nearest = 0;
    for (int k = 1; k < classValues.count(); k++) {
      if (Math.abs(classValues.at(k) - expectation)
          < Math.abs(classValues.at(nearest) - expectation)) {
        nearest = k;
      }
    }
    return nearest;
  }

  private static double total(Predictions predictions, int image) {
    double total = 0;
    for (int k = 0; k < predictions.classes(); k++) {
      total += predictions.at(image, k);
    }
    return total;
  }
}
