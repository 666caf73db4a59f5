package io.github.numloss.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.check.Check;
import io.github.numloss.measure.Criterion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of those by which a plan compares its methods: in JSON the measure's name alone, if it is of
 * the most probable classes or of distributions, or an object of measure, decoder and equivalence.
 *
 * @param criterion the criterion
 * @param equivalence the difference from which on it would matter, in the measure's unit; null if
 *     the plan names none
 */
public record FamilyItem(Criterion criterion, @Nullable Double equivalence) {
  private static final String MEASURE = "measure";
  private static final String DECODER = "decoder";
  private static final String EQUIVALENCE = "equivalence";

  /**
   * Checks the difference that matters.
   *
   * @throws IllegalArgumentException if it is not above 0 and finite
   */
  public FamilyItem {
    Check.that(
        equivalence == null || (equivalence > 0 && Double.isFinite(equivalence)),
        "equivalence is %s, expected a finite number above 0",
        equivalence);
  }

  /**
   * Names a measure of the most probable classes, or of distributions.
   *
   * @param measure the measure's name
   * @return the item
   * @throws IllegalArgumentException if there is no such measure
   */
  public static FamilyItem of(String measure) {
    return new FamilyItem(Criterion.of(measure, null), null);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static FamilyItem read(JsonNode json) {
    if (json.isTextual()) {
      return of(json.textValue());
    }
    Check.that(
        json.path(MEASURE).isTextual(),
        "found %s, expected a measure's name or {\"measure\": …, \"decoder\": …}",
        json);
    String decoder = null;
    Double equivalence = null;
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case MEASURE -> {}
        case DECODER -> decoder = required(value.isTextual(), field).textValue();
        case EQUIVALENCE -> equivalence = required(value.isNumber(), field).doubleValue();
        default ->
            throw new IllegalArgumentException(
                "found the field '%s', expected %s, %s or %s"
                    .formatted(field.getKey(), MEASURE, DECODER, EQUIVALENCE));
      }
    }
    return new FamilyItem(Criterion.of(json.get(MEASURE).textValue(), decoder), equivalence);
  }

  private static JsonNode required(boolean right, Map.Entry<String, JsonNode> field) {
    Check.that(
        right,
        "%s is %s, expected %s",
        field.getKey(),
        field.getValue(),
        field.getKey().equals(DECODER) ? "a decoder's name" : "a number");
    return field.getValue();
  }

  @JsonValue
  Object json() {
    boolean alone = equivalence == null && (criterion.decoder() == null || criterion.isOfArgmax());
    if (alone) {
      return criterion.measure().name();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(MEASURE, criterion.measure().name());
    if (criterion.decoder() != null) {
      fields.put(DECODER, criterion.decoder());
    }
    if (equivalence != null) {
      fields.put(EQUIVALENCE, equivalence);
    }
    return fields;
  }

  @Override
  public String toString() {
    return criterion.isOfArgmax() || criterion.decoder() == null
        ? criterion.measure().name()
        : criterion.measure().name() + " by " + criterion.decoder();
  }
}
