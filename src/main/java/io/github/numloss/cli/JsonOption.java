package io.github.numloss.cli;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that gives results as JSON. */
final class JsonOption {
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = STANDARD_OUTPUT,
      paramLabel = "FILE",
      description = "Give the results as JSON, in FILE or in place of the text.")
  private String target;

  /** Tells whether JSON takes the place of the text. */
  boolean inPlaceOfText() {
    return STANDARD_OUTPUT.equals(target);
  }

  /** Gives the file that was named for it. */
  Optional<Path> file() {
    return target == null || inPlaceOfText() ? Optional.empty() : Optional.of(Path.of(target));
  }

  /**
   * Checks, before anything is computed, that the results can be written.
   *
   * @throws IOException if they can't
   */
  void requireWritable() throws IOException {
    if (target != null && !inPlaceOfText()) {
      AtomicFiles.requireWritableFile(Path.of(target));
    }
  }

  /** Gives the results as JSON where that was asked for. */
  void write(PrintWriter out, Object results) throws IOException {
    if (inPlaceOfText()) {
      out.println(Json.pretty(results));
    } else if (target != null) {
      Json.write(Path.of(target), results);
    }
  }
}
