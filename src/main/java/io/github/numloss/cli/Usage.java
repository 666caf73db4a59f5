package io.github.numloss.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Faults of the command line that are found only after it was parsed. */
final class Usage {
  private static final int MOST_SIDE_BY_SIDE = 1024;
  private static final int MOST_A_CORE = 4;

  private Usage() {}

  /** Makes the exception that ends the command with the exit code for wrong usage. */
  static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Refuses a file whose name would say something else than what is written into it. */
  static void requireEnding(CommandSpec spec, String option, Path file, String ending) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw wrong(
          spec, "%s is '%s', expected a name that ends in %s".formatted(option, file, ending));
    }
  }

  /**
   * Refuses to compute more things side by side than a machine could do: threads by the ten
   * thousand take minutes to start, or can't be had.
   */
  static void requireSideBySide(CommandSpec spec, String option, int count) {
    if (count < 1) {
      throw wrong(spec, String.format(Locale.ROOT, "%s is %d, expected at least 1", option, count));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (count > Math.max(MOST_SIDE_BY_SIDE, MOST_A_CORE * cores)) {
      throw wrong(
          spec,
          String.format(
              Locale.ROOT,
              "%s is %d, expected at most %d, or %d for each core where that is more",
              option,
              count,
              MOST_SIDE_BY_SIDE,
              MOST_A_CORE));
    }
  }

  /** Makes a record of options; what it refuses is wrong usage. */
  static <T> T check(CommandSpec spec, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
