package io.github.numloss.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** Finds the models that a user named; a wrong name is wrong usage, and a bad file bad data. */
final class ModelName {
  private ModelName() {}

  /** Finds models by their names or files. */
  interface Finder<T> {
    T find(String nameOrFile) throws IOException;
  }

  /** Finds one, or says in which option or parameter none was named. */
  static <T> T find(CommandSpec spec, String what, String nameOrFile, Finder<T> finder)
      throws IOException {
    try {
      return finder.find(nameOrFile);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, "invalid value for %s: %s".formatted(what, e.getMessage()));
    }
  }
}
