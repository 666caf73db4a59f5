package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.BuiltIn;
import io.github.numloss.Classifiers;
import io.github.numloss.StopAfter;
import io.github.numloss.Trainers;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.io.DataException;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.provenance.EarlierThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that goes on from a checkpoint gives what it gives in one go. */
final class ResumeTest {
  /** 90 images to learn, 10 to validate: an epoch is three steps, the last of 10 images. */
  private static final Examples DATA = SyntheticImages.brightness(1, 100, 8);

  private static final Examples TEST = SyntheticImages.brightness(2, 20, 8);

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();

  /** Notes how trainings go on. */
  private final TrainingListener notes =
      new TrainingListener() {
        @Override
        public void damaged(DataException problem) {
          heard.add("damaged " + problem.getMessage());
        }

        @Override
        public void resumed(long step, long steps) {
          heard.add(String.format(Locale.ROOT, "resumed %d/%d", step, steps));
        }

        @Override
        public void step(int epoch, int done, int total) {
          heard.add(String.format(Locale.ROOT, "step %d: %d/%d", epoch, done, total));
        }
      };

  private static TrainConfig config(ModelSpec model, Method method, int epochs) {
    return config(model, method, epochs, 40);
  }

  private static TrainConfig config(ModelSpec model, Method method, int epochs, int batchSize) {
    return new TrainConfig(
        "synthetic",
        "synthetic",
        model,
        CombinedLoss.ofPaper(),
        null,
        new OptimizerConfig(method, 0.002, Schedule.LINEAR, null),
        epochs,
        batchSize,
        0.1,
        7,
        Hardware.cpu());
  }

  private static Classifier classifier(TrainConfig config) {
    return Classifiers.softmax(Network.of(config.model(), InputShape.picture(8, 8, 1), 4));
  }

