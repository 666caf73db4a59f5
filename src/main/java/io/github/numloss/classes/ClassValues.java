package io.github.numloss.classes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import java.util.Arrays;

/** The number that each class stands for, increasing strictly: class k is {@code at(k)}. */
public final class ClassValues {
  private final float[] values;

  private ClassValues(float[] values) {
    this.values = values;
  }

  /**
   * Takes the number of each class.
   *
   * @param values one number a class, finite, each greater than the one before
   * @return the class values
   * @throws IllegalArgumentException if there are fewer than 2, or they don't increase strictly
   */
  @JsonCreator
  public static ClassValues of(float... values) {
    Check.that(
        values.length >= 2, "there must be at least 2 class values, found %s", values.length);
    for (int k = 0; k < values.length; k++) {
      Check.that(
          Float.isFinite(values[k]),
          "class value %d is %s, expected a finite number",
          k,
          values[k]);
      if (k > 0) {
        Check.that(
            values[k] > values[k - 1],
            "class values must increase strictly, but value %d is %s after %s",
            k,
            values[k],
            values[k - 1]);
      }
    }
    return new ClassValues(values.clone());
  }

  /**
   * Gives 0, 1, … classes − 1.
   *
   * @param classes how many, at least 2
   * @return the class values
   */
  public static ClassValues range(int classes) {
    float[] values = new float[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = k;
    }
    return of(values);
  }

  /**
   * Gives the number of classes.
   *
   * @return how many
   */
  public int count() {
    return values.length;
  }

  /**
   * Gives the number that a class stands for.
   *
   * @param classIndex 0 … count − 1
   * @return its value
   */
  public float at(int classIndex) {
    return values[classIndex];
  }

  /**
   * Gives all of them.
   *
   * @return a copy, one number a class
   */
  @JsonValue
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassValues that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
