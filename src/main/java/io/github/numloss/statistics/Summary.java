package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

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
    Double standardDeviation,
    @JsonInclude(JsonInclude.Include.NON_NULL) String standardDeviationReason,
    double min,
    double max) {

  /**
   * Checks that the standard deviation or the reason for its absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public Summary {
    if ((standardDeviation == null) == (standardDeviationReason == null)) {
      throw new IllegalArgumentException(
          "expected either standardDeviation or the reason why there is none");
    }
  }

  /**
   * Summarizes values.
   *
   * @param values at least one, finite
   * @return the summary
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there are no values, expected at least 1");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "value %d is %s, expected a finite number", i, values[i]));
      }
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
