package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What measures came to, by their names. Two are equal if their JSON is. */
public abstract sealed class MeasuredValues permits Metrics, DistributionMetrics {
  static final String WEIGHTED = "weighted";

  private final boolean weighted;
  private final Map<String, Measured> measures;

  /** Copies what was measured and keeps its order. */
  MeasuredValues(boolean weighted, Map<String, Measured> measures) {
    this.weighted = weighted;
    this.measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  final Map<String, Measured> measures() {
    return measures;
  }

  /**
   * Tells whether images counted by their weights.
   *
   * @return whether they did; if not, all counted the same
   */
  public final boolean isWeighted() {
    return weighted;
  }

  /**
   * Gives what a measure came to.
   *
   * @param name the measure's name, such as "errorRate"
   * @return the number; null if there is none
   */
  public final @Nullable Double value(String name) {
    Measured measured = measures.get(name);
    return measured == null ? null : measured.value();
  }

  /**
   * Gives what a measure came to that has a number for all predictions.
   *
   * @param name the measure's name, such as "errorRate"
   * @return the number
   * @throws NoSuchElementException if there is none
   */
  public final double number(String name) {
    Double value = value(name);
    if (value == null) {
      throw new NoSuchElementException("no " + name + ": " + reason(name).orElseThrow());
    }
    return value;
  }

  /**
   * Says why a measure came to no number.
   *
   * @param name the measure's name
   * @return the reason, without a full stop; nothing if there is a number
   */
  public final Optional<String> reason(String name) {
    Measured measured = measures.get(name);
    return measured == null
        ? Optional.of("it was not measured")
        : Optional.ofNullable(measured.reason());
  }

  @JsonValue
  abstract Map<String, Object> json();

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof MeasuredValues that
        && getClass() == that.getClass()
        && json().equals(that.json());
  }

  @Override
  public final int hashCode() {
    return json().hashCode();
  }

  @Override
  public final String toString() {
    return json().toString();
  }
}
