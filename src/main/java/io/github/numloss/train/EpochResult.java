package io.github.numloss.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a training's history. The losses are means over the epoch's images, by their weights if
 * they have any, each taken at the step that the image was learned in, with dropout.
 *
 * @param epoch the epoch's number, from 1
 * @param loss the loss that was minimised
 * @param parts its parts by name, not weighted
 * @param validation how the validation images fared; null without any
 * @param seconds the time that the epoch took, validation included
 * @param imagesPerSecond training images a second, validation not included
 */
public record EpochResult(
    int epoch,
    double loss,
    Map<String, Double> parts,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Validation validation,
    double seconds,
    double imagesPerSecond) {
  /** Copies the map and keeps its order. */
  public EpochResult {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Reads a row. In version 1 of the files the parts are two fields of their own.
   *
   * @param epoch the epoch's number
   * @param loss the loss that was minimised
   * @param parts its parts by name; null in version 1
   * @param crossEntropy the cross-entropy; in version 1
   * @param numericLoss the numeric loss; in version 1
   * @param validation how the validation images fared; null without any
   * @param seconds the time that the epoch took
   * @param imagesPerSecond training images a second
   * @return the row
   */
  @JsonCreator
  static EpochResult read(
      @JsonProperty("epoch") int epoch,
      @JsonProperty("loss") double loss,
      @JsonProperty("parts") @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, Double> parts,
      @JsonProperty("crossEntropy") @JsonSetter(nulls = Nulls.SET) @Nullable Double crossEntropy,
      @JsonProperty("numericLoss") @JsonSetter(nulls = Nulls.SET) @Nullable Double numericLoss,
      @JsonProperty("validation") @JsonSetter(nulls = Nulls.SET) @Nullable Validation validation,
      @JsonProperty("seconds") double seconds,
      @JsonProperty("imagesPerSecond") double imagesPerSecond) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (parts != null) {
      all.putAll(parts);
    }
    if (crossEntropy != null) {
      all.put("crossEntropy", crossEntropy);
    }
    if (numericLoss != null) {
      all.put("numericLoss", numericLoss);
    }
    return new EpochResult(epoch, loss, all, validation, seconds, imagesPerSecond);
  }

  /**
   * How the validation images fared, without dropout; they count by their weights if they have any.
   *
   * @param images how many there are
   * @param errorRate the share of them whose most probable class is wrong
   * @param meanAbsoluteError the mean distance between true and most probable class value
   */
  public record Validation(int images, double errorRate, double meanAbsoluteError) {}
}
