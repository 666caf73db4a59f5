package io.github.numloss.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the D features that a model learned, so that others can be brought to its form.
 *
 * @param names the column that each came from; none at all if they have no names
 * @param substitutes what stands for a number that is missing, of each feature; none at all if a
 *     missing one is refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureColumns(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> names,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Float> substitutes) {
  /** Nothing is known. */
  public static final FeatureColumns NONE = new FeatureColumns(List.of(), List.of());

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a substitute is not finite, or there are not as many names
   */
  public FeatureColumns {
    names = List.copyOf(names);
    substitutes = List.copyOf(substitutes);
    Check.that(
        names.isEmpty() || substitutes.isEmpty() || names.size() == substitutes.size(),
        "%d names, but %d substitutes of features",
        names.size(),
        substitutes.size());
    for (float substitute : substitutes) {
      Check.that(
          Float.isFinite(substitute),
          "a substitute of a feature is %s, expected a finite number",
          substitute);
    }
  }

  /**
   * Requires names and substitutes of so many features.
   *
   * @param count how many, D
   * @throws IllegalArgumentException if there are some, but of another number
   */
  void requireCount(int count) {
    for (List<?> each : List.of(names, substitutes)) {
      Check.that(
          each.isEmpty() || each.size() == count,
          "%d names or substitutes for %d features",
          each.size(),
          count);
    }
  }

  /**
   * Gives what a file says of features.
   *
   * @return this; null if nothing is known
   */
  public @Nullable FeatureColumns stored() {
    return equals(NONE) ? null : this;
  }
}
