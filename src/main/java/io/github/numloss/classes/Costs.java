package io.github.numloss.classes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import java.util.Arrays;

/** What it costs to answer with one class where another is true, in any one unit. */
public final class Costs {
  private final double[][] costs;

  private Costs(double[][] costs) {
    this.costs = costs;
  }

  /**
   * Takes the costs.
   *
   * @param costs [true class][class answered], finite; a right answer may have one too, and a
   *     negative one is a gain
   * @return the costs
   * @throws IllegalArgumentException if there are fewer than 2 classes, a row has another length
   *     than there are rows, or a cost is not finite; the message names row and column, from 1
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Costs of(double[]... costs) {
    Check.that(
        costs.length >= 2, "%d rows of costs, expected one a class, at least 2", costs.length);
    double[][] copy = costs.clone();
    for (int i = 0; i < copy.length; i++) {
      Check.that(
          copy[i].length == copy.length,
          "row %d has %d costs, but there are %d rows; expected as many rows as columns",
          i + 1,
          copy[i].length,
          copy.length);
      copy[i] = copy[i].clone();
      for (int j = 0; j < copy.length; j++) {
        Check.that(
            Double.isFinite(copy[i][j]),
            "row %d, column %d: found %s, expected a finite number",
            i + 1,
            j + 1,
            copy[i][j]);
      }
    }
    return new Costs(copy);
  }

  /**
   * Gives the number of classes.
   *
   * @return how many, at least 2
   */
  public int classes() {
    return costs.length;
  }

  /**
   * Gives a cost.
   *
   * @param trueClass 0 … classes − 1
   * @param answered 0 … classes − 1
   * @return what the answer costs
   */
  public double at(int trueClass, int answered) {
    return costs[trueClass][answered];
  }

  /**
   * Gives all of them.
   *
   * @return a copy, [true class][class answered]
   */
  @JsonValue
  public double[][] toArray() {
    double[][] copy = costs.clone();
    Arrays.setAll(copy, i -> copy[i].clone());
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Costs that && Arrays.deepEquals(costs, that.costs);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(costs);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(costs);
  }
}
