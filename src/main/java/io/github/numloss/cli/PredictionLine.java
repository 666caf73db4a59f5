package io.github.numloss.cli;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Expected;
import io.github.numloss.decode.Mean;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Remark;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one image.
 *
 * @param file the file that was named, or one of the folder that was
 * @param index which image of the file
 * @param classIndex the class that the decoder answered; null if it answered a number
 * @param value what the decoder answered: the number that the class stands for, or another
 * @param median the class value in the middle of the distribution
 * @param mean the class value nearest to the expectation
 * @param expected the expectation of the class value
 * @param probabilities one a class
 * @param remark why the answer is worth little; null if nothing speaks against it
 */
record PredictionLine(
    String file,
    int index,
    @Nullable Integer classIndex,
    Number value,
    float median,
    float mean,
    double expected,
    float[] probabilities,
    @Nullable String remark) {

  static PredictionLine of(
      Path file,
      int index,
      Predictions predictions,
      ClassValues values,
      Decoder decoder,
      Images images,
      Ink ink) {
    float[] probabilities = new float[predictions.classes()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = predictions.at(index, k);
    }
    Integer classIndex =
        decoder instanceof ClassDecoder toClasses
            ? (Integer) toClasses.decode(predictions, index, values)
            : null;
    int size = images.height() * images.width();
    return new PredictionLine(
        file.toString(),
        index,
        classIndex,
        classIndex == null
            ? (Number) decoder.answer(predictions, index, values)
            : (Number) values.at(classIndex),
        values.at(new Median().decode(predictions, index, values)),
        values.at(new Mean().decode(predictions, index, values)),
        new Expected().answer(predictions, index, values),
        probabilities,
        Remark.of(images.pixels(), index * size, size, ink).map(Remark::toString).orElse(null));
  }

  /** Gives it as one line of JSON. */
  String json() {
    return Json.line(this);
  }
}
