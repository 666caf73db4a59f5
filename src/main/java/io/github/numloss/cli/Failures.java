package io.github.numloss.cli;

import io.github.numloss.io.DataException;
import io.github.numloss.train.Devices.NoSuchDeviceException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every exception into one sentence on standard error and an exit code. */
final class Failures {
  private Failures() {}

  /** Says what is wrong with the command line, and where its help is. */
  static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("numloss: " + e.getMessage().replaceFirst("^Error: ", "") + ".");
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.WRONG_USAGE;
  }

  /** Says what went wrong while a command ran. */
  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    command.getErr().println("numloss: " + sentence(e));
    NumLoss root = (NumLoss) command.getCommandSpec().root().userObject();
    if (root.isVerbose()) {
      e.printStackTrace(command.getErr());
    }
    return exitCode(e);
  }

  private static int exitCode(Exception e) {
    if (e instanceof DataException) {
      return ExitCode.BAD_DATA;
    }
    if (e instanceof NoSuchDeviceException) {
      return ExitCode.NO_SUCH_DEVICE;
    }
    return ExitCode.FAILED;
  }

  private static String sentence(Exception e) {
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + ": it exists already; name another place, or remove it.";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile()
          + ": access denied; check the permissions of the file and its folder.";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or folder.";
    }
    if (e instanceof FileSystemException system) {
      return system.getFile() + ": " + system.getReason() + ".";
    }
    return e.getMessage() + ".";
  }
}
