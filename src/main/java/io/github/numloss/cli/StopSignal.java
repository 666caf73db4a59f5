package io.github.numloss.cli;

import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT, SIGTERM and SIGHUP while a command trains: the first asks the training to save and stop,
 * and ends the process if that takes too long; the second ends it at once. One that was ignored
 * when the process started, as SIGHUP is under nohup, stays so.
 */
final class StopSignal implements BooleanSupplier, AutoCloseable {
  /** So that the process is gone 5 seconds after the signal; tests set another time. */
  private static final long PATIENCE_MILLIS = Long.getLong("numloss.patience", 3500);

  private static final String[] SIGNALS = {"INT", "TERM", "HUP"};

  private final PrintWriter err;
  private final String resumeCommand;
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private final Thread patience = new Thread(this::endWhenTooLong, "patience");
  private volatile boolean heard;
  private boolean nothingToSave;

  /** What trains. */
  @FunctionalInterface
  interface Work {
    /** Trains, and stops when it is asked to. */
    int run(StopSignal stop) throws IOException, TrainingFailedException, TrainingStoppedException;
  }

  private StopSignal(PrintWriter err, String resumeCommand) {
    this.err = err;
    this.resumeCommand = resumeCommand;
    patience.setDaemon(true);
    for (String name : SIGNALS) {
      try {
        Signal signal = new Signal(name);
        before.put(signal, Signal.handle(signal, this::handle));
      } catch (IllegalArgumentException e) {
        // Windows has no SIGHUP, and with -Xrs Java leaves all of them to the system.
      }
    }
  }

  /**
   * Runs a command's work, which a signal stops.
   *
   * @param spec the command
   * @param missing options that its command line lacks to go on where it was stopped
   * @param work what to run
   * @return the exit code
   */
  static int guard(CommandSpec spec, List<String> missing, Work work)
      throws IOException, TrainingFailedException {
    PrintWriter err = spec.commandLine().getErr();
    String resumeCommand = ResumeCommand.of(spec, missing);
    try (StopSignal stop = new StopSignal(err, resumeCommand)) {
      return work.run(stop);
    } catch (TrainingStoppedException e) {
      say(err, "numloss: stopped and saved; go on with: " + resumeCommand);
      return ExitCode.INTERRUPTED;
    }
  }

  @Override
  public boolean getAsBoolean() {
    return heard;
  }

  /**
   * Says that from now on nothing would be lost: a signal ends the process at once.
   *
   * @throws TrainingStoppedException if there was one already
   */
  synchronized void nothingToSave() throws TrainingStoppedException {
    if (heard) {
      throw new TrainingStoppedException();
    }
    nothingToSave = true;
  }

  private synchronized void handle(Signal signal) {
    if (nothingToSave) {
      say(err, "numloss: stopped; go on with: " + resumeCommand);
    }
    if (heard || nothingToSave) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    heard = true;
    patience.start();
  }

  private void endWhenTooLong() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      return;
    }
    say(err, "numloss: stopped; go on from the last checkpoint with: " + resumeCommand);
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /** Takes the place of a progress line. */
  private static void say(PrintWriter err, String message) {
    err.println((Boolean.getBoolean("numloss.terminal") ? "\r\u001b[K" : "") + message);
    err.flush();
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
    patience.interrupt();
  }
}
