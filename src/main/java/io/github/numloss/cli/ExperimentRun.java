package io.github.numloss.cli;

import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.experiment.Standings;
import io.github.numloss.experiment.TrialExecutor;
import io.github.numloss.experiment.TrialExecutor.Keeping;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.FolderLock;
import io.github.numloss.report.ExperimentSummary;
import io.github.numloss.report.Report;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Runs what is left of an experiment, reports it, and tells of what failed. */
final class ExperimentRun {
  private final CommandSpec spec;
  private final NumLoss root;
  private final CompileOption compile;
  private final int sideBySide;
  private final int everySeconds;
  private final boolean retryFailed;

  /** Does something with what trials show. */
  interface End {
    /** Does it. */
    void run(ExperimentSummary summary) throws IOException;
  }

  ExperimentRun(
      CommandSpec spec,
      NumLoss root,
      CompileOption compile,
      int sideBySide,
      int everySeconds,
      boolean retryFailed) {
    this.spec = spec;
    this.root = root;
    this.compile = compile;
    this.sideBySide = sideBySide;
    this.everySeconds = everySeconds;
    this.retryFailed = retryFailed;
  }

  /**
   * Runs the trials that are not there yet, and gives the exit code.
   *
   * @param reported is done with what trials show that count
   * @param afterwards is done once all count
   */
  int run(Experiment experiment, Datasets data, End reported, End afterwards)
      throws IOException, TrainingFailedException, NoSuchDeviceException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (FolderLock lock = FolderLock.acquire(experiment.workFolder())) {
      int threads = Math.max(1, cores / sideBySide);
      Hardware hardware =
          compile.on(
              new Hardware(
                  Devices.resolve(Devices.Choice.AUTO), Hardware.Precision.FLOAT32, threads));
      experiment.plan().trials().forEach(trial -> Usage.check(spec, () -> trial.config(hardware)));
      List<PlannedTrial> toRun = toRun(experiment, data, lock.folder());
      PrintWriter messages = root.messages(spec);
      messages.printf(
          Locale.ROOT,
          "%d of %d trials to run, %d at a time%n",
          toRun.size(),
          experiment.plan().trials().size(),
          sideBySide);
      TrialExecutor.Listener progress = new ExperimentProgress(messages, toRun);
      return StopSignal.guard(
          spec,
          List.of(),
          stop -> {
            Keeping keeping = new Keeping(lock.folder(), everySeconds, stop);
            try {
              new TrialExecutor(experiment, data, hardware, keeping, progress)
                  .run(toRun, sideBySide);
            } catch (TrainingStoppedException e) {
              tellFaults(experiment, Standings.of(experiment, data));
              throw e;
            }
            stop.nothingToSave();
            return end(experiment, data, reported, afterwards);
          });
    }
  }

  /** Reports the trials that count, if there are any, and tells of those that do not. */
  private int end(Experiment experiment, Datasets data, End reported, End afterwards)
      throws IOException {
    Standings standings = Standings.of(experiment, data);
    if (standings.in(State.DONE).isEmpty()) {
      return tellFaults(experiment, standings);
    }
    ExperimentSummary summary = Report.write(experiment, data);
    reported.run(summary);
    int code = tellFaults(experiment, standings);
    if (code == ExitCode.DONE) {
      afterwards.run(summary);
    }
    return code;
  }

  private int tellFaults(Experiment experiment, Standings standings) {
    return ExperimentFaults.tell(experiment, standings, spec.commandLine().getErr());
  }

  private List<PlannedTrial> toRun(Experiment experiment, Datasets data, Path workFolder)
      throws IOException {
    List<PlannedTrial> trials = experiment.plan().trials();
    for (PlannedTrial trial : trials) {
      AtomicFiles.deleteLeftovers(experiment.folder(trial));
    }
    Standings standings = Standings.of(experiment, data);
    List<PlannedTrial> toRun = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      Standing standing = standings.of(trial);
      if (runs(standing.state(), retryFailed)) {
        setAside(experiment, trial, standing);
        toRun.add(trial);
      } else if (standing.state() == State.DONE) {
        // Left by a process that ended after it had written the trial.
        AtomicFiles.delete(workFolder.resolve(trial.name()));
        experiment.forgive(trial);
      }
    }
    return toRun;
  }

  /** Tells whether a trial in a state is run. */
  static boolean runs(State state, boolean retryFailed) {
    return state == State.MISSING || state == State.CHANGED || (retryFailed && state.isFault());
  }

  private void setAside(Experiment experiment, PlannedTrial trial, Standing standing)
      throws IOException {
    experiment.forgive(trial);
    if (Files.exists(experiment.folder(trial))) {
      root.messages(spec)
          .printf(
              "%s: %s; what was there is now in %s, and it runs again.%n",
              trial.name(), standing.reason(), experiment.setAside(trial));
    }
  }
}
