package io.github.numloss.source;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as tables hold them: decimal ones, none of Java's own such as 1f, NaN or 0x1p3. */
final class Decimals {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d++)?+");

  /** What stands for a value that is not there; pandas and R write these, "?" is UCI's. */
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "?");

  private static final int LONGEST_MISSING = 4;

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = new double[23];

  private static final long EXACT = 1L << 53;

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private Decimals() {}

  /** Says whether a cell holds no value. */
  static boolean isMissing(String cell) {
    return cell.length() <= LONGEST_MISSING && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /**
   * Gives the double nearest to a number.
   *
   * @param mark what stands before the fraction
   * @return not-a-number if the text is no number, infinity if it is too large
   */
  static double parse(String text, char mark) {
    int length = text.length();
    int i = 0;
    boolean isNegative = false;
    if (length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      isNegative = text.charAt(0) == '-';
      i = 1;
    }
    long digits = 0;
    int scale = -1;
    boolean hasDigit = false;
    for (; i < length; i++) {
      char character = text.charAt(i);
      if (character >= '0' && character <= '9') {
        digits = 10 * digits + (character - '0');
        hasDigit = true;
        if (digits > EXACT) {
          return slowly(text, mark);
        }
        if (scale >= 0) {
          scale++;
        }
      } else if (character == mark && scale < 0) {
        scale = 0;
      } else {
        return slowly(text, mark);
      }
    }
    if (!hasDigit) {
      return Double.NaN;
    }
    if (scale >= POWERS.length) {
      return slowly(text, mark);
    }
    // Both are exact, so that the quotient is the nearest double (Clinger 1990, section 4).
    double size = scale > 0 ? digits / POWERS[scale] : digits;
    return isNegative ? -size : size;
  }

  private static double slowly(String text, char mark) {
    if (mark != '.' && text.indexOf('.') >= 0) {
      return Double.NaN;
    }
    String plain = text.replace(mark, '.');
    return NUMBER.matcher(plain).matches() ? Double.parseDouble(plain) : Double.NaN;
  }
}
