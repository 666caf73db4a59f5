package io.github.numloss.cli;

import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.UnfitProcessException;
import io.github.numloss.io.DataException;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that is thrown into one sentence on standard error and an exit code. */
final class Failures {
  private static final Set<String> DISK_FULL =
      Set.of("No space left on device", "Disk quota exceeded", "File too large");
  private static final Pattern TENSORFLOW =
      Pattern.compile("org[./](?:tensorflow|bytedeco)[./]|jnitensorflow");

  /** What TensorFlow begins with where more than one operation failed; the first one follows. */
  private static final Pattern SEVERAL_ERRORS =
      Pattern.compile("\\d+ root error\\(s\\) found\\.\\s*\\(0\\) ");

  private Failures() {}

  /** Says what is wrong with the command line, and where its help is. */
  static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String problem = problem(e, args);
    PrintWriter err = command.getErr();
    err.println("numloss: " + (problem.matches("(?s).*[.?]") ? problem : problem + "."));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.WRONG_USAGE;
  }

  private static String problem(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command) + afterJson(unmatched.getUnmatched().get(0), args);
    }
    if (e instanceof MissingParameterException) {
      // A required option that is misspelled is missing as well.
      List<String> unknown = command.getUnmatchedArguments();
      if (!unknown.isEmpty() && unknown.get(0).startsWith("-")) {
        return unmatched(new UnmatchedArgumentException(command, unknown), command);
      }
    }
    String message =
        String.valueOf(e.getMessage())
            .replaceFirst("^Error: ", "")
            .replaceFirst("positional parameter at index [0-9.+*]+ \\(([^)]*)\\)", "$1");
    if (message.equals("Missing required subcommand")) {
      return "a command is missing, expected one of "
          + String.join(", ", command.getSubcommands().keySet());
    }
    return e instanceof MutuallyExclusiveArgsException
        ? message
            .replaceFirst(" are mutually exclusive.*", " exclude each other")
            .replace(", ", " and ")
        : uncapitalized(message);
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

  /** Says how to name a file where one was meant: not every argument after --json is one. */
  private static String afterJson(String argument, String[] args) {
    int place = Arrays.asList(args).indexOf(argument);
    return place > 0 && args[place - 1].equals("--json")
        ? "; if it is a file for the results, write --json=" + argument
        : "";
  }

  private static String uncapitalized(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Says what went wrong while a command ran. */
  static int failed(Throwable thrown, CommandLine command) {
    Throwable e =
        thrown instanceof UncheckedIOException
            ? Objects.requireNonNullElse(thrown.getCause(), thrown)
            : thrown;
    print(e, command);
    return exitCode(e);
  }

  /** Says what went wrong, with a whole command or with a part of its work. */
  static void print(Throwable e, CommandLine command) {
    Stream.concat(Stream.of(e), Arrays.stream(e.getSuppressed()))
        .map(fault -> told(fault, command))
        .distinct()
        .forEach(command.getErr()::println);
    NumLoss root = (NumLoss) command.getCommandSpec().root().userObject();
    if (root.isVerbose()) {
      e.printStackTrace(command.getErr());
    }
  }

  /** A stop is told beside a failure only: alone it is none. */
  private static String told(Throwable fault, CommandLine command) {
    return fault instanceof TrainingStoppedException
        ? "numloss: the rest was stopped and saved; go on with: "
            + ResumeCommand.of(command.getCommandSpec(), List.of())
        : "numloss: " + sentence(fault, command);
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

  private static String sentence(Throwable e, CommandLine command) {
    if (e instanceof FileSystemException system) {
      return system.getFile() + ": " + reason(system);
    }
    if (e instanceof OutOfMemoryError) {
      return tooLittleMemory(
          e, command, "give Java more with the environment variable JDK_JAVA_OPTIONS=-Xmx8g");
    }
    if (e instanceof TFResourceExhaustedException) {
      return tooLittleMemory(e, command, "use a device with more");
    }
    if (e instanceof LinkageError) {
      String problem = firstLine(e.toString());
      return isTensorFlows(e)
          ? "TensorFlow's library can't be loaded (%s); build numloss on this machine."
              .formatted(problem)
          : "a part of numloss or of Java can't be loaded (%s); build numloss again, with a whole JDK."
              .formatted(problem);
    }
    boolean isForUsers =
        e instanceof IOException
            || e instanceof NoSuchDeviceException
            || e instanceof TrainingFailedException
            || e instanceof UnfitProcessException;
    return isForUsers && e.getMessage() != null
        ? (e.getMessage().endsWith("?") ? e.getMessage() : e.getMessage() + ".")
        : "internal error: %s; run again with --verbose and report it."
            .formatted(firstLine(e.toString()));
  }

  /** Advises what the command that ran has options for, and what helps any. */
  private static String tooLittleMemory(Throwable e, CommandLine command, String otherwise) {
    CommandSpec ran = ran(command);
    List<String> advice = new ArrayList<>();
    if (ran.findOption("--batch-size") != null) {
      advice.add("try a smaller --batch-size");
    }
    if (ran.findOption("--jobs") != null) {
      advice.add("try fewer --jobs");
    }
    advice.add(otherwise);
    String what = e.getMessage() == null ? "" : " (" + firstLine(e.getMessage()) + ")";
    return "there is not enough memory%s; %s.".formatted(what, String.join(", or ", advice));
  }

  /** What is no exception but an error reaches the root command alone. */
  private static CommandSpec ran(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.commandSpec();
  }

  /** Looks for TensorFlow, or for JavaCPP, which loads it, where the error arose. */
  private static boolean isTensorFlows(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(each.toString()),
                    Arrays.stream(each.getStackTrace()).map(StackTraceElement::getClassName)))
        .anyMatch(text -> TENSORFLOW.matcher(text).find());
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
    String reason = e.getReason() == null ? "it can't be read or written" : e.getReason();
    return DISK_FULL.contains(reason) ? reason + "; make room, and go on." : reason + ".";
  }

  private static String firstLine(String text) {
    return SEVERAL_ERRORS.matcher(text).replaceFirst("").lines().findFirst().orElse("");
  }
}
