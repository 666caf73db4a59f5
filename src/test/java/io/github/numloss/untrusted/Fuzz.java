package io.github.numloss.untrusted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What Jazzer calls, by these names and without a dependency: all that a parser may throw is a
 * DataException. src/bench/fuzz.py runs it.
 */
public final class Fuzz {
  private static Parser parser;
  private static Path folder;

  private Fuzz() {}

  /** Takes the parser's name. */
  public static void fuzzerInitialize(String[] args) throws IOException {
    parser = Parser.valueOf(args[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    folder = Files.createTempDirectory("fuzz");
    parser.prepare(folder);
  }

  /** Reads one input. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    parser.refusal(folder, bytes);
  }

  /** Writes the valid files to a folder for each parser, below the one that is named. */
  public static void main(String[] args) throws IOException {
    for (Parser each : Parser.values()) {
      Path seeds = Files.createDirectories(Path.of(args[0], each.toString()));
      List<byte[]> files = each.seeds();
      for (int i = 0; i < files.size(); i++) {
        Files.write(seeds.resolve("seed-" + i), files.get(i));
      }
    }
  }
}
