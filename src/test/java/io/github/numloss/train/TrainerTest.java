package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.numloss.BuiltIn;
import io.github.numloss.Classifiers;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Bfloat16;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.device.UnfitProcessException;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.NumericLoss;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.random.EpochOrder;
import io.github.numloss.random.ValidationSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainerTest {
  private static final Examples TEST = SyntheticImages.brightness(99, 40, 16);

  /** Builds configurations that differ from an ordinary one in what a test is about. */
  private record Setup(
      ModelSpec model,
      Loss loss,
      Method method,
      double rate,
      int epochs,
      int batchSize,
      double validation,
      long seed) {
    static Setup of(ModelSpec model) {
      return new Setup(model, CombinedLoss.ofPaper(), Method.ADAM, 0.001, 2, 64, 0.1, 1);
    }

    Setup method(Method other, double otherRate) {
      return new Setup(model, loss, other, otherRate, epochs, batchSize, validation, seed);
    }

    Setup loss(Loss other) {
      return new Setup(model, other, method, rate, epochs, batchSize, validation, seed);
    }

    Setup epochs(int other) {
      return new Setup(model, loss, method, rate, other, batchSize, validation, seed);
    }

    Setup batchSize(int other) {
      return new Setup(model, loss, method, rate, epochs, other, validation, seed);
    }

    Setup validation(double other) {
      return new Setup(model, loss, method, rate, epochs, batchSize, other, seed);
    }

    Setup seed(long other) {
      return new Setup(model, loss, method, rate, epochs, batchSize, validation, other);
    }

    TrainConfig config() {
      return new TrainConfig(
          "synthetic",
          "synthetic",
          model,
          loss,
          null,
          new OptimizerConfig(method, rate, Schedule.CONSTANT, null),
          epochs,
          batchSize,
          validation,
          seed,
          Hardware.cpu());
    }

    Trainer.Result train(Examples data, Examples test) throws Exception {
      Network network =
          Network.of(
              model,
              InputShape.picture(data.images().height(), data.images().width(), 1),
              data.classValues().count());
      return Trainers.plain().train(Classifiers.softmax(network), config(), data, test);
    }
  }

  static Stream<Arguments> modelsAndOptimizers() {
    return BuiltIn.models()
        .flatMap(model -> Stream.of(Method.values()).map(method -> Arguments.of(model, method)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndOptimizers")
  void theSameConfigurationGivesTheSameBytesAgain(ModelSpec model, Method method) throws Exception {
    Examples data = SyntheticImages.brightness(1, 300, 16);
    // 270 images in batches of 64: the last of an epoch has 14.
    Setup setup = Setup.of(model).method(method, 0.001);
    Trainer.Result first = setup.train(data, TEST);
    Trainer.Result again = setup.train(data, TEST);
    assertSameWeights(again.weights(), first.weights());
    assertThat(again.predictions().probabilities()).isEqualTo(first.predictions().probabilities());
    for (int epoch = 0; epoch < 2; epoch++) {
      EpochResult row = first.history().get(epoch);
      EpochResult rowAgain = again.history().get(epoch);
      assertThat(rowAgain.loss()).isEqualTo(row.loss());
      assertThat(rowAgain.validation()).isEqualTo(row.validation());
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void anotherSeedGivesOtherWeights(ModelSpec model) throws Exception {
    Examples data = SyntheticImages.brightness(1, 100, 5);
    Examples test = SyntheticImages.brightness(2, 10, 5);
    Setup setup = Setup.of(model).epochs(1);
    Map<String, FloatArray> first = setup.train(data, test).weights();
    Map<String, FloatArray> other = setup.seed(2).train(data, test).weights();
    assertThat(other.keySet()).isEqualTo(first.keySet());
    for (String name : first.keySet()) {
      assertThat(other.get(name).values()).as(name).isNotEqualTo(first.get(name).values());
    }
  }

  static Stream<Loss> losses() {
    return Stream.of(new CrossEntropy(), new CombinedLoss(0.3, 0.6), new NumericLoss(0.4));
  }

  /**
   * The images in the order of {@link EpochOrder}, those of {@link ValidationSplit} left out, in
   * batches of 4 with a last one of 2, the rate falling from step to step.
   */
  @ParameterizedTest
  @MethodSource("losses")
  void trainsAsPlainArithmeticDoes(Loss loss) throws Exception {
    Examples data = withValues(SyntheticImages.brightness(5, 13, 2), -1, 0.5f, 3, 10);
    Examples test = withValues(SyntheticImages.brightness(6, 7, 2), -1, 0.5f, 3, 10);
    Network network =
        new Network(List.of(new Flatten(), new Dense(4)), InputShape.picture(2, 2, 1));
    OptimizerConfig optimizer = new OptimizerConfig(Method.SGD, 0.3, Schedule.LINEAR, 0.5);
    TrainConfig config =
        new TrainConfig(
            "a", "b", Models.DNN, loss, null, optimizer, 3, 4, 0.25, 17, Hardware.cpu());
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(int epoch, int done, int total) {
            heard.add(String.format(Locale.ROOT, "%d: %d/%d", epoch, done, total));
          }

          @Override
          public void epoch(EpochResult result) {
            heard.add("end of " + result.epoch());
          }
        };
    Trainer.Result found =
        Trainers.telling(listener)
            .train(new Classifier(network, new Softmax(), data.classValues()), config, data, test);

    double alpha =
        loss instanceof CombinedLoss c
            ? c.alpha()
            : loss instanceof NumericLoss n ? n.alpha() : 0.05;
    double beta = loss instanceof CombinedLoss c ? c.beta() : loss instanceof NumericLoss ? 0 : 1;
    Map<String, FloatArray> start = Classifiers.softmax(network).initialValues(17);
    SoftmaxRegression plain =
        new SoftmaxRegression(
            start.get("dense_1.kernel").values(), start.get("dense_1.bias").values(), alpha, beta);
    ValidationSplit split = ValidationSplit.of(17, 13, 0.25);
    assertThat(split.train()).hasSize(10);
    int step = 0;
    for (int epoch = 1; epoch <= 3; epoch++) {
      int[] order = EpochOrder.permutation(17, epoch, 10);
      double sum = 0;
      double crossEntropy = 0;
      double numericLoss = 0;
      for (int from = 0; from < 10; from += 4) {
        int[] batch =
            Arrays.stream(order, from, Math.min(from + 4, 10)).map(i -> split.train()[i]).toArray();
        SoftmaxRegression.Step losses = plain.learn(data, batch, 0.3 * (9 - step) / 9, 0.5);
        sum += losses.loss() * batch.length / 10;
        crossEntropy += losses.crossEntropy() * batch.length / 10;
        numericLoss += losses.numericLoss() * batch.length / 10;
        step++;
      }
      EpochResult row = found.history().get(epoch - 1);
      assertThat(row.epoch()).isEqualTo(epoch);
      assertThat(row.loss()).isCloseTo(sum, within(1e-5));
      Map<String, Double> parts = new HashMap<>();
      parts.put("crossEntropy", crossEntropy);
      parts.put("numericLoss", numericLoss);
      parts
          .keySet()
          .removeAll(
              loss instanceof CrossEntropy
                  ? Set.of("numericLoss")
                  : loss instanceof NumericLoss ? Set.of("crossEntropy") : Set.of());
      assertThat(row.parts()).containsOnlyKeys(parts.keySet());
      parts.forEach(
          (name, value) ->
              assertThat(row.parts().get(name)).as(name).isCloseTo(value, within(1e-5)));
      assertThat(row.seconds()).isPositive();
      assertThat(row.imagesPerSecond()).isGreaterThanOrEqualTo(10 / row.seconds());
      assertValidated(row.validation(), plain, data, split.validation());
    }
    assertThat(found.history()).hasSize(3);
    float[] kernel = found.weights().get("dense_1.kernel").values();
    for (int i = 0; i < kernel.length; i++) {
      assertThat((double) kernel[i]).isCloseTo(plain.kernel[i / 4][i % 4], within(1e-5));
    }
    float[] bias = found.weights().get("dense_1.bias").values();
    for (int k = 0; k < 4; k++) {
      assertThat((double) bias[k]).isCloseTo(plain.bias[k], within(1e-5));
    }
    for (int i = 0; i < 7; i++) {
      double[] p = plain.probabilities(test, i);
      for (int k = 0; k < 4; k++) {
        assertThat((double) found.predictions().at(i, k)).isCloseTo(p[k], within(1e-5));
      }
    }
    assertThat(heard)
        .containsExactly(
            "1: 4/10",
            "1: 8/10",
            "1: 10/10",
            "end of 1",
            "2: 4/10",
            "2: 8/10",
            "2: 10/10",
            "end of 2",
            "3: 4/10",
            "3: 8/10",
            "3: 10/10",
            "end of 3");
  }

  private static void assertValidated(
      EpochResult.Validation found, SoftmaxRegression plain, Examples data, int[] images) {
    int wrong = 0;
    double distance = 0;
    for (int image : images) {
      double[] p = plain.probabilities(data, image);
      int best = 0;
      for (int k = 1; k < p.length; k++) {
        best = p[k] > p[best] ? k : best;
      }
      wrong += best == data.label(image) ? 0 : 1;
      distance += Math.abs(data.classValues().at(best) - data.classValues().at(data.label(image)));
    }
    assertThat(found.images()).isEqualTo(3);
    assertThat(found.errorRate()).isCloseTo(wrong / 3.0, within(1e-12));
    assertThat(found.meanAbsoluteError()).isCloseTo(distance / 3, within(1e-6));
  }

  @Test
  void everyTrainingImageCountsAndNoValidationImageDoes() throws Exception {
    Examples data = SyntheticImages.brightness(5, 12, 2);
    Examples test = SyntheticImages.brightness(6, 3, 2);
    Setup setup = Setup.of(Models.RNN).epochs(1).batchSize(4).validation(0.25);
    Map<String, FloatArray> weights = setup.train(data, test).weights();
    int[] setAside = ValidationSplit.of(1, 12, 0.25).validation();
    assertThat(setAside).hasSize(3);
    for (int image = 0; image < 12; image++) {
      byte[] pixels = data.images().bytes().clone();
      for (int p = 0; p < 4; p++) {
        pixels[4 * image + p] ^= (byte) 0xff;
      }
      Map<String, FloatArray> other = setup.train(withPixels(data, pixels), test).weights();
      int number = image;
      boolean aside = Arrays.stream(setAside).anyMatch(i -> i == number);
      assertThat(Arrays.equals(dense(other), dense(weights)))
          .as("image %d", image)
          .isEqualTo(aside);
    }
  }

  @Test
  void testImagesDoNotInfluenceTheWeights() throws Exception {
    Examples data = SyntheticImages.brightness(5, 60, 4);
    Setup setup = Setup.of(Models.DNN);
    Trainer.Result first = setup.train(data, SyntheticImages.brightness(6, 10, 4));
    Trainer.Result other = setup.train(data, SyntheticImages.brightness(7, 25, 4));
    assertSameWeights(other.weights(), first.weights());
    assertThat(first.predictions().count()).isEqualTo(10);
    assertThat(other.predictions().count()).isEqualTo(25);
  }

  @Test
  void withoutValidationImagesThereIsNoValidation() throws Exception {
    Examples data = SyntheticImages.brightness(5, 20, 4);
    Trainer.Result result = Setup.of(Models.DNN).validation(0).train(data, data);
    assertThat(result.history()).hasSize(2).allMatch(row -> row.validation() == null);
  }

  @Test
  void aClassifierOfOtherClassesIsRefused() {
    Examples data = withValues(SyntheticImages.brightness(5, 13, 2), -1, 0.5f, 3, 10);
    Network network =
        new Network(List.of(new Flatten(), new Dense(4)), InputShape.picture(2, 2, 1));
    TrainConfig config = Setup.of(Models.DNN).config();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainers.plain().train(Classifiers.softmax(network), config, data, data))
        .withMessage(
            "the classifier's classes stand for [0.0, 1.0, 2.0, 3.0], those of the data for [-1.0,"
                + " 0.5, 3.0, 10.0]");
  }

  @Test
  void whatIsHardlyMeantIsTold() throws Exception {
    Examples data = SyntheticImages.brightness(5, 20, 4);
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void doubtful(String doubt) {
            heard.add(doubt);
          }
        };
    Classifier classifier =
        Classifiers.softmax(Network.of(Models.DNN, InputShape.picture(4, 4, 1), 4));
    TrainConfig config = Setup.of(Models.DNN).epochs(1).validation(0.01).config();
    Trainers.telling(listener).train(classifier, config, data, data);
    assertThat(heard)
        .containsExactly(
            "the test images are the training images, so that the measures say nothing of new ones",
            "a share of 0.01 of 20 images rounds to none, so that none is held back for validation");
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, true", "FLOAT32, false", "BFLOAT16, true"})
  void withOneThreadAnOperationAPrecisionThatWorksIsTaken(Precision precision, boolean works) {
    assertThatNoException().isThrownBy(() -> Trainer.requireOwnBytes(precision, 1, () -> works));
  }

  @Test
  void aProcessWhoseBytesWouldBeOthersIsRefused() {
    assertThatExceptionOfType(UnfitProcessException.class)
        .isThrownBy(() -> Trainer.requireOwnBytes(Precision.FLOAT32, 2, () -> true))
        .withMessageStartingWith(
            "this process used TensorFlow before with 2 threads an operation, which can't be changed");
    assertThatExceptionOfType(UnfitProcessException.class)
        .isThrownBy(() -> Trainer.requireOwnBytes(Precision.BFLOAT16, 1, () -> false))
        .withMessageStartingWith("bfloat16 changes nothing here");
  }

  @Test
  void lossOfAnEpochIsTheWeightedSumOfItsParts() throws Exception {
    Examples data = SyntheticImages.brightness(5, 150, 6);
    Examples test = SyntheticImages.brightness(6, 10, 6);
    Setup setup = Setup.of(Models.CNN).loss(new CombinedLoss(0.5, 0.7));
    for (EpochResult row : setup.train(data, test).history()) {
      assertThat(row.parts().get("numericLoss")).isPositive();
      assertThat(row.loss())
          .isCloseTo(
              0.7 * row.parts().get("crossEntropy") + 0.3 * row.parts().get("numericLoss"),
              within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void learnsToTellBrightnessApart(ModelSpec model) throws Exception {
    Examples data = SyntheticImages.brightness(1, 400, 8);
    Examples test = SyntheticImages.brightness(2, 200, 8);
    Trainer.Result result =
        Setup.of(model).method(Method.ADAM, 0.002).epochs(12).batchSize(32).train(data, test);
    int wrong = 0;
    for (int i = 0; i < test.count(); i++) {
      int label = test.label(i);
      for (int k = 0; k < 4; k++) {
        if (k != label && result.predictions().at(i, k) >= result.predictions().at(i, label)) {
          wrong++;
          break;
        }
      }
    }
    // Guessing would get 150 wrong.
    assertThat(wrong).isLessThanOrEqualTo(40);
    assertThat(result.history().get(11).loss()).isLessThan(result.history().get(0).loss() / 2);
    assertThat(result.history().get(11).validation().errorRate()).isLessThan(0.25);
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void imagesOfEverySizeAreLearned(ModelSpec model) throws Exception {
    int[][] sizes = {{1, 1}, {1, 6}, {6, 1}, {3, 5}};
    for (int[] size : sizes) {
      Examples square = SyntheticImages.brightness(3, 20 * 9, 2);
      byte[] pixels = Arrays.copyOf(square.images().bytes(), 20 * size[0] * size[1]);
      Examples data =
          new Examples(
              "synthetic",
              Examples.Split.TRAIN,
              new Images(20, size[0], size[1], pixels),
              Arrays.copyOf(square.labels(), 20),
              square.classValues(),
              List.of());
      Trainer.Result result = Setup.of(model).epochs(1).train(data, data);
      assertThat(result.predictions().count()).isEqualTo(20);
    }
  }

  @Test
  void lossThatIsNoLongerANumberEndsTheTraining() {
    Examples data = SyntheticImages.brightness(5, 200, 4);
    Setup setup = Setup.of(Models.DNN).method(Method.SGD, 1e30);
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> setup.train(data, data))
        .withMessageMatching(
            "the loss is (NaN|-?Infinity) in epoch 1, step [23]; try a smaller learning rate than 1.0E30");
  }

  @Test
  void weightsRuinedByTheLastStepEndTheTrainingToo() {
    Examples data = SyntheticImages.brightness(5, 20, 4);
    Setup setup = Setup.of(Models.DNN).method(Method.SGD, 1e30).epochs(1);
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> setup.train(data, data))
        .withMessageMatching(
            "the network no longer gives probabilities: row 0: .* is NaN, .*; try a smaller learning rate than 1.0E30");
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> setup.validation(0).train(data, data))
        .withMessageMatching(
            "the network no longer gives probabilities: row 0: .* is NaN, .*; try a smaller learning rate than 1.0E30");
  }

  @Test
  void sixteenBitsLearnNearlyTheSame() throws Exception {
    assumeTrue(Bfloat16.works(), "this CPU has no AVX-512");
    Examples data = SyntheticImages.brightness(1, 256, 8);
    Network network = Network.of(Models.DNN, InputShape.picture(8, 8, 1), 4);
    TrainConfig config = Setup.of(Models.DNN).config();
    double full =
        Trainers.plain()
            .train(Classifiers.softmax(network), config, data, data)
            .history()
            .get(1)
            .loss();
    Hardware sixteen = new Hardware(DeviceKind.CPU, Precision.BFLOAT16, 2);
    double half =
        Trainers.plain()
            .train(Classifiers.softmax(network), config.on(sixteen), data, data)
            .history()
            .get(1)
            .loss();
    assertThat(half).isNotEqualTo(full).isCloseTo(full, within(0.03 * full));
  }

  private static float[] dense(Map<String, FloatArray> weights) {
    return weights.get("dense_1.kernel").values();
  }

  private static Examples withPixels(Examples data, byte[] pixels) {
    Images old = data.images();
    return new Examples(
        data.dataset(),
        data.split(),
        new Images(old.count(), old.height(), old.width(), pixels),
        data.labels(),
        data.classValues(),
        data.files());
  }

  private static Examples withValues(Examples data, float... values) {
    return new Examples(
        data.dataset(),
        data.split(),
        data.images(),
        data.labels(),
        ClassValues.of(values),
        data.files());
  }

  private static void assertSameWeights(
      Map<String, FloatArray> found, Map<String, FloatArray> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, weight) ->
            assertThat(Arrays.equals(found.get(name).values(), weight.values())).as(name).isTrue());
  }
}
