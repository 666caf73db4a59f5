package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/**
 * The most probable class, the lowest of several: least expected share of wrong classes. By its
 * answers trials are compared.
 */
public record Argmax() implements ClassDecoder {
  /** Its name. */
  public static final String NAME = "argmax";

  @Override
  public int decode(Predictions predictions, int image, ClassValues classValues) {
    predictions.requireFit(classValues);
    int best = 0;
    for (int k = 1; k < predictions.classes(); k++) {
      if (predictions.at(image, k) > predictions.at(image, best)) {
        best = k;
      }
    }
    return best;
  }
}
