package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * Describes the values that one measure took, such as one of each seed.
 *
 * @param n how many values
 * @param mean their mean
 * @param standardDeviation the sample standard deviation, with n − 1, or null for one value
 * @param standardDeviationReason why the standard deviation is null, or null
 * @param min the least
 * @param max the greatest
 */
public record Summary(
    int n,
    double mean,
    @Nullable Double standardDeviation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String standardDeviationReason,
    double min,
    double max) {

  /**
   * Checks that the standard deviation or the reason for its absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public Summary {
    Check.that(
        (standardDeviation == null) != (standardDeviationReason == null),
        "expected either standardDeviation or the reason why there is none");
  }

  /**
   * Summarizes values.
   *
   * @param values at least one, finite
   * @return the summary
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Summary of(double... values) {
    Check.that(values.length != 0, "there are no values, expected at least 1");
    for (int i = 0; i < values.length; i++) {
      Check.that(
          Double.isFinite(values[i]), "value %d is %s, expected a finite number", i, values[i]);
    }
    boolean spread = values.length > 1;
    return new Summary(
        values.length,
        Mean.of(values).getAsDouble(),
        spread ? StandardDeviation.of(values).getAsDouble() : null,
        spread ? null : "there is one value",
        Arrays.stream(values).min().getAsDouble(),
        Arrays.stream(values).max().getAsDouble());
  }
}
