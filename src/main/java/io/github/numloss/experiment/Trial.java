package io.github.numloss.experiment;

import io.github.numloss.augment.Augmentations;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Decoders;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.io.Npz;
import io.github.numloss.io.Sha256Sums;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.model.Classifier;
import io.github.numloss.predict.Frozen;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.predict.TrainedModel;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.source.Catalog;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial: its measures, the weights that it learned, and what it made of the test images.
 *
 * @param result the measures
 * @param weights the weights by their names
 * @param predictions the test images' probabilities
 * @param absoluteErrors the absolute error of each test image, decoded by argmax; not copied
 * @param inputs the first of the test set's pictures or features: all of a trial that was just run,
 *     {@link TrainedModel#IMAGES_KEPT} at most of one that was read, and null of one that was
 *     written before any were kept
 */
public record Trial(
    TrialResult result,
    Map<String, FloatArray> weights,
    Predictions predictions,
    float[] absoluteErrors,
    @Nullable Inputs inputs) {
  private static final String RESULT = "trial.json";
  private static final String WEIGHTS = "weights.npz";
  private static final String PREDICTIONS = "predictions.npy";
  private static final String ERRORS = "errors.npy";

  /**
   * Runs a trial.
   *
   * @param config what to do
   * @param source where the images come from
   * @param trainer trains it, from a checkpoint if there is one
   * @return the trial
   * @throws DataException if the data is missing or bad, test images don't fit the training images,
   *     or the checkpoints are those of another training
   * @throws IOException if data can't be read, or a checkpoint can't be read or written
   * @throws TrainingFailedException if the training can't go on
   * @throws TrainingStoppedException if it was asked to stop; its checkpoint is saved
   */
  public static Trial run(TrainConfig config, ExampleSource source, Trainer trainer)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    DataOptions options = config.dataOptions();
    Examples train = source.load(config.dataset(), options, config.seed(), Split.TRAIN);
    Examples test =
        config.test().equals(config.dataset())
            ? source.load(config.test(), options, config.seed(), Split.TEST)
            : source.loadForTest(config.test(), options, Learned.of(train));
    requireFit(train, test);
    DataNotes notes = notes(config, source, train);
    List<Decoder> decoders = Decoders.with(notes.costs());
    Instant started = Instant.now();
    LearnedExamples learned = LearnedExamples.of(config, source, train, test);
    requireFit(config, learned.train(), learned.test());
    Classifier classifier = classifier(config, learned.train());
    Trainer.Result trained =
        trainer.train(classifier, config, learned.train(), learned.test(), decoders);
    Evaluation evaluation =
        Evaluation.of(
            trained.predictions(), test.labels(), decoders, test.classValues(), test.weights());
    TrialResult result =
        new TrialResult(
            TrialResult.SCHEMA_VERSION,
            config,
            TrialResult.Data.of(
                train,
                test,
                source.preparation(config.dataset()),
                source.findFolder(config.test()).map(Path::toString).orElse(null),
                config.test().equals(config.dataset())
                    && !source.isGiven(config.dataset(), options),
                notes,
                learned.frozen()),
            classifier.parameterCount(),
            trained.history(),
            evaluation.metrics(),
            evaluation.confusion(),
            evaluation.distribution(),
            trained.calibration(),
            trained.validation(),
            Provenance.of(
                Stream.of(train, test).flatMap(images -> images.sources().stream()).toList(),
                started,
                Instant.now(),
                trained.earlierThreads()));
    float[] errors =
        Evaluation.absoluteErrors(
            trained.predictions(), test.labels(), new Argmax(), test.classValues());
    return new Trial(result, trained.weights(), trained.predictions(), errors, test.inputs());
  }

  /** Gives what is said of data of one's own; the catalog knows its data sets by their names. */
  private static DataNotes notes(TrainConfig config, ExampleSource source, Examples train)
      throws IOException {
    if (source.findFolder(config.dataset()).isEmpty()) {
      return DataNotes.NONE;
    }
    DataNotes notes = source.notes(config.dataset());
    int classes = train.classValues().count();
    if (notes.costs() != null && notes.costs().classes() != classes) {
      throw new DataException(
          Path.of(config.dataset()),
          String.format(
              Locale.ROOT,
              "its dataset.json has costs of %d classes, expected those of its %d, which stand for %s",
              notes.costs().classes(),
              classes,
              train.classValues()));
    }
    return notes;
  }

  /**
   * Checks that test examples fit those to learn, and that these can be augmented as they shall be.
   *
   * @param config what to do
   * @param train the examples to learn
   * @param test the test examples
   * @throws DataException if they don't, or can't
   */
  public static void requireFit(TrainConfig config, Examples train, Examples test)
      throws DataException {
    requireFit(train, test);
    try {
      Augmentations.requireFit(config.augmentation(), train.inputs().shape());
    } catch (IllegalArgumentException e) {
      throw new DataException(Path.of(config.dataset()), String.valueOf(e.getMessage()), e);
    }
  }

  private static Classifier classifier(TrainConfig config, Examples train) throws DataException {
    try {
      return Classifier.of(
          config.model(), config.head(), train.inputs().shape(), train.classValues());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          Path.of(config.dataset()),
          "%s can't learn it: %s".formatted(config.model(), e.getMessage()),
          e);
    }
  }

  private static void requireFit(Examples train, Examples test) throws DataException {
    if (!train.inputs().shape().equals(test.inputs().shape())) {
      throw new DataException(
          "the test set of %s has %s, but the training set of %s has %s; name data sets of one size"
              .formatted(
                  test.dataset(),
                  test.inputs().shape().named(),
                  train.dataset(),
                  train.inputs().shape().named()));
    }
    if (!train.classValues().equals(test.classValues())) {
      throw new DataException(
          "the classes of %s stand for %s, but those of %s for %s; name data sets of the same classes"
              .formatted(test.dataset(), test.classValues(), train.dataset(), train.classValues()));
    }
  }

  /**
   * Gives the classifier that was trained, to be exported.
   *
   * @return the classifier with its weights
   */
  public TrainedModel model() {
    TrainConfig config = result.config();
    TrialResult.Data data = result.data();
    Frozen frozen = data.frozen();
    ModelInfo info =
        new ModelInfo(
            ModelInfo.SCHEMA_VERSION,
            config.model(),
            config.head(),
            data.height(),
            data.width(),
            data.channels(),
            data.features(),
            data.featureColumns(),
            frozen == null ? null : frozen.placeless(),
            data.classValues(),
            Objects.requireNonNullElseGet(
                data.preparation(), () -> Catalog.builtIn().preparation(config.dataset())),
            data.testFolder(),
            data.notes(),
            result.parameterCount(),
            Json.tree(config),
            result.metrics(),
            result.calibration(),
            result.provenance());
    Classifier classifier =
        Classifier.of(config.model(), config.head(), data.learnedInput(), data.classValues());
    return new TrainedModel(info, classifier, weights, predictions, frozen);
  }

  /**
   * Writes the trial and the checksums of its files, whole or not at all.
   *
   * @param folder the folder to make
   * @throws java.nio.file.FileAlreadyExistsException if something is there already
   * @throws IOException if it can't be written
   */
  public void write(Path folder) throws IOException {
    AtomicFiles.writeFolder(
        folder,
        inside -> {
          Json.write(inside.resolve(RESULT), result.writtenIn(folder));
          Npz.write(inside.resolve(WEIGHTS), weights);
          predictions.toNpy(inside.resolve(PREDICTIONS));
          Npy.write(
              inside.resolve(ERRORS),
              new FloatArray(new int[] {absoluteErrors.length}, absoluteErrors));
          String kept =
              KeptInputs.write(
                  Objects.requireNonNull(inputs).first(TrainedModel.IMAGES_KEPT), inside);
          Sha256Sums.write(inside, List.of(RESULT, WEIGHTS, PREDICTIONS, ERRORS, kept));
        });
  }

  /**
   * Reads a trial.
   *
   * @param folder the folder that it was written to
   * @return the trial
   * @throws DataException if a file is missing or damaged
   * @throws IOException if a file can't be read
   */
  public static Trial read(Path folder) throws IOException {
    TrialResult result = readResult(folder);
    return new Trial(
        result,
        Npz.read(verified(folder, WEIGHTS)),
        Predictions.fromNpy(verified(folder, PREDICTIONS)),
        readAbsoluteErrors(folder, result.data().testImages()),
        readInputs(folder).orElse(null));
  }

  private static Optional<Inputs> readInputs(Path folder) throws IOException {
    Optional<String> kept = KeptInputs.find(folder);
    return kept.isPresent()
        ? Optional.of(KeptInputs.read(verified(folder, kept.get())))
        : Optional.empty();
  }

  /** Reads the predictions of a trial alone, if they were kept. */
  static Optional<Predictions> readPredictions(Path folder) throws IOException {
    return Files.exists(folder.resolve(PREDICTIONS))
        ? Optional.of(Predictions.fromNpy(verified(folder, PREDICTIONS)))
        : Optional.empty();
  }

  /** Reads the absolute errors of a trial alone, if they were kept. */
  static Optional<float[]> findAbsoluteErrors(Path folder, int testImages) throws IOException {
    return Files.exists(folder.resolve(ERRORS))
        ? Optional.of(readAbsoluteErrors(folder, testImages))
        : Optional.empty();
  }

  private static float[] readAbsoluteErrors(Path folder, int testImages) throws IOException {
    Path file = verified(folder, ERRORS);
    FloatArray array = Npy.read(file, FloatArray.class);
    if (!Arrays.equals(array.shape(), new int[] {testImages})) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "header field shape is %s, expected [%d], as many as test images",
              Arrays.toString(array.shape()),
              testImages));
    }
    for (int i = 0; i < testImages; i++) {
      float error = array.values()[i];
      if (!(error >= 0 && Float.isFinite(error))) {
        throw new DataException(
            file,
            String.format(
                Locale.ROOT,
                "the error of image %d is %s, expected a finite number of at least 0",
                i,
                error));
      }
    }
    return array.values();
  }

  /**
   * Reads the measures of a trial alone.
   *
   * @param folder the folder that the trial was written to
   * @return its measures
   * @throws DataException if the file is missing or damaged
   * @throws IOException if the file can't be read
   */
  public static TrialResult readResult(Path folder) throws IOException {
    Path file = folder.resolve(RESULT);
    if (!Files.exists(file)) {
      throw new DataException(
          file, "there is no such file; name a folder that 'numloss train --out' made");
    }
    return Json.read(verified(folder, RESULT), TrialResult.class).readIn(folder);
  }

  /** Gives a file that is as it was written; older trials have no checksums to tell. */
  private static Path verified(Path folder, String name) throws IOException {
    if (Sha256Sums.areIn(folder)) {
      Sha256Sums.verify(folder, List.of(name));
    }
    return folder.resolve(name);
  }
}
