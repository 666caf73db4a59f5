package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.BuiltIn;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.Examples;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Heads;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.BatchNorm;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.Losses;
import io.github.numloss.loss.Method;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that XLA compiles learn what others learn. */
final class CompiledTrainingTest {
  private static final Examples DATA = SyntheticImages.brightness(1, 100, 8);
  private static final Examples TEST = SyntheticImages.brightness(2, 10, 8);

  /** Ninety examples: eleven full batches, and one of two. */
  private static final int BATCH = 8;

  private static TrainConfig config(ModelSpec model, OptimizerConfig.Method optimizer) {
    return new TrainConfig(
        "synthetic",
        "synthetic",
        model,
        CombinedLoss.ofPaper(),
        null,
        new OptimizerConfig(optimizer, 0.001, Schedule.LINEAR, null),
        2,
        BATCH,
        0.1,
        7,
        Hardware.cpu().withThreads(1));
  }

  private static TrainConfig compiled(TrainConfig config) {
    return config.on(config.hardware().compiling(true));
  }

  private static Trainer.Result train(TrainConfig config) throws Exception {
    return train(config, Checkpoints.none(), Integer.MAX_VALUE);
  }

  private static Trainer.Result train(TrainConfig config, Checkpoints checkpoints, int stopAfter)
      throws Exception {
    Classifier classifier =
        Classifier.of(
            config.model(), config.head(), InputShape.picture(8, 8, 1), DATA.classValues());
    int[] asked = new int[1];
    return new Trainer(checkpoints, () -> ++asked[0] >= stopAfter, TrainingListener.NONE)
        .train(classifier, config, DATA, TEST);
  }

