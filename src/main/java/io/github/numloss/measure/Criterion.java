package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Decoders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What methods are compared by: a measure of a decoder's answers, or of the predicted distributions
 * themselves.
 *
 * @param measure the measure
 * @param decoder the decoder's name; null if the measure is of distributions
 */
public record Criterion(
    Measure measure, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String decoder) {
  /**
   * Checks that measure and decoder go together.
   *
   * @throws IllegalArgumentException if they don't, or trials are not decoded so
   */
  public Criterion {
    if (measure.isOfDistribution()) {
      Check.that(
          decoder == null,
          "%s is a measure of distributions, found the decoder %s, expected none",
          measure,
          decoder);
    } else {
      Check.that(
          decoder != null,
          "%s is a measure of answers, expected the decoder that gives them",
          measure);
      List<String> decoders = decoders(measure);
      Check.that(
          decoders.contains(decoder),
          "found the decoder '%s' for %s, expected one of %s",
          decoder,
          measure,
          String.join(", ", decoders));
    }
  }

  /** Gives the decoders of every trial whose answers a measure can be taken of. */
  private static List<String> decoders(Measure measure) {
    return Decoders.ready().stream().filter(measure::isOf).map(Decoders.ALL::name).toList();
  }

  /**
   * Finds a criterion.
   *
   * @param measure the measure's name
   * @param decoder the decoder's name; null for argmax, or a measure of distributions
   * @return the criterion
   * @throws IllegalArgumentException if there is no such measure or decoder, or they don't go
   *     together
   */
  public static Criterion of(String measure, @Nullable String decoder) {
    Measure found =
        Measures.find(measure)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "found the measure '%s', expected one of %s"
                            .formatted(
                                measure,
                                String.join(
                                    ", ", Measures.ALL.stream().map(Measure::name).toList()))));
    return new Criterion(
        found, decoder == null && !found.isOfDistribution() ? Argmax.NAME : decoder);
  }

  /**
   * Lists all criteria.
   *
   * @return each measure, by each decoder that trials are decoded by if it is of answers; in the
   *     order of the measures
   */
  public static List<Criterion> all() {
    List<Criterion> all = new ArrayList<>();
    for (Measure measure : Measures.ALL) {
      if (measure.isOfDistribution()) {
        all.add(new Criterion(measure, null));
      } else {
        decoders(measure).forEach(decoder -> all.add(new Criterion(measure, decoder)));
      }
    }
    return all;
  }

  /**
   * Tells whether it is of the most probable classes.
   *
   * @return whether the decoder is argmax
   */
  public boolean isOfArgmax() {
    return Argmax.NAME.equals(decoder);
  }

  /**
   * Gives its value.
   *
   * @param metrics what was measured of answers, by the decoder's name
   * @param distribution what was measured of distributions; null if nothing was
   * @return the number; null if there is none
   */
  public @Nullable Double value(
      Map<String, Metrics> metrics, @Nullable DistributionMetrics distribution) {
    if (decoder == null) {
      return distribution == null ? null : distribution.value(measure.name());
    }
    Metrics ofDecoder = metrics.get(decoder);
    return ofDecoder == null ? null : ofDecoder.value(measure.name());
  }

  /**
   * Tells in which direction a method is better.
   *
   * @return whether lower values are
   */
  public boolean lowerIsBetter() {
    return measure.better() == Measure.Better.LOWER;
  }

  /**
   * Gives it for people.
   *
   * @return words such as "mean absolute error by median"
   */
  public String words() {
    return decoder == null ? measure.words() : measure.words() + " by " + decoder;
  }
}
