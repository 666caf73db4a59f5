package io.github.numloss.cli;

import io.github.numloss.data.DataFacts;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.experiment.ComparisonPlan;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standings;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.SavedPath;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.Models;
import io.github.numloss.predict.SavedModels;
import io.github.numloss.report.Choice;
import io.github.numloss.report.ExperimentSummary;
import io.github.numloss.report.Results;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainingFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds out which method to use on data. */
@Command(
    name = "compare",
    description = {
      "Finds out which loss, head and decoder to use on data: trains the methods there is time for,"
          + " each from at least 5 seeds or folds, chooses the best on examples held back from"
          + " training, and measures that one on the test. Data that does not say what to test on is"
          + " divided into 5 folds.",
      "It writes a plan first, whose size alone depends on the clock. A comparison that was stopped"
          + " goes on where it was with the same command. The best training of the chosen method is"
          + " exported."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  /** What reports, exports and the last trials of two jobs take besides. */
  private static final double SHARE_OF_TIME = 0.8;

  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Parameters(
      paramLabel = "DATA",
      description =
          "A name of 'numloss data list', or a folder or file of your own; see 'numloss data --help'.")
  private String dataset;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "About how long it may take. Default: 30.")
  private double minutes;

  @Option(
      names = "--measure",
      paramLabel = "NAME",
      defaultValue = "meanAbsoluteError",
      description =
          "What is chosen by; mae and rmse for short. 'numloss methods' lists the measures. Default:"
              + " meanAbsoluteError.")
  private String measure;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A model as 'numloss train --model' takes it. Default: mlp for features, dnn for pictures of"
              + " up to 32 x 32 in grey, wide for others.")
  private @Nullable String model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The experiment's folder, in which the model is exported to the folder model. Default:"
              + " results/compare-NAME.")
  private @Nullable Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trainings to run side by side. Default: one for each core.")
  private @Nullable Integer jobs;

  @Option(
      names = "--dry-run",
      description = "Say what the data is and what would be run; write nothing.")
  private boolean dryRun;

  @Mixin private DataOptionsMixin dataOptions;
  @Mixin private CheckpointOption checkpointOption;
  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException, TrainingFailedException, NoSuchDeviceException {
    Measure chosenBy = measure();
    if (!(minutes > 0 && minutes <= 1e6)) {
      throw Usage.wrong(spec, "--minutes is %s, expected a number above 0".formatted(minutes));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    int sideBySide = jobs == null ? cores : jobs;
    Usage.requireSideBySide(spec, "--jobs", sideBySide);
    String label = new DatasetPair(dataset, dataset).label();
    Path folder = out == null ? Path.of("results").resolve("compare-" + label) : out;
    if (!Files.exists(folder.resolve("plan.json"))) {
      Optional<ComparisonPlan> plan = plan(folder, chosenBy, sideBySide);
      if (plan.isEmpty()) {
        return ExitCode.DONE;
      }
      AtomicFiles.requireWritable(folder.resolve("plan.json"));
      Json.write(folder.resolve("plan.json"), plan.get().plan());
    } else {
      requireSameData(folder);
      root.messages(spec).println(folder + " has a plan, which goes on.");
      if (dryRun) {
        return ExitCode.DONE;
      }
    }
    Experiment experiment = Experiment.open(folder);
    Datasets data = datasets.open().relativeTo(experiment.folder());
    return new ExperimentRun(spec, root, sideBySide, checkpointOption.seconds(), false)
        .run(experiment, data, () -> end(experiment, data));
  }

  private Measure measure() {
    String name =
        switch (measure.toLowerCase(Locale.ROOT)) {
          case "mae" -> "meanAbsoluteError";
          case "rmse" -> "rootMeanSquaredError";
          default -> measure;
        };
    return Measures.find(name)
        .filter(found -> !found.isOfDistribution())
        .orElseThrow(
            () ->
                Usage.wrong(
                    spec,
                    "--measure is '%s', expected a measure of answers such as meanAbsoluteError; see"
                            .formatted(measure)
                        + " 'numloss methods'"));
  }

  /** Says what the data is, times a training, and plans; nothing if nothing is to be run. */
  private Optional<ComparisonPlan> plan(Path folder, Measure chosenBy, int sideBySide)
      throws IOException, TrainingFailedException, NoSuchDeviceException {
    PrintWriter messages = root.messages(spec);
    Datasets source = datasets.open();
    DataOptions asked = dataOptions.toOptions();
    DataOptions options = asked == null ? DataOptions.NONE : asked;
    boolean isGiven = source.isGiven(dataset, options);
    if (!isGiven && options.folds() == null && options.testShare() == null) {
      options = options.divided(ComparisonPlan.LEAST_SEEDS);
    }
    Examples train = source.load(dataset, options, 1, Split.TRAIN);
    Examples test = source.load(dataset, options, 1, Split.TEST);
    DataText.print(messages, DataFacts.of(train, test));
    ModelFile named = modelFor(train);
    double seconds =
        new Probe(named, Setting.of(train.count()), root.messages(spec)).seconds(train);
    long trials = (long) (minutes * 60 * SHARE_OF_TIME * sideBySide / seconds);
    String written = nameIn(folder);
    DataOptions kept = options.equals(DataOptions.NONE) ? null : options;
    ComparisonPlan plan;
    try {
      plan =
          ComparisonPlan.of(
              new DatasetPair(written, written, kept), train, isGiven, named, chosenBy, trials);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(
          spec,
          String.format(
              Locale.ROOT,
              "a training of %s takes about %.0f seconds, so that in %s minutes %s; give more"
                  + " --minutes, or a smaller --model",
              named.spec().name(),
              seconds,
              minutes,
              e.getMessage()));
    }
    messages.printf(
        Locale.ROOT,
        "%d methods × %d %s with the model %s, about %.1f s each, %d at a time.%n",
        plan.plan().losses().size(),
        plan.plan().models().get(0).seeds().size(),
        isGiven ? "seeds" : "folds",
        named.spec().name(),
        seconds,
        sideBySide);
    if (!plan.left().isEmpty()) {
      messages.println("No time for: " + String.join(", ", plan.left()) + ".");
    }
    return dryRun ? Optional.empty() : Optional.of(plan);
  }

  /** Gives the data as a plan in a folder names it. */
  private String nameIn(Path folder) throws IOException {
    Path found = datasets.open().findFolder(dataset).orElse(null);
    return found == null ? dataset : SavedPath.relative(folder, found);
  }

  /** Keeps the plan of other data from being taken for that of these. */
  private void requireSameData(Path folder) throws IOException {
    String planned = Experiment.look(folder).plan().pairs().get(0).dataset();
    String named = nameIn(folder);
    if (!planned.equals(named)) {
      throw Usage.wrong(
          spec,
          "%s has a plan for %s, not for %s; name another folder with --out"
              .formatted(folder, planned, named));
    }
  }

  private ModelFile modelFor(Examples train) throws IOException {
    if (model != null) {
      return ModelName.find(spec, "option '--model'", model, Models::find);
    }
    boolean isPicture = train.inputs().shape().isPicture();
    boolean isSmall =
        isPicture
            && train.inputs().shape().channels() == 1
            && train.inputs().shape().count() <= 32 * 32;
    return Models.find(!isPicture ? "mlp" : isSmall ? "dnn" : "wide");
  }

  private void end(Experiment experiment, Datasets data) throws IOException {
    Results results = Results.read(experiment, Standings.of(experiment, data));
    List<Choice> choices = ExperimentSummary.of(results).choices();
    if (choices.isEmpty()) {
      throw new DataException(
          experiment.folder(), "nothing can be chosen, since no method has all of its trials");
    }
    PrintWriter text = spec.commandLine().getOut();
    for (Choice choice : choices) {
      PlannedTrial chosen = choice.trial(results).orElseThrow();
      Trial trial = Trial.read(experiment.folder(chosen));
      Path models = experiment.folder().toAbsolutePath().normalize().resolve("model");
      if (!SavedModels.isExported(trial.result().provenance(), models)) {
        SavedModels.export(
            trial.model(),
            trial.inputs() == null
                ? TestData.of(trial.result()).load(data).inputs()
                : trial.inputs(),
            models);
      }
      text.printf(
          "%n%s%nThe model is in %s, its page in %s.%n",
          choice.sentence(),
          SavedPath.relative(Path.of(""), models),
          experiment.folder().resolve("report.html"));
    }
    text.flush();
  }
}
