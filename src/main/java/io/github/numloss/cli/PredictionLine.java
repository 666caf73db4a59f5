package io.github.numloss.cli;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Remark;
import java.nio.file.Path;

/**
 * What is said of one image.
 *
 * @param file the file that was named, or one of the folder that was
 * @param index which image of the file
 * @param classIndex the class
 * @param value the number that the class stands for
 * @param median the class value in the middle of the distribution
 * @param mean the class value nearest to the expectation
 * @param expectation the expectation of the class value
 * @param probabilities one a class
 * @param remark why the answer is worth little; null if nothing speaks against it
 */
record PredictionLine(
    String file,
    int index,
    int classIndex,
    float value,
    float median,
    float mean,
    double expectation,
    float[] probabilities,
    String remark) {

  static PredictionLine of(
      Path file,
      int index,
      Predictions predictions,
      ClassValues values,
      Decoder decoder,
      Images images,
      Ink ink) {
    float[] probabilities = new float[predictions.classes()];
    double expectation = 0;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = predictions.at(index, k);
      expectation += (double) probabilities[k] * values.at(k);
    }
    int classIndex = decoder.decode(predictions, index, values);
    int size = images.height() * images.width();
    return new PredictionLine(
        file.toString(),
        index,
        classIndex,
        values.at(classIndex),
        values.at(Decoder.MEDIAN.decode(predictions, index, values)),
        values.at(Decoder.MEAN.decode(predictions, index, values)),
        expectation,
        probabilities,
        Remark.of(images.pixels(), index * size, size, ink).map(Remark::toString).orElse(null));
  }

  /** Gives it as one line of JSON. */
  String json() {
    return Json.line(this);
  }
}
