package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.io.DataException;
import io.github.numloss.train.TrainingStoppedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TFUnimplementedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Whatever a command throws becomes one sentence and an exit code. */
final class FailuresTest {
  private final StringWriter err = new StringWriter();

  /** Throws. */
  @Command(name = "burst")
  private record Burst(Throwable thrown) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown;
    }
  }

  private int run(Throwable thrown, String... options) {
    CommandLine commandLine =
        NumLoss.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
    commandLine.addSubcommand(new Burst(thrown));
    commandLine.setErr(commandLine.getErr()); // now for the added command, too
    String[] args = new String[options.length + 1];
    System.arraycopy(options, 0, args, 0, options.length);
    args[options.length] = "burst";
    return NumLoss.execute(commandLine, args);
  }

  private void assertSentence(Throwable thrown, int code, String sentence) {
    err.getBuffer().setLength(0);
    assertThat(run(thrown)).isEqualTo(code);
    assertThat(err.toString()).isEqualTo("numloss: " + sentence + System.lineSeparator());
  }

  @Test
  void aQuestionEndsAsOne() {
    assertSentence(new DataException("is it a table?"), ExitCode.BAD_DATA, "is it a table?");
  }

  @Test
  void aFaultOfTheProgramAsksForAReport() {
    assertSentence(
        new IllegalStateException("first line\nsecond line"),
        1,
        "internal error: java.lang.IllegalStateException: first line; run again with --verbose and"
            + " report it.");
    assertSentence(
        new IllegalStateException(),
        1,
        "internal error: java.lang.IllegalStateException; run again with --verbose and report it.");
    assertSentence(
        new AssertionError("impossible"),
        1,
        "internal error: java.lang.AssertionError: impossible; run again with --verbose and report"
            + " it.");
    assertSentence(
        new EOFException(),
        1,
        "internal error: java.io.EOFException; run again with --verbose and report it.");
  }

  /** As TensorFlow words it where an operation fails that others wait for. */
  @Test
  void ofSeveralErrorsOfTensorFlowTheFirstIsTold() {
    String message = "2 root error(s) found.\n  (0) %s\n\t [[node]]\n  (1) %1$s\n\t [[node]]\n0";
    assertSentence(
        new TFUnimplementedException(message.formatted("UNIMPLEMENTED: no such kernel.")),
        1,
        "internal error: org.tensorflow.exceptions.TFUnimplementedException: UNIMPLEMENTED: no such"
            + " kernel.; run again with --verbose and report it.");
    assertSentence(
        new TFResourceExhaustedException(message.formatted("OOM when allocating")),
        1,
        "there is not enough memory (OOM when allocating); use a device with more.");
  }

  @Test
  void verboseShowsWhereItArose() {
    assertThat(run(new IllegalStateException("here"), "--verbose")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("numloss: internal error: ")
        .contains("\tat " + FailuresTest.class.getName());
    err.getBuffer().setLength(0);
    assertThat(run(new OutOfMemoryError("here"), "--verbose")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat " + FailuresTest.class.getName());
  }

  @Test
  void tooLittleMemoryIsTold() {
    assertSentence(
        new OutOfMemoryError("Java heap space"),
        1,
        "there is not enough memory (Java heap space); give Java more with the environment variable"
            + " JDK_JAVA_OPTIONS=-Xmx8g.");
    assertSentence(
        new OutOfMemoryError(),
        1,
        "there is not enough memory; give Java more with the environment variable"
            + " JDK_JAVA_OPTIONS=-Xmx8g.");
    assertSentence(
        new TFResourceExhaustedException("OOM when allocating\n[[node]]"),
        1,
        "there is not enough memory (OOM when allocating); use a device with more.");
  }

  /** What is advised for want of memory is an option of the command. */
  @ParameterizedTest
  @CsvSource({
    "train, try a smaller --batch-size",
    "experiment, try fewer --jobs",
    "evaluate, give Java more",
    "report, give Java more"
  })
  void adviceNamesOptionsThatTheCommandHas(String name, String advice) {
    CommandLine commandLine =
        NumLoss.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
    commandLine.setExecutionStrategy(
        parsed -> {
          throw new OutOfMemoryError("Java heap space");
        });
    String[] args =
        switch (name) {
          case "evaluate" -> new String[] {name, "--model-dir", "x"};
          case "train" -> new String[] {name};
          default -> new String[] {name, "x"};
        };
    assertThat(NumLoss.execute(commandLine, args)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("numloss: there is not enough memory (Java heap space); " + advice);
    Set<String> options =
        commandLine.getSubcommands().get(name).getCommandSpec().optionsMap().keySet();
    assertThat(Pattern.compile("--[a-z-]+").matcher(err.toString()).results())
        .allMatch(option -> options.contains(option.group()));
  }

  @Test
  void aLibraryThatCannotBeLoadedIsTold() {
    assertSentence(
        new UnsatisfiedLinkError("no jnitensorflow in java.library.path"),
        1,
        "TensorFlow's library can't be loaded (java.lang.UnsatisfiedLinkError: no jnitensorflow in"
            + " java.library.path); build numloss on this machine.");
  }

  @Test
  void aMissingPartThatIsNotTensorFlowsIsTold() {
    assertSentence(
        new NoClassDefFoundError("org/tensorflow/internal/c_api/global/tensorflow"),
        1,
        "TensorFlow's library can't be loaded (java.lang.NoClassDefFoundError:"
            + " org/tensorflow/internal/c_api/global/tensorflow); build numloss on this machine.");
    assertSentence(
        new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"),
        1,
        "a part of numloss or of Java can't be loaded (java.lang.NoClassDefFoundError: Could not"
            + " initialize class sun.font.SunFontManager); build numloss again, with a whole JDK.");
  }

  @Test
  void aFullDiskIsToldWithWhatToDo() {
    assertSentence(
        new FileSystemException("x", null, "No space left on device"),
        1,
        "x: No space left on device; make room, and go on.");
    assertSentence(
        new FileSystemException("x", null, "Read-only file system"),
        1,
        "x: Read-only file system.");
  }

  /** One thread fills the disk while another is stopped. */
  @Test
  void aFailureIsToldBeforeAStop() {
    FileSystemException full = new FileSystemException("x", null, "No space left on device");
    full.addSuppressed(new FileSystemException("x", null, "No space left on device"));
    full.addSuppressed(new FileSystemException("y", null, "No space left on device"));
    full.addSuppressed(new TrainingStoppedException());
    assertThat(run(full)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines())
        .containsExactly(
            "numloss: x: No space left on device; make room, and go on.",
            "numloss: y: No space left on device; make room, and go on.",
            "numloss: the rest was stopped and saved; go on with: numloss burst");
  }

  @Test
  void faultsOfFilesAreTold() {
    assertSentence(new DataException(Path.of("x"), "it is odd"), 3, "x: it is odd.");
    assertSentence(
        new UncheckedIOException(new DataException(Path.of("x"), "it is odd")), 3, "x: it is odd.");
    assertSentence(new IOException("the disk is full"), 1, "the disk is full.");
    assertSentence(
        new FileAlreadyExistsException("x"),
        1,
        "x: it exists already; name another place, or remove it.");
    assertSentence(
        new AccessDeniedException("x"),
        1,
        "x: access denied; check the permissions of the file and its folder.");
    assertSentence(new NoSuchFileException("x"), 1, "x: there is no such file or folder.");
    assertSentence(new NotDirectoryException("x"), 1, "x: it can't be read or written.");
  }
}
