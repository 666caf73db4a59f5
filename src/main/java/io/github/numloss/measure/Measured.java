package io.github.numloss.measure;

/**
 * What a measure came to: a number, or the reason why there is none.
 *
 * @param value the number, finite; null if there is none
 * @param reason why there is none; null if there is a number
 */
record Measured(Double value, String reason) {
  /**
   * Checks that one of the two is there.
   *
   * @throws IllegalArgumentException if both or neither are, or the number is not finite
   */
  Measured {
    if ((value == null) == (reason == null)) {
      throw new IllegalArgumentException(
          "expected either a number or the reason why there is none");
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException("found %s, expected a finite number".formatted(value));
    }
  }

  static Measured of(double value) {
    return new Measured(value, null);
  }

  static Measured none(String reason) {
    return new Measured(null, reason);
  }
}
