package io.github.numloss.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.check.Check;
import io.github.numloss.io.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What measures came to as JSON: a field each, {@code errorRate}, and where there is no number
 * null, and beside it the reason, {@code errorRateReason}. Names that no measure has any more are
 * kept, so that files outlive them.
 */
final class MeasuredFields {
  private static final String REASON = "Reason";

  private MeasuredFields() {}

  /** Adds what measures came to to the fields of a JSON object. */
  static void write(Map<String, Measured> measures, Map<String, Object> fields) {
    measures.forEach(
        (name, measured) -> {
          fields.put(name, measured.value());
          if (measured.reason() != null) {
            fields.put(name + REASON, measured.reason());
          }
        });
  }

  /** Gives the fields of a JSON object. */
  static Map<String, JsonNode> fields(ObjectNode json) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /**
   * Takes a field that is no measure out of a JSON object.
   *
   * @throws IllegalArgumentException if it is there and of another type
   */
  static <T> Optional<T> take(Map<String, JsonNode> fields, String name, Class<T> type) {
    JsonNode node = fields.remove(name);
    if (node == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Json.mapper().treeToValue(node, type));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, Json.problem(node, e)), e);
    }
  }

  /**
   * Takes a field that is no measure out of a JSON object that must have it.
   *
   * @throws IllegalArgumentException if it is not there, or of another type
   */
  static <T> T require(Map<String, JsonNode> fields, String name, Class<T> type) {
    return take(fields, name, type)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing or null"));
  }

  /**
   * Takes measured values from a JSON object, all of whose other fields were taken before.
   *
   * @throws IllegalArgumentException if a field is neither a finite number, nor null with a reason
   */
  static Map<String, Measured> read(Map<String, JsonNode> fields) {
    Map<String, Measured> measures = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (!isReason(name, fields)) {
            measures.put(name, read(name, value, fields.get(name + REASON)));
          }
        });
    return measures;
  }

  private static boolean isReason(String name, Map<String, JsonNode> fields) {
    return name.endsWith(REASON)
        && fields.containsKey(name.substring(0, name.length() - REASON.length()));
  }

  private static Measured read(String name, JsonNode value, @Nullable JsonNode reason) {
    boolean isNumber = value.isNumber() && Double.isFinite(value.doubleValue());
    Check.that(
        isNumber || value.isNull(),
        "%s is %s, expected a finite number, or null and %s%s",
        name,
        value,
        name,
        REASON);
    String why = reason == null ? null : reason.textValue();
    Check.that(
        isNumber == (why == null),
        "expected either %s or the reason why there is none, in %s%s",
        name,
        name,
        REASON);
    return new Measured(isNumber ? value.doubleValue() : null, why);
  }
}
