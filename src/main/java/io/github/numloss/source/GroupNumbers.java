package io.github.numloss.source;

import java.util.HashMap;
import java.util.Map;

/** Numbers in place of the names of groups, for forms that hold nothing but numbers. */
final class GroupNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Gives the number of each example's group, counted from 0 as groups come. */
  double[] of(String[] groups) {
    double[] found = new double[groups.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = numbers.computeIfAbsent(groups[i], name -> numbers.size());
    }
    return found;
  }

  /** Tells whether a group had another name than its number. */
  boolean areRenamed() {
    return numbers.entrySet().stream()
        .anyMatch(group -> !group.getKey().equals(group.getValue().toString()));
  }
}
