package io.github.numloss.random;

import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides examples at random, each class in the same proportions as far as its examples can be
 * divided, and no group into two parts.
 */
public final class Partition {
  private Partition() {}

  /**
   * Divides examples into parts.
   *
   * @param random the random numbers
   * @param labels the class of each, from 0
   * @param groups what some have in common, of each; null if there is nothing
   * @param shares the size of each part, to be compared with that of the others, above 0; in doubt
   *     an example goes to the one that is named later
   * @return the part of each example
   * @throws IllegalArgumentException if there are fewer examples, or groups, than parts
   */
  public static int[] of(
      RandomStream random, int[] labels, String @Nullable [] groups, double... shares) {
    List<int[]> units = units(labels.length, groups);
    Check.that(
        units.size() >= shares.length,
        "%s %s can't be divided into %s parts",
        units.size(),
        groups == null ? "examples" : "groups",
        shares.length);
    List<int[]> order = new ArrayList<>();
    for (int position : random.permutation(units.size())) {
      order.add(units.get(position));
    }
    // Large groups first: the small ones even out what they leave.
    order.sort(Comparator.comparingInt((int[] unit) -> -unit.length));
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    double[][] wanted = wanted(labels, classes, shares);
    double[][] found = new double[shares.length][classes];
    double[] sizes = new double[shares.length];
    int[] parts = new int[labels.length];
    if (groups == null) {
      order.sort(Comparator.comparingInt((int[] unit) -> labels[unit[0]]));
    }
    for (int[] unit : order) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int part = 0; part < shares.length; part++) {
        double cost = cost(unit, labels, wanted[part], found[part], sizes[part]);
        if (cost <= least) {
          least = cost;
          best = part;
        }
      }
      for (int example : unit) {
        parts[example] = best;
        found[best][labels[example]]++;
        sizes[best]++;
      }
    }
    return parts;
  }

  /** How full a part is of what it would get: by the classes of the unit first, then by size. */
  private static double cost(
      int[] unit, int[] labels, double[] wanted, double[] found, double size) {
    double cost = 0;
    for (int example : unit) {
      int label = labels[example];
      cost += (found[label] + 1) / wanted[label];
    }
    double all = Arrays.stream(wanted).sum();
    return cost / unit.length + 1e-6 * (size + unit.length) / all;
  }

  private static double[][] wanted(int[] labels, int classes, double[] shares) {
    double[] counts = new double[classes];
    for (int label : labels) {
      counts[label]++;
    }
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares)
        .mapToObj(share -> Arrays.stream(counts).map(count -> count * share / sum).toArray())
        .toArray(double[][]::new);
  }

  private static List<int[]> units(int count, String @Nullable [] groups) {
    if (groups == null) {
      return IntStream.range(0, count).mapToObj(i -> new int[] {i}).toList();
    }
    Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      byGroup.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
    }
    return byGroup.values().stream()
        .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
