package io.github.numloss.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * A row of a training's history. The losses are means over the epoch's images, each taken at the
 * step that the image was learned in, with dropout.
 *
 * @param epoch the epoch's number, from 1
 * @param loss the loss that was minimised
 * @param crossEntropy its cross-entropy part, unweighted
 * @param numericLoss its numeric part, scaled by alpha but not weighted by beta
 * @param validation how the validation images fared; null without any
 * @param seconds the time that the epoch took, validation included
 * @param imagesPerSecond training images a second, validation not included
 */
public record EpochResult(
    int epoch,
    double loss,
    double crossEntropy,
    double numericLoss,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL) Validation validation,
    double seconds,
    double imagesPerSecond) {
  /**
   * How the validation images fared, without dropout.
   *
   * @param images how many there are
   * @param errorRate the share of them whose most probable class is wrong
   * @param meanAbsoluteError the mean distance between true and most probable class value
   */
  public record Validation(int images, double errorRate, double meanAbsoluteError) {}
}
