package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.Classifiers;
import io.github.numloss.StopAfter;
import io.github.numloss.Trainers;
import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Pixels;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose pictures are augmented. */
final class AugmentedTrainingTest {
  private static final int SIDE = 8;

  /** 90 pictures to learn: an epoch is three steps, the last of 10 pictures. */
  private static final Examples DATA = SyntheticImages.brightness(1, 90, SIDE);

  private static final Examples TEST = SyntheticImages.brightness(2, 20, SIDE);

  @TempDir private Path folder;

  private static TrainConfig config(ModelSpec model, int threads, String... augmentations) {
    return new TrainConfig(
            "synthetic",
            "synthetic",
            model,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.ADAM, 0.002, Schedule.LINEAR, null),
            2,
            40,
            0,
            7,
            new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads))
        .augmented(parse(augmentations));
  }

  private static List<Augmentation> parse(String... augmentations) {
    return Stream.of(augmentations).map(Augmentations.ALL::parse).toList();
  }

  private Trainer.Result train(TrainConfig config, BooleanSupplier stop) throws Exception {
    return train(config, DATA, new Trainer(checkpoints(), stop, TrainingListener.NONE));
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(folder, Integer.MAX_VALUE);
  }

  private static Trainer.Result train(TrainConfig config, Examples data, Trainer trainer)
      throws Exception {
    return trainer.train(
        Classifiers.softmax(Network.of(config.model(), InputShape.picture(SIDE, SIDE, 1), 4)),
        config,
        data,
        TEST);
  }

  private static void assertSame(Trainer.Result found, Trainer.Result expected) {
    expected
        .weights()
        .forEach(
            (name, weight) ->
                assertThat(found.weights().get(name).values()).as(name).isEqualTo(weight.values()));
    assertThat(found.predictions().probabilities())
        .isEqualTo(expected.predictions().probabilities());
  }

  private static Examples mirrored(Examples data) {
    byte[] pixels = data.images().bytes();
    byte[] turned = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      turned[i] = pixels[i - i % SIDE + SIDE - 1 - i % SIDE];
    }
    return new Examples(
        data.dataset(),
        data.split(),
        new Images(data.count(), SIDE, SIDE, turned),
        data.labels(),
        data.classValues(),
        data.files());
  }

  /** What is predicted is not mirrored in either. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void mirroredPicturesAreLearnedAsIfTheDataHadThem(int threads) throws Exception {
    assertSame(
        train(config(Models.CNN, threads, "flip:probability=1"), DATA, Trainers.plain()),
        train(config(Models.CNN, threads), mirrored(DATA), Trainers.plain()));
  }

  @Test
  void colourPicturesAreMirroredInAllChannels() throws Exception {
    TrainConfig plain = config(Models.CNN, 2);
    TrainConfig flipped = config(Models.CNN, 2, "flip:probability=1");
    byte[] pixels = new byte[DATA.count() * SIDE * SIDE * 3];
    new Random(3).nextBytes(pixels);
    byte[] turned = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int column = i / 3 % SIDE;
      turned[i] = pixels[i + 3 * (SIDE - 1 - 2 * column)];
    }
    assertSame(trainColour(flipped, pixels), trainColour(plain, turned));
  }

  private static Trainer.Result trainColour(TrainConfig config, byte[] pixels) throws Exception {
    Images images = new Images(DATA.count(), SIDE, SIDE, 3, Pixels.of(pixels));
    Examples data =
        new Examples("colour", DATA.split(), images, DATA.labels(), DATA.classValues(), List.of());
    Network network = Network.of(config.model(), InputShape.picture(SIDE, SIDE, 3), 4);
    // The pictures to predict are the same in both.
    Examples test =
        new Examples(
            "colour",
            Split.TEST,
            new Images(2, SIDE, SIDE, 3, Pixels.of(new byte[2 * SIDE * SIDE * 3])),
            new int[] {0, 1},
            DATA.classValues(),
            List.of());
    return Trainers.plain().train(Classifiers.softmax(network), config, data, test);
  }

  @Test
  void whatLeavesPicturesAsTheyAreChangesNoByte() throws Exception {
    assertSame(
        train(
            config(Models.DNN, 2, "shift:pixels=0", "rotation:degrees=0", "brightness:by=0"),
            DATA,
            Trainers.plain()),
        train(config(Models.DNN, 2), DATA, Trainers.plain()));
  }

  @Test
  void stoppedAfterEveryStepItGivesTheSameBytes() throws Exception {
    TrainConfig config = config(Models.DNN, 2, Augmentations.ALL.names().toArray(String[]::new));
    Trainer.Result expected = train(config, DATA, Trainers.plain());
    for (int stop = 0; stop < 8; stop++) {
      assertThatExceptionOfType(TrainingStoppedException.class)
          .isThrownBy(() -> train(config, new StopAfter(1)));
    }
    assertSame(train(config, () -> false), expected);
    assertThat(train(config(Models.DNN, 2), DATA, Trainers.plain()).predictions().probabilities())
        .as("without")
        .isNotEqualTo(expected.predictions().probabilities());
  }

  @Test
  void withAnotherAugmentationItIsAnotherTraining() {
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> train(config(Models.DNN, 1, "rotation"), new StopAfter(1)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(config(Models.DNN, 1, "rotation:degrees=11"), () -> false))
        .withMessageContaining(
            "it is of another training: augmentation[0].degrees is 10.0, now 11.0;");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(config(Models.DNN, 1), () -> false))
        .withMessageContaining("augmentation[0].name is rotation, now null");
  }

  @Test
  void isWrittenAndReadBackAndLeftOutWhereThereIsNone() throws Exception {
    Path file = folder.resolve("config.json");
    TrainConfig augmented = config(Models.DNN, 1, Augmentations.ALL.names().toArray(String[]::new));
    Json.write(file, augmented);
    assertThat(Json.read(file, TrainConfig.class)).isEqualTo(augmented);
    TrainConfig plain = config(Models.DNN, 1);
    Json.write(file, plain);
    assertThat(Files.readString(file)).doesNotContain("augment");
    assertThat(Json.read(file, TrainConfig.class)).isEqualTo(plain);
    assertThat(plain.augmentation()).isEmpty();
  }

  @Test
  void keepsWhatIsDoneOnOtherDataAndHardware() {
    TrainConfig config = config(Models.DNN, 1, "flip");
    assertThat(config.onData("a", "b").on(Hardware.cpu()).augmentation()).isEqualTo(parse("flip"));
    assertThat(Arrays.asList(config.augmented(List.of()), config))
        .containsExactly(config(Models.DNN, 1), config);
  }
}
