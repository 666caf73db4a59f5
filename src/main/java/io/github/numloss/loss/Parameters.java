package io.github.numloss.loss;

import io.github.numloss.check.Check;
import io.github.numloss.loss.Loss.Part;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.op.Ops;

/** Checks of losses' parameters, and what several losses do with their weights. */
final class Parameters {
  /** A gradient beside that of the cross-entropy, which is at most 1 an output. */
  private static final double HEAVY = 1000;

  private Parameters() {}

  /** Refuses what is negative or not finite. */
  static void requireNotNegative(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, value, "a finite number of at least 0");
  }

  /** Refuses what is not above 0 or not finite. */
  static void requirePositive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "a finite number above 0");
  }

  /** Refuses what is not within 0 … 1. */
  static void requireShare(String name, double value) {
    require(value >= 0 && value <= 1, name, value, "a number from 0 to 1");
  }

  /** Refuses a value; the message says what was expected. */
  static void require(boolean right, String name, double value, String expected) {
    Check.that(right, "%s is %s, expected %s", name, value, expected);
  }

  /** Refuses weights that are negative, not finite, or all 0. */
  static void requireWeights(String names, double... weights) {
    double sum = 0;
    String[] each = names.split(", ", -1);
    for (int i = 0; i < weights.length; i++) {
      requireNotNegative(each[i], weights[i]);
      sum += weights[i];
    }
    Check.that(sum > 0, "%s are all 0, expected at least one above 0", names);
  }

  /** Puts the parts of a loss together: the head's own loss, if it counts, before the others. */
  static List<Part> parts(Ops tf, LossInputs inputs, double own, Part... others) {
    List<Part> parts = new ArrayList<>();
    if (own > 0) {
      parts.add(inputs.ownLoss(tf, own));
    }
    for (Part part : others) {
      if (part.weight() > 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Names a parameter that makes a loss steep, if its largest gradient is out of the ordinary. */
  static List<String> calmer(double steepness, String name, double value) {
    return steepness > HEAVY ? List.of("a smaller %s than %s".formatted(name, value)) : List.of();
  }
}
