package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The program in a process of its own, for what depends on the process. */
final class JavaProcess {
  private JavaProcess() {}

  /** Runs the program, which must end well, and gives what it printed. */
  static String run(Path workingFolder, List<String> javaOptions, String... args)
      throws IOException, InterruptedException {
    Process process = start(workingFolder, javaOptions, args);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Starts the program, with what it prints to the errors among what it prints. */
  static Process start(Path workingFolder, List<String> javaOptions, String... args)
      throws IOException {
    return prepare(workingFolder, javaOptions, args).start();
  }

  /** Gets ready to start the program. */
  static ProcessBuilder prepare(Path workingFolder, List<String> javaOptions, String... args) {
    return prepare(NumLoss.class, workingFolder, javaOptions, args);
  }

  /** Gets ready to start another program that uses this one. */
  static ProcessBuilder prepare(
      Class<?> main, Path workingFolder, List<String> javaOptions, String... args) {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(javaOptions);
    builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    builder.command().addAll(List.of(args));
    return builder.directory(workingFolder.toFile()).redirectErrorStream(true);
  }
}
