package io.github.numloss.check;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses arguments that are not what they should be, in the same digits everywhere. */
public final class Check {
  private Check() {}

  /**
   * Requires something of arguments.
   *
   * @param right whether they are as they should be
   * @param format what was found and what is expected otherwise, as of {@link String#format}
   * @param found what the format asks for
   * @throws IllegalArgumentException with that message, if they are not
   */
  @FormatMethod
  public static void that(boolean right, String format, @Nullable Object... found) {
    if (!right) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, found));
    }
  }

  /**
   * Requires a number of at least so much.
   *
   * @param least the smallest that is right
   * @param name what the number is, such as "the batch size"
   * @param value the number
   * @throws IllegalArgumentException if it is smaller
   */
  public static void atLeast(long least, String name, long value) {
    that(value >= least, "%s is %d, expected at least %d", name, value, least);
  }
}
