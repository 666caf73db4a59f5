package io.github.numloss.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line that goes on with what this one began, to be copied into a shell. */
final class ResumeCommand {
  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

  private ResumeCommand() {}

  /** Gives the command line as it was typed, and what it lacks to go on. */
  static String of(CommandSpec spec, List<String> missing) {
    List<String> words = new ArrayList<>();
    // The launcher says how it was called.
    words.add(System.getProperty("numloss.command", spec.root().name()));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    words.addAll(missing);
    return words.stream().map(ResumeCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return NEEDS_NO_QUOTES.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
