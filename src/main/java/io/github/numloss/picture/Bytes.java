package io.github.numloss.picture;

import java.util.Arrays;

/** Looks for patterns in bytes. */
final class Bytes {
  private Bytes() {}

  /** Says whether bytes begin with one of some texts of Latin-1, in which '?' is any byte. */
  static boolean beginsWithAny(byte[] bytes, String... patterns) {
    return Arrays.stream(patterns).anyMatch(pattern -> isAt(bytes, 0, pattern));
  }

  /** Says whether such a text is at a place. */
  static boolean isAt(byte[] bytes, int place, String pattern) {
    if (place < 0 || bytes.length - place < pattern.length()) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = pattern.charAt(i);
      if (wanted != '?' && wanted != Byte.toUnsignedInt(bytes[place + i])) {
        return false;
      }
    }
    return true;
  }

  /** Finds the last place of such a text, −1 if there is none. */
  static int last(byte[] bytes, String pattern) {
    int place = bytes.length - pattern.length();
    while (place >= 0 && !isAt(bytes, place, pattern)) {
      place--;
    }
    return place;
  }
}
