package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How targets become classes.
 *
 * @param classValues the number that each class stands for
 * @param areClasses whether targets are the numbers of classes, counted from 0, rather than values
 * @param bins the classes of a continuous target; null if each value is a class
 */
record Targets(ClassValues classValues, boolean areClasses, @Nullable Bins bins) {
  /** The most classes that there may be: every probability is computed and kept. */
  static final int MOST_CLASSES = 1000;

  private static final int MOST_LISTED = 12;

  /**
   * Settles the classes.
   *
   * @param data where the data lies, for messages
   * @param description what is said of it
   * @param all all targets that there are
   * @throws DataException if they make fewer than 2 classes, or more than {@link #MOST_CLASSES}
   */
  static Targets of(Path data, Description description, double[] all) throws DataException {
    if (description.bins() != null) {
      try {
        Bins bins = Bins.of(description.bins(), all);
        return new Targets(bins.classValues(), false, bins);
      } catch (IllegalArgumentException e) {
        throw new DataException(data, String.valueOf(e.getMessage()), e);
      }
    }
    if (description.classValues() != null) {
      boolean areClasses = description.labels() == Description.Labels.CLASSES;
      return new Targets(description.classValues(), areClasses, null);
    }
    SortedSet<Float> distinct = new TreeSet<>();
    for (double target : all) {
      distinct.add((float) target + 0f);
      if (distinct.size() > MOST_CLASSES) {
        throw new DataException(
            data,
            String.format(
                Locale.ROOT,
                "its targets have more than %d different values, each of which would be a class; put"
                    + " them into fewer with --bins, such as --bins quantile:10",
                MOST_CLASSES));
      }
    }
    if (distinct.size() < 2) {
      throw new DataException(
          data,
          distinct.isEmpty()
              ? "it has no examples"
              : "every target is %s, expected at least 2 different ones"
                  .formatted(distinct.first()));
    }
    float[] values = new float[distinct.size()];
    int k = 0;
    for (float value : distinct) {
      values[k++] = value;
    }
    return new Targets(ClassValues.of(values), false, null);
  }

  /**
   * Gives the class of each target.
   *
   * @param data where the data lies, for messages
   * @param place says where the target of an example stands
   * @throws DataException if one is no class
   */
  int[] classes(Path data, double[] targets, IntFunction<String> place) throws DataException {
    int[] classes = new int[targets.length];
    Map<Float, Integer> known = new HashMap<>();
    for (int k = 0; k < classValues.count(); k++) {
      known.put(areClasses ? k : classValues.at(k), k);
    }
    for (int i = 0; i < targets.length; i++) {
      Integer found =
          bins == null ? known.get((float) targets[i] + 0f) : (Integer) bins.classOf(targets[i]);
      if (found == null) {
        throw new DataException(
            data,
            "%s: found %s, expected one of the %s %s"
                .formatted(
                    place.apply(i),
                    text(targets[i]),
                    areClasses ? "classes 0 to" : "class values",
                    areClasses ? classValues.count() - 1 : listed()));
      }
      classes[i] = found;
    }
    return classes;
  }

  private String listed() {
    float[] values = classValues.toArray();
    return Arrays.stream(toDoubles(values))
        .limit(MOST_LISTED)
        .mapToObj(Targets::text)
        .collect(Collectors.joining(", ", "", values.length > MOST_LISTED ? " ..." : ""));
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** Gives a number as people write it. */
  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
