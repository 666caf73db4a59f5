package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the measures say of whole predicted distributions, whatever answer is made of them. */
public final class DistributionMetrics {
  private static final String RELIABILITY = "reliability";
  private static final String PIT = "pit";

  private final Map<String, Measured> measures;
  private final List<Bin> reliability;
  private final List<Double> pit;

  /**
   * The images whose most probable class has a probability above that of the bin before, up to that
   * of this one: of M bins, the m-th holds (m−1)/M to m/M.
   *
   * @param count how many images
   * @param confidence the mean of that probability; null if there are no images
   * @param accuracy the share of them whose most probable class is the true one; null if there are
   *     no images
   */
  public record Bin(
      int count,
      @JsonSetter(nulls = Nulls.SET) Double confidence,
      @JsonSetter(nulls = Nulls.SET) Double accuracy) {}

  private DistributionMetrics(
      Map<String, Measured> measures, List<Bin> reliability, List<Double> pit) {
    this.measures = MeasuredMap.copy(measures);
    this.reliability = List.copyOf(reliability);
    this.pit = List.copyOf(pit);
  }

  /**
   * Measures distributions.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @return what all measures of distributions come to
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  public static DistributionMetrics of(
      Predictions predictions, int[] labels, ClassValues classValues) {
    return of(new Forecasts(predictions, labels, classValues));
  }

  private static DistributionMetrics of(Forecasts forecasts) {
    Map<String, Measured> measures = new LinkedHashMap<>();
    for (Measure measure : Measures.ALL) {
      measure.of(forecasts).ifPresent(measured -> measures.put(measure.name(), measured));
    }
    return new DistributionMetrics(
        measures,
        Reliability.bins(forecasts),
        Arrays.stream(Pit.counts(forecasts)).boxed().toList());
  }

  /**
   * Gives what a measure came to.
   *
   * @param name the measure's name, such as "logLoss"
   * @return the number; null if there is none
   */
  public Double value(String name) {
    return MeasuredMap.value(measures, name);
  }

  /**
   * Says why a measure came to no number.
   *
   * @param name the measure's name
   * @return the reason, without a full stop; nothing if there is a number
   */
  public Optional<String> reason(String name) {
    return MeasuredMap.reason(measures, name);
  }

  /**
   * Gives what a reliability diagram shows.
   *
   * @return bins of one width, from confidence 0 to 1
   */
  public List<Bin> reliability() {
    return reliability;
  }

  /**
   * Gives what a histogram of the probability integral transform shows.
   *
   * @return the images in bins of one width, from 0 to 1, in parts of images; they sum to all
   */
  public List<Double> pit() {
    return pit;
  }

  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    MeasuredMap.write(measures, fields);
    fields.put(RELIABILITY, reliability);
    fields.put(PIT, pit);
    return fields;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static DistributionMetrics read(ObjectNode json) {
    Map<String, JsonNode> fields = MeasuredMap.fields(json);
    List<Bin> reliability = List.of(MeasuredMap.require(fields, RELIABILITY, Bin[].class));
    List<Double> pit = List.of(MeasuredMap.require(fields, PIT, Double[].class));
    return new DistributionMetrics(MeasuredMap.read(fields), reliability, pit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistributionMetrics that && json().equals(that.json());
  }

  @Override
  public int hashCode() {
    return json().hashCode();
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
