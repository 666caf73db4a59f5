package io.github.numloss.picture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The colour behind what is transparent in pictures.
 *
 * @param rgb red, green and blue, a byte each, red first
 */
public record Background(int rgb) {
  /** That of paper. */
  public static final Background WHITE = new Background(0xffffff);

  private static final Pattern TEXT = Pattern.compile("#[0-9a-fA-F]{6}");

  /**
   * Reads a colour as HTML has it.
   *
   * @param text such as #ffffff
   * @return the colour
   * @throws IllegalArgumentException if it is written otherwise
   */
  @JsonCreator
  public static Background of(String text) {
    Check.that(
        TEXT.matcher(text).matches(), "the background is '%s', expected such as #ffffff", text);
    return new Background(Integer.parseInt(text.substring(1), 16));
  }

  int red() {
    return rgb >> 16 & 0xff;
  }

  int green() {
    return rgb >> 8 & 0xff;
  }

  int blue() {
    return rgb & 0xff;
  }

  boolean isGrey() {
    return red() == green() && green() == blue();
  }

  /** Gives its brightness, 0 to 255. */
  float luma() {
    return Samples.luma(red(), green(), blue());
  }

  /**
   * Gives the colour as HTML has it.
   *
   * @return such as #ffffff
   */
  @JsonValue
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
