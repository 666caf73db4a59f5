package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Inputs;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What becomes of features that are missing. */
final class Missing {
  private static final String REFUSE = "refuse";

  private Missing() {}

  /** Tells whether a rule fills what is missing, rather than refusing it. */
  static boolean isFilled(@Nullable String rule) {
    return rule != null && !rule.equals(REFUSE);
  }

  /**
   * Fills what is missing.
   *
   * @param data where the data lies, for messages
   * @param rule refuse, mean, median or a number
   * @param inputs the examples to fill
   * @param training the training examples, whose means and medians are taken
   * @param place says where an example stands
   * @throws DataException if something is missing that is to be refused, or the rule is none
   */
  static Inputs filled(
      Path data, @Nullable String rule, Inputs inputs, Inputs training, IntFunction<String> place)
      throws DataException {
    if (!(inputs instanceof Features features)) {
      return inputs;
    }
    float[] values = features.values();
    int size = features.size();
    float @Nullable [] substitutes = null;
    float[] filled = values;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        continue;
      }
      if (!isFilled(rule)) {
        String name =
            features.names().isEmpty() ? "feature " + i % size : features.names().get(i % size);
        throw new DataException(
            data,
            "%s: %s is missing; fill it in, take the row out, or say how to fill such numbers with"
                    .formatted(place.apply(i / size), name)
                + " --missing mean, median or a number");
      }
      if (substitutes == null) {
        substitutes = substitutes(data, String.valueOf(rule), (Features) training);
        filled = values.clone();
      }
      filled[i] = substitutes[i % size];
    }
    return filled == values
        ? inputs
        : new Features(features.count(), size, filled, features.names());
  }

  private static float[] substitutes(Path data, String rule, Features training)
      throws DataException {
    float[] substitutes = new float[training.size()];
    for (int column = 0; column < substitutes.length; column++) {
      substitutes[column] = substitute(data, rule, column(training, column));
    }
    return substitutes;
  }

  private static float[] column(Features training, int column) {
    float[] present = new float[training.count()];
    int count = 0;
    for (int i = 0; i < present.length; i++) {
      float value = training.values()[i * training.size() + column];
      if (!Float.isNaN(value)) {
        present[count++] = value;
      }
    }
    return Arrays.copyOf(present, count);
  }

  /** A column without any number gets 0. */
  private static float substitute(Path data, String rule, float[] present) throws DataException {
    if (rule.equals("mean")) {
      double sum = 0;
      for (float value : present) {
        sum += value;
      }
      return present.length == 0 ? 0 : (float) (sum / present.length);
    }
    if (rule.equals("median")) {
      Arrays.sort(present);
      int middle = present.length / 2;
      return present.length == 0
          ? 0
          : present.length % 2 == 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2;
    }
    try {
      float number = Float.parseFloat(rule);
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw new DataException(
        data, "missing is '%s', expected refuse, mean, median or a number".formatted(rule));
  }
}
