package io.github.numloss.source;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Classes of a continuous target: which of the intervals between edges it lies in. The number that
 * a class stands for is the mean of the targets in it.
 *
 * @param edges increasing; a target that is an edge belongs to the interval above it
 * @param classValues the mean of the targets of each interval, of which there is one more
 */
record Bins(double[] edges, ClassValues classValues) {
  private static final String EXPECTED =
      "bins are '%s', expected width:5, quantile:10 or list:0,10,20";

  /**
   * Settles the classes of targets. Intervals without any are joined with the one below them.
   *
   * @param rule width:W, quantile:Q or list:E,E,…
   * @param targets all that there are
   * @throws IllegalArgumentException if the rule is none, or makes fewer than 2 classes
   */
  static Bins of(String rule, double[] targets) {
    double[] sorted = targets.clone();
    Arrays.sort(sorted);
    List<Double> edges = new ArrayList<>();
    List<Float> means = new ArrayList<>();
    int from = 0;
    for (double edge : edges(rule, sorted)) {
      int to = firstAtLeast(sorted, edge);
      if (to > from && to < sorted.length) {
        edges.add(edge);
        means.add(mean(sorted, from, to));
        from = to;
      }
    }
    means.add(mean(sorted, from, sorted.length));
    Check.that(
        means.size() >= 2, "bins are '%s', which puts all %s into one", rule, targets.length);
    float[] values = new float[means.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = means.get(k);
    }
    return new Bins(
        edges.stream().mapToDouble(Double::doubleValue).toArray(), ClassValues.of(values));
  }

  private static double[] edges(String rule, double[] sorted) {
    String[] parts = rule.split(":", 2);
    Check.that(parts.length == 2, EXPECTED, rule);
    double[] numbers = numbers(rule, parts[1]);
    return switch (parts[0]) {
      case "list" -> listed(rule, numbers);
      case "width" -> wide(rule, numbers, sorted);
      case "quantile" -> quantiles(rule, numbers, sorted);
      default -> throw new IllegalArgumentException(EXPECTED.formatted(rule));
    };
  }

  private static double[] listed(String rule, double[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      Check.that(numbers[i] > numbers[i - 1], "bins are '%s', but edges must increase", rule);
    }
    return numbers;
  }

  private static double[] wide(String rule, double[] numbers, double[] sorted) {
    Check.that(numbers.length == 1 && numbers[0] > 0, EXPECTED, rule);
    double first = Math.floor(sorted[0] / numbers[0]) + 1;
    double last = Math.floor(sorted[sorted.length - 1] / numbers[0]);
    Check.that(
        last - first < Targets.MOST_CLASSES,
        "bins are '%s', which makes more than %s classes",
        rule,
        Targets.MOST_CLASSES);
    double[] edges = new double[(int) Math.max(0, last - first + 1)];
    Arrays.setAll(edges, i -> (first + i) * numbers[0]);
    return edges;
  }

  private static double[] quantiles(String rule, double[] numbers, double[] sorted) {
    int count = (int) numbers[0];
    Check.that(
        numbers.length == 1 && count == numbers[0] && count >= 2 && count <= Targets.MOST_CLASSES,
        EXPECTED,
        rule);
    double[] quantiles = new double[count - 1];
    Arrays.setAll(
        quantiles, i -> sorted[betweenTies(sorted, (int) ((i + 1L) * sorted.length / count))]);
    return quantiles;
  }

  /** Equal targets have one class: an edge among them moves to the nearer end of theirs. */
  private static int betweenTies(double[] sorted, int position) {
    int first = firstAtLeast(sorted, sorted[position]);
    int end = firstAtLeast(sorted, Math.nextUp(sorted[position]));
    return position - first <= end - position || end == sorted.length ? first : end;
  }

  private static double[] numbers(String rule, String list) {
    try {
      double[] numbers =
          Arrays.stream(list.split(",", -1))
              .mapToDouble(text -> Double.parseDouble(text))
              .toArray();
      Check.that(Arrays.stream(numbers).allMatch(Double::isFinite), EXPECTED, rule);
      return numbers;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(EXPECTED.formatted(rule), e);
    }
  }

  private static int firstAtLeast(double[] sorted, double edge) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < edge) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static float mean(double[] sorted, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += sorted[i];
    }
    return (float) (sum / (to - from));
  }

  /** Gives the class of a target. */
  int classOf(double target) {
    int found = Arrays.binarySearch(edges, target);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
