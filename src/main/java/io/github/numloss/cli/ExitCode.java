package io.github.numloss.cli;

/** Every exit code of the program. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;
  static final int BAD_DATA = 3;
  static final int NO_SUCH_DEVICE = 4;

  /** As shells have it of a program that SIGINT ended. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
