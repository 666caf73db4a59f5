package io.github.numloss.source;

import io.github.numloss.data.HoldBack;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of examples to learn, such as the persons they are of, none of which may be on two sides.
 */
final class Groups {
  private final Path data;

  /** An example of each group among those to learn. */
  private final Map<String, Integer> first = new HashMap<>();

  private final RawExamples learned;

  Groups(Path data, RawExamples learned) {
    this.data = data;
    this.learned = learned;
    String[] groups = learned.groups();
    for (int i = 0; groups != null && i < groups.length; i++) {
      first.putIfAbsent(groups[i], i);
    }
  }

  /**
   * Refuses a group that is both learned and held back for validation.
   *
   * @param given whether an example is held back, of each
   * @throws DataException if there is one
   */
  void requireApart(RawExamples examples, boolean[] given) throws DataException {
    String[] groups = examples.groups();
    for (int i = 0; groups != null && i < groups.length; i++) {
      int other = first.getOrDefault(groups[i], i);
      if (given[other] != given[i]) {
        String place = examples.place().apply(given[i] ? i : other);
        throw twoSides(groups[i], place, "held back for validation", given[i] ? other : i);
      }
    }
  }

  /**
   * Refuses a group that is both learned and tested on.
   *
   * @throws DataException if there is one
   */
  void requireNone(RawExamples tested) throws DataException {
    String[] groups = tested.groups();
    for (int i = 0; groups != null && i < groups.length; i++) {
      Integer other = first.get(groups[i]);
      if (other != null) {
        throw twoSides(groups[i], tested.place().apply(i), "to test on", other);
      }
    }
  }

  private DataException twoSides(String group, String place, String use, int other) {
    return new DataException(
        data,
        "%s: group '%s' is %s, and among the examples to learn too (%s); expected each group on one"
                .formatted(place, group, use, learned.place().apply(other))
            + " side, so move its examples to one, or name no group");
  }

  /** Gives what is known of holding back; null if nothing is. */
  static @Nullable HoldBack holdBack(RawExamples examples, boolean[] given) {
    boolean isGiven = false;
    for (boolean one : given) {
      isGiven |= one;
    }
    String[] groups = examples.groups();
    if (groups == null && !isGiven) {
      return null;
    }
    int[] numbers = groups == null ? null : new int[groups.length];
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; groups != null && numbers != null && i < numbers.length; i++) {
      known.putIfAbsent(groups[i], known.size());
      numbers[i] = known.get(groups[i]);
    }
    return new HoldBack(numbers, isGiven ? given : null);
  }
}
