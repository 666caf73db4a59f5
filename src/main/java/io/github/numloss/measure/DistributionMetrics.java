package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the measures say of whole predicted distributions, whatever class is made of them. */
public final class DistributionMetrics {
  private final Map<String, Measured> measures;

  private DistributionMetrics(Map<String, Measured> measures) {
    this.measures = MeasuredMap.copy(measures);
  }

  static DistributionMetrics of(Forecasts forecasts) {
    Map<String, Measured> measures = new LinkedHashMap<>();
    for (Measure measure : Measures.ALL) {
      measure.of(forecasts).ifPresent(measured -> measures.put(measure.name(), measured));
    }
    return new DistributionMetrics(measures);
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

  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    MeasuredMap.write(measures, fields);
    return fields;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static DistributionMetrics read(ObjectNode json) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return new DistributionMetrics(MeasuredMap.read(fields));
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
