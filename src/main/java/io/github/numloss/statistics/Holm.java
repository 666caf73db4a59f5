package io.github.numloss.statistics;

import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adjusts the p values of a family of tests, so that rejecting those up to a level rejects one true
 * hypothesis or more no oftener than that (S. Holm, "A Simple Sequentially Rejective Multiple Test
 * Procedure", 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusts p values: in a family of m, the i-th of the ascending ones becomes the largest of
   * min(1, (m − j + 1) p_j) for j = 1 … i.
   *
   * @param pValues the p values, 0 to 1; null where there was no test
   * @param family how many tests were planned, which those that weren't done count among
   * @return the adjusted ones in the same places, null where there was null
   * @throws IllegalArgumentException if one is not from 0 to 1, or there are more than were planned
   */
  public static List<@Nullable Double> adjust(List<@Nullable Double> pValues, int family) {
    int[] ascending =
        IntStream.range(0, pValues.size())
            .filter(i -> pValues.get(i) != null)
            .boxed()
            .sorted(Comparator.comparing(pValues::get))
            .mapToInt(Integer::intValue)
            .toArray();
    Check.that(
        ascending.length <= family,
        "%s p values, expected at most the family's %s",
        ascending.length,
        family);
    @Nullable Double[] adjusted = new Double[pValues.size()];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double p = pValues.get(ascending[rank]);
      Check.that(p >= 0 && p <= 1, "p value %d is %s, expected 0 to 1", ascending[rank], p);
      largest = Math.max(largest, Math.min(1, (family - rank) * p));
      adjusted[ascending[rank]] = largest;
    }
    return Arrays.asList(adjusted);
  }
}
