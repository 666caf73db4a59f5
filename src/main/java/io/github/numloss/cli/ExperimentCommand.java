package io.github.numloss.cli;

import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.experiment.Standings;
import io.github.numloss.experiment.TimeEstimate;
import io.github.numloss.io.DataException;
import io.github.numloss.report.Family;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainingFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the trials of an experiment that are not there yet. */
@Command(
    name = "experiment",
    description = {
      "Runs the trials of a plan that are not there yet: data sets x models x losses x seeds.",
      "A trial that is there is not run again, unless the plan now says otherwise of it or a file of"
          + " its own data has changed; then the old one is kept in the folder superseded. One that"
          + " was cut off goes on from its last checkpoint.",
      "Where a training can't go on, its reason is kept in the folder failures and the others run;"
          + " the exit code is 1 at the end, as it is where the files of a trial are damaged.",
      "At the end it writes and prints what 'numloss report' does."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ExperimentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The experiment's folder with its plan.json, or that file. A new folder named paper or"
              + " quickstart gets the built-in plan of that name. Relative paths of data in a plan"
              + " are taken from this folder, wherever the command is typed.")
  private Path folder;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Trials to run side by side, at most 1024 or 4 for each core. Default: one for each core, one"
              + " thread each. One that was cut off goes on with the threads that it had.")
  private @Nullable Integer jobs;

  @Option(
      names = "--dry-run",
      description =
          "List the trials with their state and about how long they take, and the least p value that"
              + " so many seeds can give; run nothing.")
  private boolean dryRun;

  @Option(
      names = "--retry-failed",
      description =
          "Run trials that failed or are damaged again; what is there of these is kept in the folder"
              + " superseded.")
  private boolean retryFailed;

  @Mixin private CheckpointOption checkpointOption;
  @Mixin private CompileOption compile;
  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException, TrainingFailedException, NoSuchDeviceException {
    int cores = Runtime.getRuntime().availableProcessors();
    int sideBySide = jobs == null ? cores : jobs;
    Usage.requireSideBySide(spec, "--jobs", sideBySide);
    int everySeconds = checkpointOption.seconds();
    Experiment experiment = dryRun ? Experiment.look(folder) : Experiment.open(folder);
    Datasets data = datasets.open().relativeTo(experiment.folder());
    if (dryRun) {
      list(experiment, data, sideBySide);
      return ExitCode.DONE;
    }
    return new ExperimentRun(spec, root, compile, sideBySide, everySeconds, retryFailed)
        .run(
            experiment,
            data,
            summary -> ReportCommand.print(summary, spec.commandLine().getOut()),
            summary -> {});
  }

  private void list(Experiment experiment, Datasets data, int sideBySide) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Standings standings = Standings.of(experiment, data);
    TimeEstimate estimate = TimeEstimate.of(experiment, standings, data);
    List<PlannedTrial> trials = experiment.plan().trials();
    Set<String> missing = new LinkedHashSet<>();
    double seconds = 0;
    List<PlannedTrial> toRun = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      State state = standings.of(trial).state();
      String reason = standings.of(trial).reason();
      String why = reason.isEmpty() ? "" : "  (" + reason + ")";
      if (!ExperimentRun.runs(state, retryFailed)) {
        out.printf("%-8s%s%s%n", state, trial.name(), why);
        continue;
      }
      toRun.add(trial);
      try {
        double ofTrial = estimate.seconds(trial);
        out.printf("%-8s%s  about %s%s%n", state, trial.name(), ProgressLine.time(ofTrial), why);
        seconds += ofTrial;
      } catch (DataException e) {
        out.printf("%-8s%s  no data%n", state, trial.name());
        missing.add(e.getMessage());
      }
    }
    Family.of(experiment.plan()).ifPresent(family -> family.sentences().forEach(out::println));
    out.printf(Locale.ROOT, "%d of %d trials to run", toRun.size(), trials.size());
    if (seconds > 0) {
      out.printf(
          Locale.ROOT,
          ": about %s, %d at a time, going by %s",
          ProgressLine.time(seconds / Math.min(sideBySide, toRun.size())),
          sideBySide,
          estimate.basis(toRun));
    }
    out.println();
    missing.forEach(out::println);
    out.flush();
  }
}
