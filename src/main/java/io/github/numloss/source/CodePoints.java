package io.github.numloss.source;

import java.util.Comparator;

/** The order of texts by their characters, which UTF-8 keeps and Java's own of UTF-16 does not. */
final class CodePoints {
  /** The order. */
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String first, String second) {
    int length = Math.min(first.length(), second.length());
    for (int i = 0; i < length; i++) {
      char one = first.charAt(i);
      char other = second.charAt(i);
      if (one != other) {
        boolean isBeyond = Character.isSurrogate(one);
        return isBeyond == Character.isSurrogate(other)
            ? Character.compare(one, other)
            : isBeyond ? 1 : -1;
      }
    }
    return Integer.compare(first.length(), second.length());
  }
}
