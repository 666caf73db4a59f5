package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/**
 * The class whose value is nearest to the expectation of the class value, the lower of two: least
 * expected squared error of the class value.
 */
public record Mean() implements ClassDecoder {
  @Override
  public int decode(Predictions predictions, int image, ClassValues classValues) {
    double expected = new Expected().answer(predictions, image, classValues);
    int nearest = 0;
    for (int k = 1; k < classValues.count(); k++) {
      if (Math.abs(classValues.at(k) - expected) < Math.abs(classValues.at(nearest) - expected)) {
        nearest = k;
      }
    }
    return nearest;
  }
}
