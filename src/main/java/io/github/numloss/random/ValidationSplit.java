package io.github.numloss.random;

import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which images to train on and which to set aside for validation.
 *
 * @param train indices, increasing, at least one
 * @param validation indices, increasing; none in both
 */
public record ValidationSplit(int[] train, int[] validation) {
  /**
   * Sets a share of the images aside, chosen at random.
   *
   * @param seed the seed of the run
   * @param n number of images, at least 1
   * @param share the share to set aside, from 0 to below 1; the count is rounded, and leaves at
   *     least one image to train on
   * @return the split
   * @throws IllegalArgumentException if n or the share is out of range
   */
  public static ValidationSplit of(long seed, int n, double share) {
    Check.that(n >= 1, "there are %d images, expected at least 1", n);
    Check.that(
        share >= 0 && share < 1,
        "the validation share is %s, expected 0 or more and less than 1",
        share);
    int aside = (int) Math.min(Math.round(n * share), n - 1);
    int[] order = RandomStream.of(seed, "validation", 0).permutation(n);
    return new ValidationSplit(
        sorted(Arrays.copyOfRange(order, aside, n)), sorted(Arrays.copyOf(order, aside)));
  }

  /**
   * Sets a share of the images aside, chosen at random, with no group in both parts. Groups are
   * taken in a random order, each that brings the number set aside nearer to the share. Where no
   * two images have a group in common it is {@link #of(long, int, double)}.
   *
   * @param seed the seed of the run
   * @param groups what images have in common, of each; at least one
   * @param share the share to set aside, from 0 to below 1
   * @return the split; nothing is set aside where there is but one group
   * @throws IllegalArgumentException if there are no images, or the share is out of range
   */
  public static ValidationSplit of(long seed, int[] groups, double share) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    for (int group : groups) {
      sizes.merge(group, 1, Integer::sum);
    }
    int n = groups.length;
    int wanted = of(seed, n, share).validation().length;
    List<Map.Entry<Integer, Integer>> all = List.copyOf(sizes.entrySet());
    Set<Integer> aside = new HashSet<>();
    int count = 0;
    for (int position : RandomStream.of(seed, "validation", 0).permutation(all.size())) {
      int with = count + all.get(position).getValue();
      if (with < n && Math.abs(with - wanted) < Math.abs(count - wanted)) {
        aside.add(all.get(position).getKey());
        count = with;
      }
    }
    return new ValidationSplit(
        IntStream.range(0, n).filter(i -> !aside.contains(groups[i])).toArray(),
        IntStream.range(0, n).filter(i -> aside.contains(groups[i])).toArray());
  }

  private static int[] sorted(int[] indices) {
    Arrays.sort(indices);
    return indices;
  }
}
