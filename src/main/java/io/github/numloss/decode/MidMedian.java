package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/**
 * The median of the mid-distribution, a number between class values: where the straight lines
 * through the points (v_k, P_{k−1} + p_k / 2) reach a half, and within the class values (Y. Ma, M.
 * G. Genton and E. Parzen, "Asymptotic Properties of Sample Quantiles of Discrete Distributions",
 * 2011, after Parzen's mid-distribution function). It moves with the probabilities where {@link
 * Median} jumps.
 */
public record MidMedian() implements Decoder {
  @Override
  public double answer(Predictions predictions, int image, ClassValues classValues) {
    predictions.requireFit(classValues);
    double half = predictions.total(image) / 2;
    double below = 0;
    double lastMiddle = 0;
    double lastValue = classValues.at(0);
    for (int k = 0; k < classValues.count(); k++) {
      double middle = below + predictions.at(image, k) / 2.0;
      double value = classValues.at(k);
      if (middle >= half) {
        double share = middle > lastMiddle ? (half - lastMiddle) / (middle - lastMiddle) : 1;
        return k == 0 ? value : lastValue + share * (value - lastValue);
      }
      below += predictions.at(image, k);
      lastMiddle = middle;
      lastValue = value;
    }
    return lastValue;
  }
}
