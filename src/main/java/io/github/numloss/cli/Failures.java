package io.github.numloss.cli;

import io.github.numloss.io.DataException;
import io.github.numloss.train.Devices.NoSuchDeviceException;
import io.github.numloss.train.TrainingFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that is thrown into one sentence on standard error and an exit code. */
final class Failures {
  private Failures() {}

  /** Says what is wrong with the command line, and where its help is. */
  static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String problem =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched, command)
            : uncapitalized(e.getMessage().replaceFirst("^Error: ", ""));
    PrintWriter err = command.getErr();
    err.println("numloss: " + (problem.matches("(?s).*[.?]") ? problem : problem + "."));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.WRONG_USAGE;
  }

  private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
    String kind =
        e.isUnknownOption()
            ? "unknown option"
            : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
    String problem = "%s '%s'".formatted(kind, e.getUnmatched().get(0));
    return e.getSuggestions().isEmpty()
        ? problem
        : e.getSuggestions().stream()
            .collect(Collectors.joining("' or '", problem + ", did you mean '", "'?"));
  }

  private static String uncapitalized(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Says what went wrong while a command ran. */
  static int failed(Throwable thrown, CommandLine command) {
    Throwable e = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
    command.getErr().println("numloss: " + sentence(e));
    NumLoss root = (NumLoss) command.getCommandSpec().root().userObject();
    if (root.isVerbose()) {
      e.printStackTrace(command.getErr());
    }
    return exitCode(e);
  }

  private static int exitCode(Throwable e) {
    if (e instanceof DataException) {
      return ExitCode.BAD_DATA;
    }
    if (e instanceof NoSuchDeviceException) {
      return ExitCode.NO_SUCH_DEVICE;
    }
    return ExitCode.FAILED;
  }

  private static String sentence(Throwable e) {
    if (e instanceof FileSystemException system) {
      return system.getFile() + ": " + reason(system);
    }
    if (e instanceof OutOfMemoryError || e instanceof TFResourceExhaustedException) {
      return "there is not enough memory (%s); try a smaller --batch-size or fewer --jobs, or give"
              .formatted(firstLine(String.valueOf(e.getMessage())))
          + " Java more with the environment variable JDK_JAVA_OPTIONS=-Xmx8g.";
    }
    if (e instanceof LinkageError) {
      return "TensorFlow's library can't be loaded (%s); build numloss on this machine."
          .formatted(firstLine(e.toString()));
    }
    boolean isForUsers =
        e instanceof IOException
            || e instanceof NoSuchDeviceException
            || e instanceof TrainingFailedException;
    return isForUsers && e.getMessage() != null
        ? e.getMessage() + "."
        : "internal error: %s; run again with --verbose and report it."
            .formatted(firstLine(e.toString()));
  }

  private static String reason(FileSystemException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already; name another place, or remove it.";
    }
    if (e instanceof AccessDeniedException) {
      return "access denied; check the permissions of the file and its folder.";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder.";
    }
    return e.getReason() == null ? "it can't be read or written." : e.getReason() + ".";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
