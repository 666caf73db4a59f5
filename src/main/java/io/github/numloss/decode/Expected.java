package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/**
 * The expectation of the class value, not rounded to that of a class: least expected squared error
 * of any number.
 */
public record Expected() implements Decoder {
  @Override
  public double answer(Predictions predictions, int image, ClassValues classValues) {
    predictions.requireFit(classValues);
    double sum = 0;
    for (int k = 0; k < classValues.count(); k++) {
      sum += (double) predictions.at(image, k) * classValues.at(k);
    }
    // A float32 row doesn't quite sum to 1, which would pull values far from 0 towards it.
    return sum / predictions.total(image);
  }
}
