package io.github.numloss.source;

import io.github.numloss.data.Examples.Split;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What examples are for, as words in a column or in a file's name say. */
enum Part {
  TRAIN("train training"),
  VALIDATION("validation valid val dev"),
  TEST("test testing"),
  /** Nothing is said. */
  ALL("");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  /** Gives what a word means, whatever its case, or null. */
  static @Nullable Part of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Part part : values()) {
      if (part != ALL && Arrays.asList(part.words.split(" ", -1)).contains(lower)) {
        return part;
      }
    }
    return null;
  }

  /** Gives the part that a split is. */
  static Part of(Split split) {
    return split == Split.TRAIN ? TRAIN : TEST;
  }

  /** Gives the split that a part belongs to. */
  Split split() {
    return this == TEST ? Split.TEST : Split.TRAIN;
  }
}