  private static void assertAlike(TrainConfig config, float bound) throws Exception {
    Trainer.Result found = train(compiled(config));
    Trainer.Result expected = train(config);
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      EpochResult row = expected.history().get(epoch);
      assertThat(found.history().get(epoch).loss())
          .isCloseTo(row.loss(), within(bound * Math.max(1, Math.abs(row.loss()))));
      assertThat(found.history().get(epoch).parts().keySet()).isEqualTo(row.parts().keySet());
    }
    for (Map.Entry<String, FloatArray> weight : expected.weights().entrySet()) {
      assertThat(found.weights().get(weight.getKey()).values())
          .as(weight.getKey())
          .containsExactly(weight.getValue().values(), within(bound));
    }
  }

  static Stream<Arguments> modelsAndOptimizers() {
    return Stream.concat(
        Stream.of("dnn", "cnn", "rnn")
            .map(name -> Arguments.of(BuiltIn.model(name), OptimizerConfig.Method.ADAM)),
        Stream.of(OptimizerConfig.Method.RMSPROP, OptimizerConfig.Method.SGD)
            .map(by -> Arguments.of(BuiltIn.model("dnn"), by)));
  }

  /** With dropout, so that the random numbers are the same ones, too. */
  @ParameterizedTest
  @MethodSource("modelsAndOptimizers")
  void learnsWhatTheOrdinaryStepsDo(ModelSpec model, OptimizerConfig.Method optimizer)
      throws Exception {
    assertAlike(config(model, optimizer), 2e-3f);
  }

  static Stream<Method> methods() {
    return Stream.concat(
        Losses.ALL.members().stream().map(member -> Method.of(member.standard(), null)),
        Heads.ALL.members().stream().map(member -> Method.of(null, member.standard())));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void compilesEveryLossAndHead(Method method) throws Exception {
    TrainConfig plain = config(linear(), OptimizerConfig.Method.SGD);
    assertAlike(
        new TrainConfig(
            "synthetic",
            "synthetic",
            plain.model(),
            method.loss(),
            method.head(),
            plain.optimizer(),
            1,
            BATCH,
            0.1,
            7,
            plain.hardware()),
        1e-3f);
  }

  private static ModelSpec linear() {
    return new ModelSpec("linear", List.of(new Flatten(), new Dense(3)));
  }

  @Test
  void averagesOfBatchNormalizationMoveOn() throws Exception {
    assertAlike(
        config(
            new ModelSpec("normal", List.of(new Flatten(), new BatchNorm(0.9, 1e-3), new Dense(6))),
            OptimizerConfig.Method.ADAM),
        2e-3f);
  }

  /** Squares of the pooling reach over the edge: seven rows and columns. */
  @Test
  void poolingReachesOverTheEdge() throws Exception {
    assertAlike(
        config(
            new ModelSpec(
                "odd", List.of(new Conv2d(3, 2, Padding.VALID), new MaxPool(), new Flatten())),
            OptimizerConfig.Method.SGD),
        1e-4f);
  }

  @Test
  void examplesCountByTheirWeights() throws Exception {
    assertAlike(
        config(linear(), OptimizerConfig.Method.SGD)
            .weighted(ClassWeights.of(Map.of(0f, 1.0, 1f, 5.0, 2f, 0.5, 3f, 2.0))),
        1e-4f);
  }

  @ParameterizedTest
  @CsvSource({"erasing:probability=0.5", "brightness:by=0.3"})
  void picturesArePaintedAlike(String augmentation) throws Exception {
    assertAlike(
        config(linear(), OptimizerConfig.Method.SGD)
            .augmented(List.of(Augmentations.ALL.parse(augmentation))),
        1e-4f);
  }

  @Test
  void anAugmentationThatMovesPointsIsRefused() {
    TrainConfig config =
        config(linear(), OptimizerConfig.Method.SGD)
            .augmented(List.of(Augmentations.ALL.parse("flip")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiled(config))
        .withMessage(
            "the augmentation flip moves points, which XLA can't compile; leave it out, or train"
                + " without --compile");
  }

  @ParameterizedTest
  @EnumSource(OptimizerConfig.Method.class)
  void stoppedAfterEveryProgramItGivesTheSameBytes(
      OptimizerConfig.Method optimizer, @TempDir Path folder) throws Exception {
    TrainConfig config = compiled(config(BuiltIn.model("dnn"), optimizer));
    Trainer.Result whole = train(config);
    Checkpoints checkpoints = new Checkpoints(folder, Integer.MAX_VALUE);
    // One program, the batch that is left, and the end of the epoch; of two epochs.
    for (int stop = 1; stop <= 6; stop++) {
      assertThatExceptionOfType(TrainingStoppedException.class)
          .isThrownBy(() -> train(config, checkpoints, 1));
    }
    Trainer.Result found = train(config, checkpoints, Integer.MAX_VALUE);
    whole
        .weights()
        .forEach(
            (name, weight) ->
                assertThat(found.weights().get(name).values()).as(name).isEqualTo(weight.values()));
    assertThat(found.predictions().probabilities()).isEqualTo(whole.predictions().probabilities());
    assertThat(found.history().stream().map(EpochResult::loss))
        .isEqualTo(whole.history().stream().map(EpochResult::loss).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16, 0",
    "11, 16, 11",
    "16, 16, 16",
    "17, 16, 8",
    "468, 128, 117",
    "421, 128, 105"
  })
  void anEpochIsDividedIntoFewPrograms(int all, int most, int steps) {
    assertThat(TrainingGraph.stepsOfProgram(all, most)).isEqualTo(steps);
  }

  @Test
  void aLossThatIsNoNumberIsTold() {
    TrainConfig config =
        compiled(
            new TrainConfig(
                "synthetic",
                "synthetic",
                linear(),
                CombinedLoss.ofPaper(),
                null,
                new OptimizerConfig(OptimizerConfig.Method.SGD, 1e30, Schedule.CONSTANT, null),
                1,
                BATCH,
                0,
                7,
                Hardware.cpu()));
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> train(config))
        .withMessageContaining("in epoch 1, step ");
  }
}
