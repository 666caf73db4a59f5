package io.github.numloss.source;

import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.Features;
import io.github.numloss.data.Inputs;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What becomes of features that are missing. */
final class Missing {
  /** What to do about missing features of data that is learned. */
  static final String SAY_HOW =
      "fill it in, take the row out, or say how to fill such numbers with --missing mean, median or a"
          + " number";

  /** What to do about missing features where a model does not say how to fill them. */
  static final String TRAIN_SO =
      "fill it in, or take the row out; a model that was trained with --missing fills it by itself";

  private static final String REFUSE = "refuse";

  private Missing() {}

  /** Tells whether a rule fills what is missing, rather than refusing it. */
  static boolean isFilled(@Nullable String rule) {
    return rule != null && !rule.equals(REFUSE);
  }

  /**
   * Settles what fills features that are missing.
   *
   * @param data where the data lies, for messages
   * @param rule refuse, mean, median or a number
   * @param training the training examples, whose means and medians are taken
   * @return a number for each feature; none if what is missing is refused, or there are pictures
   * @throws DataException if the rule is none
   */
  static List<Float> substitutes(Path data, @Nullable String rule, Inputs training)
      throws DataException {
    if (rule == null || !isFilled(rule) || !(training instanceof Features features)) {
      return List.of();
    }
    List<Float> substitutes = new ArrayList<>();
    for (int column = 0; column < features.size(); column++) {
      substitutes.add(substitute(data, rule, column(features, column)));
    }
    return substitutes;
  }

  /**
   * Fills what is missing.
   *
   * @param data where the data lies, for messages
   * @param inputs the examples to fill
   * @param substitutes what each missing feature is filled with; none to refuse it
   * @param place says where an example stands
   * @param advice what to do about a feature that is missing and refused
   * @throws DataException if something is missing that is to be refused
   */
  static Inputs filled(
      Path data, Inputs inputs, List<Float> substitutes, IntFunction<String> place, String advice)
      throws DataException {
    if (!(inputs instanceof Features features)) {
      return inputs;
    }
    float[] values = features.values();
    int size = features.size();
    float[] filled = values;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        continue;
      }
      if (substitutes.isEmpty()) {
        String name = features.name(i % size);
        throw new DataException(
            data,
            "%s: %s is missing; %s"
                .formatted(
                    place.apply(i / size),
                    features.columns().names().isEmpty() ? "feature " + name : name,
                    advice));
      }
      if (filled == values) {
        filled = values.clone();
      }
      filled[i] = substitutes.get(i % size);
    }
    return new Features(
        features.count(),
        size,
        filled,
        new FeatureColumns(features.columns().names(), substitutes));
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
