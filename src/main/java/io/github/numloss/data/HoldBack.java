package io.github.numloss.data;

import io.github.numloss.check.Check;
import io.github.numloss.random.ValidationSplit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What data says of which of its examples may be held back from training, for validation.
 *
 * @param groups what some have in common, the same number where it is the same, of each; null if
 *     there is nothing; not copied
 * @param given whether the data itself holds an example back, of each; null if it does not say; not
 *     copied
 */
public record HoldBack(int @Nullable [] groups, boolean @Nullable [] given) {
  /**
   * Checks that the data holds back some examples and not all, if it says so.
   *
   * @throws IllegalArgumentException if there are not as many groups as examples, or all or none
   *     are held back
   */
  public HoldBack {
    if (given != null) {
      Check.that(groups == null || groups.length == given.length, "not as many groups as examples");
      int count = indices(given, true).length;
      Check.that(
          count > 0 && count < given.length,
          "%s of %s examples are held back for validation, expected some and not all",
          count,
          given.length);
    }
  }

  boolean isOf(int count) {
    return (groups == null || groups.length == count) && (given == null || given.length == count);
  }

  /** Gives the same for some of the examples; nothing that all of them share is kept. */
  @Nullable HoldBack select(int[] picked) {
    int[] pickedGroups = groups == null ? null : new int[picked.length];
    boolean[] pickedGiven = given == null ? null : new boolean[picked.length];
    int held = 0;
    for (int i = 0; i < picked.length; i++) {
      if (groups != null && pickedGroups != null) {
        pickedGroups[i] = groups[picked[i]];
      }
      if (given != null && pickedGiven != null) {
        pickedGiven[i] = given[picked[i]];
        held += pickedGiven[i] ? 1 : 0;
      }
    }
    if (held == 0 || held == picked.length) {
      pickedGiven = null;
    }
    return pickedGroups == null && pickedGiven == null
        ? null
        : new HoldBack(pickedGroups, pickedGiven);
  }

  /** Divides: as the data says, else no group into both parts; a share of 0 holds nothing back. */
  ValidationSplit split(long seed, int count, double share) {
    if (share > 0 && given != null) {
      return new ValidationSplit(indices(given, false), indices(given, true));
    }
    return groups == null || share == 0
        ? ValidationSplit.of(seed, count, share)
        : ValidationSplit.of(seed, groups, share);
  }

  private static int[] indices(boolean[] given, boolean wanted) {
    return IntStream.range(0, given.length).filter(i -> given[i] == wanted).toArray();
  }
}
