package io.github.numloss.calibrate;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;

/**
 * Classes that follow each other.
 *
 * @param lowest the first of them
 * @param highest the last of them
 */
public record ClassInterval(int lowest, int highest) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public ClassInterval {
    Check.that(0 <= lowest && lowest <= highest, "the classes %d to %d are none", lowest, highest);
  }

  /**
   * Tells whether a class is among them.
   *
   * @param classIndex the class
   * @return whether it is
   */
  public boolean contains(int classIndex) {
    return lowest <= classIndex && classIndex <= highest;
  }

  /**
   * Gives how far the last is from the first.
   *
   * @param classValues the number that each class stands for
   * @return the difference of their values, 0 if they are one
   */
  public double width(ClassValues classValues) {
    return (double) classValues.at(highest) - classValues.at(lowest);
  }
}
