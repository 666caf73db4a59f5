package io.github.numloss.decode;

import io.github.numloss.classes.ClassValues;

/** A decoder whose answers are classes. */
public interface ClassDecoder extends Decoder {
  /**
   * Decodes the probabilities of one image, computing in double.
   *
   * @param predictions the probabilities [N, K]
   * @param image which row, 0 … N − 1
   * @param classValues the number that each of the K classes stands for
   * @return a class, 0 … K − 1
   * @throws IllegalArgumentException if there are not as many class values as classes
   * @throws IllegalStateException if it lacks costs
   */
  int decode(Predictions predictions, int image, ClassValues classValues);

  @Override
  default double answer(Predictions predictions, int image, ClassValues classValues) {
    return classValues.at(decode(predictions, image, classValues));
  }
}
