package io.github.numloss.measure;

import io.github.numloss.check.Check;
import org.jspecify.annotations.Nullable;

/**
 * What a measure came to: a number, or the reason why there is none.
 *
 * @param value the number, finite; null if there is none
 * @param reason why there is none; null if there is a number
 */
record Measured(@Nullable Double value, @Nullable String reason) {
  /**
   * Checks that one of the two is there.
   *
   * @throws IllegalArgumentException if both or neither are, or the number is not finite
   */
  Measured {
    Check.that(
        (value == null) != (reason == null),
        "expected either a number or the reason why there is none");
    Check.that(
        value == null || Double.isFinite(value), "found %s, expected a finite number", value);
  }

  static Measured of(double value) {
    return new Measured(value, null);
  }

  static Measured none(String reason) {
    return new Measured(null, reason);
  }
}
