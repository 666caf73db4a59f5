package io.github.numloss.cli;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.cli.ComparisonPlanner.Planned;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Learned;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.experiment.ComparisonPlan;
import io.github.numloss.experiment.ComparisonPlan.Request;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.ModelPlan;
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
import io.github.numloss.report.Tables;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainingFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
          + " each from at least 6 seeds or 5 folds, chooses the best on examples held back from"
          + " training, and measures that one on the test. Data that does not say what to test on is"
          + " divided into 5 folds.",
      "It times short trainings and writes a plan by that, before the first training; nothing else"
          + " depends on the clock. A comparison that was stopped goes on where it was with the same"
          + " command. The best training of the chosen method is exported."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Parameters(
      paramLabel = "DATA",
      description =
          "A name of 'numloss data list', or a folder or file of your own; see 'numloss data --help'.")
  private String dataset;

  @Option(
      names = "--test",
      paramLabel = "NAME",
      description = "Another data set whose test examples to measure on. Default: that of DATA.")
  private @Nullable String test;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "About how long it may take: more minutes try more methods, train them longer, and from more"
              + " seeds. Default: 3, for a first look, or up to 30 where data and model are so large"
              + " that less would not do.")
  private @Nullable Double minutes;

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
  @Mixin private AugmentOptions augment;
  @Mixin private ClassWeightsOption classWeights;
  @Mixin private CheckpointOption checkpointOption;
  @Mixin private CompileOption compile;
  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException, TrainingFailedException, NoSuchDeviceException {
    Measure chosenBy = measure();
    if (minutes != null && !(minutes > 0 && minutes <= 1e6)) {
      throw Usage.wrong(spec, "--minutes is %s, expected a number above 0".formatted(minutes));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    int sideBySide = jobs == null ? cores : jobs;
    Usage.requireSideBySide(spec, "--jobs", sideBySide);
    String tested = test == null ? dataset : test;
    String label = new DatasetPair(dataset, tested).label();
    Path folder = out == null ? Path.of("results").resolve("compare-" + label) : out;
    if (!Files.exists(folder.resolve("plan.json"))) {
      ComparisonPlanner planner = new ComparisonPlanner(spec, root.messages(spec), sideBySide);
      Request request = request(folder, chosenBy);
      Planned planned = planner.plan(request, minutes, seed -> examples(request, seed));
      if (dryRun) {
        return ExitCode.DONE;
      }
      AtomicFiles.requireWritable(folder.resolve("plan.json"));
      // The plan last: without it there is no comparison yet.
      planned.comparison().write(folder);
      Json.write(folder.resolve("plan.json"), planned.plan().plan());
    } else {
      requireSame(folder, chosenBy);
      root.messages(spec)
          .println(
              folder
                  + " has a plan, which goes on"
                  + (minutes == null ? "." : ", whatever the minutes."));
      if (dryRun) {
        return ExitCode.DONE;
      }
    }
    Experiment experiment = Experiment.open(folder);
    Datasets data = datasets.open().relativeTo(experiment.folder());
    return new ExperimentRun(spec, root, compile, sideBySide, checkpointOption.seconds(), false)
        .run(experiment, data, summary -> {}, summary -> end(experiment, data, summary));
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

  /** Gathers what is to be compared. */
  private Request request(Path folder, Measure chosenBy) throws IOException {
    Datasets source = datasets.open();
    DataOptions asked = dataOptions.toOptions();
    DataOptions options = asked == null ? DataOptions.NONE : asked;
    boolean isGiven = test != null || source.isGiven(dataset, options);
    if (!isGiven && options.folds() == null && options.testShare() == null) {
      options = options.divided(ComparisonPlan.FOLDS);
    }
    Examples train = source.load(dataset, options, 1, Split.TRAIN);
    DatasetPair pair =
        new DatasetPair(
            nameIn(folder, dataset),
            nameIn(folder, test == null ? dataset : test),
            options.equals(DataOptions.NONE) ? null : options);
    return new Request(
        pair, train, isGiven, modelFor(train), chosenBy, augment.toList(), classWeights.read());
  }

  /** Loads what a seed learns and tests on. */
  private List<Examples> examples(Request request, long seed) throws IOException {
    Datasets source = datasets.open();
    DataOptions options = request.pair().data() == null ? DataOptions.NONE : request.pair().data();
    Examples train = source.load(dataset, options, seed, Split.TRAIN);
    return List.of(
        train,
        test == null
            ? source.load(dataset, options, seed, Split.TEST)
            : source.loadForTest(test, options, Learned.of(train)));
  }

  /** Gives the data as a plan in a folder names it. */
  private String nameIn(Path folder, String data) throws IOException {
    Path found = datasets.open().findFolder(data).orElse(null);
    return found == null ? data : SavedPath.relative(folder, found);
  }

  /** Keeps the plan of another comparison from being taken for this one. */
  private void requireSame(Path folder, Measure chosenBy) throws IOException {
    Plan plan = Experiment.look(folder).plan();
    DatasetPair pair = plan.pairs().get(0);
    ModelPlan planned = plan.models().get(0);
    requireSame(folder, pair.dataset(), nameIn(folder, dataset), true);
    requireSame(folder, pair.test(), nameIn(folder, test == null ? dataset : test), true);
    requireSame(folder, "the measure " + plan.choose(), "the measure " + chosenBy, saysMeasure());
    DataOptions asked = dataOptions.toOptions();
    requireSame(folder, text(pair.data()), text(divided(asked, pair.data())), asked != null);
    if (model != null && !planned.model().equals(findModel(model).spec())) {
      requireSame(folder, "another model, " + planned.model(), model, true);
    }
    List<Augmentation> augmentation = augment.toList();
    requireSame(
        folder,
        "the augmentation " + planned.augmentation(),
        "the augmentation " + augmentation,
        !augmentation.isEmpty());
    ClassWeights weights = classWeights.read();
    requireSame(
        folder,
        "the class weights " + planned.classWeights(),
        "the class weights " + weights,
        weights != null);
  }

  /** Divides data as a plan does where nobody says how. */
  private static @Nullable DataOptions divided(
      @Nullable DataOptions asked, @Nullable DataOptions planned) {
    return asked != null
            && planned != null
            && asked.equals(asked.undivided())
            && planned.equals(planned.divided(ComparisonPlan.FOLDS))
        ? asked.divided(ComparisonPlan.FOLDS)
        : asked;
  }

  private boolean saysMeasure() {
    return spec.commandLine().getParseResult().hasMatchedOption("--measure");
  }

  private static String text(@Nullable DataOptions options) throws IOException {
    return options == null ? "nothing said of the data" : Json.line(options);
  }

  private void requireSame(Path folder, String planned, String asked, boolean isSaid) {
    if (isSaid && !planned.equals(asked)) {
      throw Usage.wrong(
          spec,
          "%s has a plan for %s, not for %s; name another folder with --out"
              .formatted(folder, planned, asked));
    }
  }

  private ModelFile findModel(String name) throws IOException {
    return ModelName.find(spec, "option '--model'", name, Models::find);
  }

  private ModelFile modelFor(Examples train) throws IOException {
    if (model != null) {
      return findModel(model);
    }
    boolean isPicture = train.inputs().shape().isPicture();
    boolean isSmall =
        isPicture
            && train.inputs().shape().channels() == 1
            && train.inputs().shape().count() <= 32 * 32;
    return Models.find(!isPicture ? "mlp" : isSmall ? "dnn" : "wide");
  }

  private void end(Experiment experiment, Datasets data, ExperimentSummary summary)
      throws IOException {
    if (summary.choices().isEmpty()) {
      throw new DataException(
          experiment.folder(), "nothing can be chosen, since no method has all of its trials");
    }
    Results results = Results.read(experiment, Standings.of(experiment, data));
    PrintWriter text = spec.commandLine().getOut();
    for (Choice choice : summary.choices()) {
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
      text.print(Tables.choices(summary));
      text.printf(
          "%nThe model is in %s, its page in %s.%n",
          SavedPath.relative(Path.of(""), models), experiment.folder().resolve("report.html"));
    }
    text.flush();
  }
}
