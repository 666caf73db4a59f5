package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/**
 * The lowest class that, with those below it, has at least half of the probability: least expected
 * absolute error of the class value.
 */
public record Median() implements ClassDecoder {
  @Override
  public int decode(Predictions predictions, int image, ClassValues classValues) {
    predictions.requireFit(classValues);
    double half = predictions.total(image) / 2;
    double cumulative = predictions.at(image, 0);
    int k = 0;
    while (cumulative < half) {
      k++;
      cumulative += predictions.at(image, k);
    }
    return k;
  }
}
