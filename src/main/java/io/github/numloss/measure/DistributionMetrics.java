package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the measures say of whole predicted distributions, whatever answer is made of them. */
public final class DistributionMetrics extends MeasuredValues {
  private static final String RELIABILITY = "reliability";
  private static final String PIT = "pit";

  private final List<Bin> reliability;
  private final List<Double> pit;

  /**
   * The images whose most probable class has a probability above that of the bin before, up to that
   * of this one: of M bins, the m-th holds (m−1)/M to m/M.
   *
   * @param count how many images, of those with a weight above 0
   * @param confidence the mean of that probability, by the images' weights; null if there are none
   * @param accuracy the share of them whose most probable class is the true one, by their weights;
   *     null if there are none
   */
  public record Bin(
      int count,
      @JsonSetter(nulls = Nulls.SET) @Nullable Double confidence,
      @JsonSetter(nulls = Nulls.SET) @Nullable Double accuracy) {}

  private DistributionMetrics(
      boolean weighted, Map<String, Measured> measures, List<Bin> reliability, List<Double> pit) {
    super(weighted, measures);
    this.reliability = List.copyOf(reliability);
    this.pit = List.copyOf(pit);
  }

  /**
   * Measures distributions of images that count the same.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @return what all measures of distributions come to
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  public static DistributionMetrics of(
      Predictions predictions, int[] labels, ClassValues classValues) {
    return of(predictions, labels, classValues, new Weights(null, labels.length));
  }

  /**
   * Measures distributions.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @param weights how much each of the N images counts; null if all count the same
   * @return what all measures of distributions come to
   * @throws IllegalArgumentException if the sizes differ, a label is not a class, or all weights
   *     are 0
   */
  public static DistributionMetrics of(
      Predictions predictions, int[] labels, ClassValues classValues, float @Nullable [] weights) {
    return of(predictions, labels, classValues, new Weights(weights, labels.length));
  }

  static DistributionMetrics of(
      Predictions predictions, int[] labels, ClassValues classValues, Weights weights) {
    return of(new Forecasts(predictions, labels, classValues, weights));
  }

  private static DistributionMetrics of(Forecasts forecasts) {
    Map<String, Measured> measures = new LinkedHashMap<>();
    for (Measure measure : Measures.ALL) {
      measure.of(forecasts).ifPresent(measured -> measures.put(measure.name(), measured));
    }
    return new DistributionMetrics(
        forecasts.weights().areGiven(),
        measures,
        Reliability.bins(forecasts),
        Arrays.stream(Pit.counts(forecasts)).boxed().toList());
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
   * @return the images in bins of one width, from 0 to 1, in parts of images, by their weights;
   *     they sum to all
   */
  public List<Double> pit() {
    return pit;
  }

  @Override
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (isWeighted()) {
      fields.put(WEIGHTED, true);
    }
    MeasuredFields.write(measures(), fields);
    fields.put(RELIABILITY, reliability);
    fields.put(PIT, pit);
    return fields;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static DistributionMetrics read(ObjectNode json) {
    Map<String, JsonNode> fields = MeasuredFields.fields(json);
    boolean weighted = MeasuredFields.take(fields, WEIGHTED, Boolean.class).orElse(false);
    List<Bin> reliability = List.of(MeasuredFields.require(fields, RELIABILITY, Bin[].class));
    List<Double> pit = List.of(MeasuredFields.require(fields, PIT, Double[].class));
    return new DistributionMetrics(weighted, MeasuredFields.read(fields), reliability, pit);
  }
}
