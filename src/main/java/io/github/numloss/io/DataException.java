package io.github.numloss.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Input that is missing or is not what it should be. The message is a whole sentence for the user:
 * the file, what was found, what was expected and what to do. What it quotes of a file is made
 * printable.
 */
public final class DataException extends IOException {
  @Serial private static final long serialVersionUID = 1;
  private static final int MOST_CHARACTERS = 4000;

  /**
   * Says what is wrong with a file.
   *
   * @param file the file
   * @param problem what was found and what was expected, without a full stop
   */
  public DataException(Path file, String problem) {
    this(file, problem, null);
  }

  /**
   * Says what is wrong with a file, and what brought it to light.
   *
   * @param file the file
   * @param problem what was found and what was expected, without a full stop
   * @param cause the exception behind it, or null
   */
  public DataException(Path file, String problem, @Nullable Throwable cause) {
    super(printable(file + ": " + problem), cause);
  }

  /**
   * Says what is wrong with input that is not one file.
   *
   * @param problem a whole sentence without its full stop
   */
  public DataException(String problem) {
    super(printable(problem));
  }

  /** Keeps a file's content from steering a terminal, and from filling it. */
  private static String printable(String message) {
    StringBuilder text = new StringBuilder();
    message
        .codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(
            character -> {
              if (Character.isISOControl(character)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", character));
              } else {
                text.appendCodePoint(character);
              }
            });
    return text.toString();
  }
}
