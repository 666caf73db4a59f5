package io.github.numloss.cli;

import io.github.numloss.data.Datasets;
import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.experiment.Trial;
import io.github.numloss.export.SavedModels;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.FolderLock;
import io.github.numloss.model.Architecture;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Defaults;
import io.github.numloss.train.Devices.NoSuchDeviceException;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains one network and exports it. */
@Command(
    name = "train",
    description = {
      "Trains a network, measures it on the test images and exports it as a SavedModel.",
      "Without options: the dnn on MNIST with the numeric loss."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "mnist",
      description =
          "The data set to learn, or a folder with the four IDX files under MNIST's names. Default:"
              + " mnist.")
  private String dataset;

  @Option(
      names = "--test",
      paramLabel = "NAME",
      description = "Another data set whose test images to measure on. Default: that of --dataset.")
  private String test;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "dnn",
      description = "${COMPLETION-CANDIDATES}; see 'numloss models'. Default: dnn.")
  private Architecture model;

  @Mixin private LossOptions loss;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often every image is learned. Default: dnn 10, cnn 12, rnn 20.")
  private Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What first weights, order and dropout follow from. The same seed gives the same result."
              + " Default: 1.")
  private long seed;

  @Mixin private OptimizerOptions optimizer;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images a step. Default: 128.")
  private int batchSize;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "The share of the training images that is held back to watch the training; 0 for none."
              + " Default: 0.1.")
  private double validation;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to make for trial.json, weights.npz and predictions.npy. Default: a new one"
              + " under results.")
  private Path out;

  @Option(
      names = "--resume",
      description =
          "Go on with the run of --out where it was stopped or cut off; from the start if it was"
              + " not begun.")
  private boolean resume;

  @Mixin private CheckpointOption checkpointOption;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description =
          "The folder of the SavedModel's versions; the next number is taken. Default: one under"
              + " graphs.")
  private Path export;

  @Option(names = "--no-export", description = "Write no SavedModel.")
  private boolean noExport;

  @Mixin private HardwareOptions hardware;
  @Mixin private DatasetsOption datasetsOption;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException, NoSuchDeviceException, TrainingFailedException {
    if (noExport && export != null) {
      throw Usage.wrong(spec, "--export and --no-export exclude each other");
    }
    if (resume && out == null) {
      throw Usage.wrong(spec, "--resume needs --out, the folder of the run to go on with");
    }
    TrainConfig config = config();
    Path folder = out == null ? newFolder(config) : out;
    Path models = export == null ? Path.of("graphs", name(config)) : export;
    AtomicFiles.requireWritable(folder);
    json.requireWritable();
    if (!noExport) {
      AtomicFiles.requireWritable(models.resolve("1"));
    }
    try (FolderLock lock = FolderLock.acquire(workFolder(folder))) {
      AtomicFiles.deleteLeftovers(folder);
      requireNew(folder);
      Checkpoints checkpoints = checkpointOption.in(lock.folder().resolve("checkpoints"));
      requireResumable(folder, checkpoints, lock.folder());
      return StopSignal.guard(
          spec, missingToResume(folder), stop -> run(config, folder, models, checkpoints, stop));
    }
  }

  private int run(
      TrainConfig config, Path folder, Path models, Checkpoints checkpoints, BooleanSupplier stop)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    Datasets datasets = datasetsOption.open();
    Trial trial = Trial.run(config, datasets, new Trainer(checkpoints, stop, listener(config)));
    trial.write(folder);
    checkpoints.delete();

    PrintWriter results = spec.commandLine().getOut();
    json.write(results, trial.result());
    if (!json.inPlaceOfText()) {
      MetricsTable.print(results, trial.result().metrics());
    }
    PrintWriter messages = root.messages(spec);
    messages.println("Wrote " + folder.resolve("trial.json") + " and its predictions and weights.");
    if (!noExport) {
      Path version =
          SavedModels.export(trial, datasets.load(config.test(), Split.TEST).images(), models);
      messages.println("Exported " + version + ", checked on the test images.");
    }
    return ExitCode.DONE;
  }

  private TrainConfig config() throws NoSuchDeviceException {
    var settings = hardware.resolve();
    return Usage.check(
        spec,
        () ->
            new TrainConfig(
                dataset,
                test == null ? dataset : test,
                model,
                loss.toLoss(),
                optimizer.toConfig(model),
                epochs == null ? Defaults.epochs(model) : epochs,
                batchSize,
                validation,
                seed,
                settings));
  }

  private TrainingListener listener(TrainConfig config) {
    return root.isQuiet()
        ? TrainingListener.NONE
        : new ProgressLine(
            spec.commandLine().getErr(), Boolean.getBoolean("numloss.terminal"), config.epochs());
  }

  private void requireNew(Path folder) {
    if (exists(folder)) {
      throw Usage.wrong(
          spec,
          resume
              ? "--out %s exists already, so that there is nothing to resume".formatted(folder)
              : "--out %s exists already; name a folder that does not".formatted(folder));
    }
  }

  private void requireResumable(Path folder, Checkpoints checkpoints, Path workFolder)
      throws IOException {
    if (resume && checkpoints.isEmpty()) {
      root.messages(spec)
          .printf("There is nothing to resume of %s: it starts from the beginning.%n", folder);
    }
    if (!resume && !checkpoints.isEmpty()) {
      throw Usage.wrong(
          spec,
          "--out %s was begun and not ended; add --resume to go on, or remove %s to start anew"
              .formatted(folder, workFolder));
    }
  }

  private List<String> missingToResume(Path folder) {
    List<String> missing = new ArrayList<>();
    if (out == null) {
      missing.addAll(List.of("--out", folder.toString()));
    }
    if (!resume) {
      missing.add("--resume");
    }
    return missing;
  }

  /** Names the folder beside a run's own that holds what has to do with running only. */
  private static Path workFolder(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".running");
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Names a folder after the trial, with a number if there is one of that name. */
  private static Path newFolder(TrainConfig config) {
    String name = name(config) + "-seed" + config.seed();
    Path folder = Path.of("results", name);
    for (int number = 2; exists(folder) || exists(workFolder(folder)); number++) {
      folder = Path.of("results", name + "-" + number);
    }
    return folder;
  }

  private static String name(TrainConfig config) {
    // Of a folder, such as ".", its own name without those above.
    Path dataset = Path.of(config.dataset()).toAbsolutePath().normalize().getFileName();
    return "%s-%s".formatted(dataset == null ? "root" : dataset, config.model());
  }
}
