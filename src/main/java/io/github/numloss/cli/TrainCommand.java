package io.github.numloss.cli;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Inputs;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.FolderLock;
import io.github.numloss.io.Json;
import io.github.numloss.io.SavedPath;
import io.github.numloss.loss.Method;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.Models;
import io.github.numloss.predict.SavedModels;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Defaults;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          "The data set to learn: a name of 'numloss data list', or a folder or file of your own; see"
              + " 'numloss data --help'. Default: mnist.")
  private String dataset;

  @Option(
      names = "--test",
      paramLabel = "NAME",
      description = "Another data set whose test images to measure on. Default: that of --dataset.")
  private @Nullable String test;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "dnn",
      description =
          "dnn, cnn, rnn, wide, mlp, or a model file that ends in .json, with a list of layers; see 'numloss"
              + " models'. Default: dnn.")
  private String model;

  @Mixin private LossOptions loss;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "How often every image is learned. Default: what the model's file says, dnn 10, cnn 12, rnn"
              + " 20; else 10.")
  private @Nullable Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What first weights, order, dropout and augmentation follow from. The same seed gives the"
              + " same result. Default: 1.")
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
          "The share of the training images that is held back to watch the training and to"
              + " calibrate the probabilities; 0 for none. Default: 0.1.")
  private double validation;

  @Mixin private DataOptionsMixin dataOptions;

  @Option(
      names = "--features",
      paramLabel = "SAVED_MODEL[:OUTPUT]",
      description =
          "Learn what a frozen network makes of pictures in place of these: a SavedModel of anybody's"
              + " that takes pixels from 0 to 255, such as Keras' model.export writes, and which of its"
              + " outputs or operations. The export holds it too. A SavedModel is a program: take only"
              + " those that you trust. Choose --model mlp, or a model file, for its vectors.")
  private @Nullable String features;

  @Mixin private AugmentOptions augment;
  @Mixin private ClassWeightsOption classWeights;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to make for trial.json, weights.npz and predictions.npy. Default: a new one"
              + " under results.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description =
          "Go on with the run of --out where it was stopped or cut off, with as many threads as"
              + " before unless --threads says otherwise; from the start if it was not begun. If it is"
              + " done, write what is missing of the export, and end well.")
  private boolean resume;

  @Mixin private CheckpointOption checkpointOption;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description =
          "The folder of the SavedModel's versions; the next number is taken. Default: one under"
              + " graphs.")
  private @Nullable Path export;

  @Option(names = "--no-export", description = "Write no SavedModel.")
  private boolean noExport;

  @Mixin private HardwareOptions hardware;
  @Mixin private CompileOption compile;
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
      Checkpoints checkpoints = checkpointOption.in(lock.folder().resolve("checkpoints"));
      boolean done = resume && exists(folder);
      if (!done) {
        requireNew(folder);
        requireResumable(folder, checkpoints, lock.folder());
      }
      TrainConfig goingOn =
          resume && !hardware.saysThreads()
              ? config.on(checkpoints.withItsThreads(config.hardware()))
              : config;
      return StopSignal.guard(
          spec,
          missingToResume(folder),
          stop -> {
            if (done) {
              TrialResult result = done(config, folder);
              stop.nothingToSave();
              checkpoints.delete();
              if (!noExport && !SavedModels.isExported(result.provenance(), models)) {
                export(Trial.read(folder), models);
              }
            } else {
              Trial trial = run(goingOn, new Trainer(checkpoints, stop, listener(config)), folder);
              stop.nothingToSave();
              checkpoints.delete();
              if (!noExport) {
                export(trial, models);
              }
            }
            return ExitCode.DONE;
          });
    }
  }

  private Trial run(TrainConfig config, Trainer trainer, Path folder)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    Trial trial = Trial.run(config, datasetsOption.open(), trainer);
    trial.write(folder);
    print(trial.result().writtenIn(folder));
    root.messages(spec)
        .println("Wrote " + folder.resolve("trial.json") + " and its predictions and weights.");
    return trial;
  }

  /** Reads the measures of a run that was trained to its end. */
  private TrialResult done(TrainConfig config, Path folder) throws IOException {
    TrialResult result = Trial.readResult(folder);
    TrainConfig before = result.config().on(config.hardware());
    if (hasSameFolders(result, config)) {
      before = before.onData(config.dataset(), config.test());
    }
    String differences = Json.differences(Json.fields(before), Json.fields(config));
    if (!differences.isEmpty()) {
      throw new DataException(
          folder,
          "it is of another training: %s; set these as they were, or name another --out"
              .formatted(differences));
    }
    print(result.writtenIn(folder));
    root.messages(spec).println(folder + " is done: nothing is left to train.");
    return result;
  }

  /** A folder may be named from elsewhere than before. */
  private boolean hasSameFolders(TrialResult result, TrainConfig config) throws IOException {
    Optional<Path> test = datasetsOption.open().findFolder(config.test());
    TrainConfig before = result.config();
    return result.data().testFolder() != null
        && test.isPresent()
        && SavedPath.resolve(Path.of(""), test.get().toString())
            .equals(Path.of(result.data().testFolder()))
        && before.dataset().equals(before.test()) == config.dataset().equals(config.test());
  }

  private void print(TrialResult result) throws IOException {
    PrintWriter results = spec.commandLine().getOut();
    json.write(results, result);
    if (!json.inPlaceOfText()) {
      MetricsTable.print(results, result.metrics(), result.distribution());
    }
  }

  private void export(Trial trial, Path models) throws IOException {
    Inputs inputs =
        trial.inputs() == null
            ? TestData.of(trial.result()).load(datasetsOption.open()).inputs()
            : trial.inputs();
    Path version = SavedModels.export(trial.model(), inputs, models);
    root.messages(spec).println("Exported " + version + ", checked on the test images.");
  }

  private TrainConfig config() throws IOException, NoSuchDeviceException {
    Hardware settings = compile.on(hardware.resolve());
    ModelFile named = ModelName.find(spec, "option '--model'", model, Models::find);
    Method method = loss.toMethod();
    List<Augmentation> augmentation = augment.toList();
    DataOptions options = dataOptions.toOptions();
    ClassWeights weights = classWeights.read();
    return Usage.check(
        spec,
        () ->
            new TrainConfig(
                    dataset,
                    test == null ? dataset : test,
                    named.spec(),
                    method.loss(),
                    method.head(),
                    optimizer.toConfig(named),
                    epochs == null ? Defaults.epochs(named) : epochs,
                    batchSize,
                    validation,
                    seed,
                    settings)
                .dividing(options)
                .augmented(augmentation)
                .weighted(weights)
                .onFeatures(features));
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
          spec, "--out %s exists already; name a folder that does not".formatted(folder));
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
