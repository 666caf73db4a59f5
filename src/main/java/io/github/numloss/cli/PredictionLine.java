package io.github.numloss.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.calibrate.Calibration;
import io.github.numloss.calibrate.ClassInterval;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Expected;
import io.github.numloss.decode.Mean;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Remark;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.source.Unlabelled;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one picture or row.
 *
 * @param file the file that was named, or one of the folder that was
 * @param line the line of the table; null if it is of none
 * @param array the name of the array; null if it is of none
 * @param index which image or row of the file or array, from 0
 * @param classIndex the class that the decoder answered; null if it answered a number
 * @param value what the decoder answered: the number that the class stands for, or another
 * @param unit what the numbers count; null if the model does not say
 * @param median the class value in the middle of the distribution
 * @param mean the class value nearest to the expectation
 * @param expected the expectation of the class value
 * @param probabilities one a class
 * @param calibratedProbabilities the same at the model's temperature; null if it has none
 * @param interval the lowest and the highest class value of the interval that holds the true one
 *     with a probability of {@link Calibration#LEVEL}; null if the model has no thresholds
 * @param remark why the answer is worth little; null if nothing speaks against it
 */
record PredictionLine(
    String file,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer line,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String array,
    int index,
    @Nullable Integer classIndex,
    Number value,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
    float median,
    float mean,
    double expected,
    float[] probabilities,
    @JsonInclude(JsonInclude.Include.NON_NULL) float @Nullable [] calibratedProbabilities,
    @JsonInclude(JsonInclude.Include.NON_NULL) float @Nullable [] interval,
    @Nullable String remark) {

  static PredictionLine of(
      Path file,
      Unlabelled.Part part,
      int index,
      Predictions predictions,
      ModelInfo model,
      Decoder decoder,
      Ink ink) {
    ClassValues values = model.classValues();
    Predictions one = predictions.select(index);
    Calibration calibration = model.calibration();
    Integer classIndex =
        decoder instanceof ClassDecoder toClasses
            ? (Integer) toClasses.decode(predictions, index, values)
            : null;
    return new PredictionLine(
        file.toString(),
        part.lines() == null ? null : (Integer) part.lines()[index],
        part.array(),
        index,
        classIndex,
        classIndex == null
            ? (Number) decoder.answer(predictions, index, values)
            : (Number) values.at(classIndex),
        model.said().unit(),
        values.at(new Median().decode(predictions, index, values)),
        values.at(new Mean().decode(predictions, index, values)),
        new Expected().answer(predictions, index, values),
        one.probabilities(),
        calibration == null ? null : calibration.temperature().apply(one).probabilities(),
        calibration == null ? null : interval(calibration, one, values),
        remark(part.inputs(), index, ink));
  }

  private static @Nullable String remark(Inputs inputs, int index, Ink ink) {
    return inputs instanceof Images images
        ? Remark.of(images.bytes(index, 1), 0, images.height() * images.width(), ink)
            .map(Remark::toString)
            .orElse(null)
        : null;
  }

  private static float[] interval(Calibration calibration, Predictions one, ClassValues values) {
    ClassInterval classes = calibration.interval(one, 0, values);
    return new float[] {values.at(classes.lowest()), values.at(classes.highest())};
  }

  /** Gives it as one line of JSON. */
  String json() {
    return Json.line(this);
  }
}