  private Trainer.Result train(TrainConfig config, Examples data, BooleanSupplier stop)
      throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder, Integer.MAX_VALUE);
    return new Trainer(checkpoints, stop, notes).train(classifier(config), config, data, TEST);
  }

  private void stopAfter(int times, TrainConfig config) {
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> train(config, DATA, new StopAfter(times)));
  }

  private static void assertSame(Trainer.Result found, Trainer.Result expected) {
    assertThat(found.weights().keySet()).isEqualTo(expected.weights().keySet());
    for (Map.Entry<String, FloatArray> weight : expected.weights().entrySet()) {
      assertThat(found.weights().get(weight.getKey()).values())
          .as(weight.getKey())
          .isEqualTo(weight.getValue().values());
    }
    assertThat(found.predictions().probabilities())
        .isEqualTo(expected.predictions().probabilities());
    assertThat(found.calibration()).isNotNull().isEqualTo(expected.calibration());
    assertThat(withoutTimes(found.history())).isEqualTo(withoutTimes(expected.history()));
  }

  private static List<EpochResult> withoutTimes(List<EpochResult> history) {
    return history.stream()
        .map(row -> new EpochResult(row.epoch(), row.loss(), row.parts(), row.validation(), 0, 0))
        .toList();
  }

  static Stream<Arguments> modelsAndOptimizers() {
    return BuiltIn.models()
        .flatMap(model -> Stream.of(Method.values()).map(method -> Arguments.of(model, method)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndOptimizers")
  void stoppedAfterEveryStepItGivesTheSameBytes(ModelSpec model, Method method) throws Exception {
    TrainConfig config = config(model, method, 2);
    // Six steps and two ends of epochs.
    for (int stop = 1; stop <= 8; stop++) {
      stopAfter(1, config);
    }
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard)
        .containsExactly(
            "step 1: 40/90",
            "resumed 1/6",
            "step 1: 80/90",
            "resumed 2/6",
            "step 1: 90/90",
            "resumed 3/6",
            "resumed 3/6",
            "step 2: 40/90",
            "resumed 4/6",
            "step 2: 80/90",
            "resumed 5/6",
            "step 2: 90/90",
            "resumed 6/6",
            "resumed 6/6");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  /** As many as batches, the last of which need not be full. */
  @ParameterizedTest
  @CsvSource({"91, 1", "90, 1", "89, 2", "45, 2", "44, 3", "30, 3"})
  void itSaysHowManyStepsThereWillBe(int batchSize, int steps) throws Exception {
    TrainConfig config = config(Models.DNN, Method.ADAM, 1, batchSize);
    stopAfter(1, config);
    heard.clear();
    train(config, DATA, () -> false);
    assertThat(heard).startsWith("resumed 1/" + steps);
  }

  @Test
  void cutOffAndNotStoppedItGoesOnFromTheLastCheckpoint() throws Exception {
    TrainConfig config = config(Models.DNN, Method.ADAM, 3);
    Checkpoints always = new Checkpoints(folder, 0);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                new Trainer(always, () -> false, failingAt("step 2: 80/90"))
                    .train(classifier(config), config, DATA, TEST));
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("4", "5");
    }
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard).startsWith("resumed 4/9", "step 2: 80/90");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  private static TrainingListener failingAt(String place) {
    return new TrainingListener() {
      @Override
      public void step(int epoch, int done, int total) {
        if (place.equals(String.format(Locale.ROOT, "step %d: %d/%d", epoch, done, total))) {
          throw new IllegalStateException("cut off");
        }
      }
    };
  }

  @Test
  void withoutCheckpointsItStopsAllTheSame() {
    TrainConfig config = config(Models.DNN, Method.ADAM, 2);
    Trainer trainer = new Trainer(Checkpoints.none(), new StopAfter(2), notes);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> trainer.train(classifier(config), config, DATA, TEST));
    assertThat(heard).containsExactly("step 1: 40/90", "step 1: 80/90");
  }

  /** Six steps and two ends of epochs come before the test images. */
  @Test
  void stoppedWhileItPredictsItGoesOnThere() throws Exception {
    TrainConfig config = config(Models.CNN, Method.ADAM, 2);
    stopAfter(9, config);
    heard.clear();
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard).containsExactly("resumed 6/6");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  /** After the test images, which are few enough for one part. */
  @Test
  void stoppedWhileItPredictsTheValidationItGoesOnThere() throws Exception {
    TrainConfig config = config(Models.CNN, Method.ADAM, 2);
    stopAfter(10, config);
    heard.clear();
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard).containsExactly("resumed 6/6");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  @Test
  void withOtherThreadsItGoesOnAndSaysSo() throws Exception {
    TrainConfig one = config(Models.DNN, Method.ADAM, 2).on(threads(1));
    TrainConfig three = one.on(threads(3));
    stopAfter(2, one);
    stopAfter(1, three);
    stopAfter(1, three);
    Trainer.Result result = train(one.on(threads(8)), DATA, () -> false);
    assertThat(result.earlierThreads())
        .containsExactly(new EarlierThreads(2, 1), new EarlierThreads(3, 3));
    assertThat(result.history()).hasSize(2);
    assertThat(Trainers.plain().train(classifier(one), one, DATA, TEST).earlierThreads()).isEmpty();
  }

  /** A batch of 40 has four parts however many threads there are beyond four. */
  @Test
  void threadsThatChangeNoByteAreNotTold() throws Exception {
    TrainConfig four = config(Models.DNN, Method.ADAM, 2).on(threads(4));
    TrainConfig nine = four.on(threads(9));
    stopAfter(2, four);
    assertThat(new Checkpoints(folder, 1).withItsThreads(threads(9))).isEqualTo(threads(4));
    Trainer.Result result = train(nine, DATA, () -> false);
    assertThat(result.earlierThreads()).isEmpty();
    assertSame(result, Trainers.plain().train(classifier(four), four, DATA, TEST));
  }

  private static Hardware threads(int threads) {
    return new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads);
  }

  @Test
  void timesAddUp() throws Exception {
    TrainConfig config = config(Models.DNN, Method.SGD, 1);
    stopAfter(2, config);
    Checkpoint saved = new Checkpoints(folder, 1).newest(problem -> {}).orElseThrow().checkpoint();
    EpochResult row = train(config, DATA, () -> false).history().get(0);
    assertThat(saved.epoch().seconds()).isPositive();
    assertThat(row.seconds()).isGreaterThan(saved.epoch().seconds());
    assertThat(row.imagesPerSecond()).isLessThan(90 / saved.epoch().seconds());
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeItTaken() throws Exception {
    TrainConfig config = config(Models.DNN, Method.ADAM, 2);
    stopAfter(1, config);
    stopAfter(1, config);
    heard.clear();
    Path state = folder.resolve("2/state.npz");
    byte[] bytes = Files.readAllBytes(state);
    Files.write(state, Arrays.copyOf(bytes, bytes.length / 2));
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard.get(0)).startsWith("damaged " + state + ": it is damaged: its SHA-256 is ");
    assertThat(heard.get(1)).isEqualTo("resumed 1/6");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  @Test
  void withNoWholeCheckpointItStartsAnew() throws Exception {
    TrainConfig config = config(Models.DNN, Method.ADAM, 1);
    stopAfter(2, config);
    heard.clear();
    Files.delete(folder.resolve("1/checkpoint.json"));
    Trainer.Result result = train(config, DATA, () -> false);
    assertThat(heard)
        .startsWith(
            "damaged %s: there is no such file".formatted(folder.resolve("1/checkpoint.json")),
            "step 1: 40/90");
    assertSame(result, Trainers.plain().train(classifier(config), config, DATA, TEST));
  }

  @Test
  void anotherConfigurationIsRefusedWithItsFields() throws IOException {
    stopAfter(1, config(Models.DNN, Method.ADAM, 2));
    TrainConfig other = config(Models.DNN, Method.SGD, 3);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(other, DATA, () -> false))
        .withMessage(
            ("%s: it is of another training: epochs is 2, now 3, optimizer.momentum is null, now 0.9,"
                    + " optimizer.name is adam, now sgd; set these as they were, or delete %s to"
                    + " start anew")
                .formatted(folder.resolve("1"), folder));
    assertThat(folder.resolve("1")).isNotEmptyDirectory();
  }

  @Test
  void otherDataIsRefused() throws IOException {
    TrainConfig config = config(Models.DNN, Method.ADAM, 2);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> train(config, read("12ab"), new StopAfter(1)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(config, read("34cd"), () -> false))
        .withMessageContaining(
            ": it is of another training: SHA-256 of train/images is 12ab, now 34cd; set");
  }

  private static Examples read(String sha256) {
    return new Examples(
        DATA.dataset(),
        DATA.split(),
        DATA.images(),
        DATA.labels(),
        DATA.classValues(),
        List.of(new SourceFile("images", sha256)));
  }

  @Test
  void whatFailedLeavesNoCheckpointThatWouldFailAgain() {
    TrainConfig config =
        new TrainConfig(
            "synthetic",
            "synthetic",
            Models.DNN,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.SGD, 1e30, Schedule.CONSTANT, null),
            2,
            40,
            0,
            1,
            Hardware.cpu());
    stopAfter(1, config);
    assertThat(folder).isNotEmptyDirectory();
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> train(config, DATA, () -> false));
    assertThat(folder).doesNotExist();
  }
}
