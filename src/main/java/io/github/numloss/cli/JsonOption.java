package io.github.numloss.cli;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that gives results as JSON. */
final class JsonOption {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "-",
      preprocessor = OnlyJsonFiles.class,
      paramLabel = "FILE",
      description =
          "Give the results as JSON in place of the text, or in FILE: --json=FILE, or --json FILE if"
              + " its name ends in .json.")
  private @Nullable Path target;

  /** Leaves the next argument to others, such as the name of a model, unless it is a JSON file. */
  static final class OnlyJsonFiles implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // The class is picocli's choice.
    public boolean preprocess(
        Stack<String> next, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean isAttached = "=".equals(info.get("separator"));
      if (!isAttached && (next.isEmpty() || !isJson(next.peek()))) {
        next.push(STANDARD_OUTPUT.toString());
      }
      return false;
    }

    private static boolean isJson(String name) {
      return name.endsWith(".json") && !name.startsWith("-");
    }
  }

  /** Tells whether JSON takes the place of the text. */
  boolean inPlaceOfText() {
    return STANDARD_OUTPUT.equals(target);
  }

  /** Gives the file that was named for it. */
  Optional<Path> file() {
    return Optional.ofNullable(target).filter(file -> !inPlaceOfText());
  }

  /**
   * Checks, before anything is computed, that the results can be written.
   *
   * @throws IOException if they can't
   */
  void requireWritable() throws IOException {
    Optional<Path> file = file();
    if (file.isPresent()) {
      AtomicFiles.requireWritableFile(file.get());
    }
  }

  /** Gives the results as JSON where that was asked for. */
  void write(PrintWriter out, Object results) throws IOException {
    if (inPlaceOfText()) {
      out.println(Json.pretty(results));
    } else if (target != null) {
      Json.write(target, results);
    }
  }
}
