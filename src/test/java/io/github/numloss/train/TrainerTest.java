package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.TinyData;
import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.data.LabeledImages;
import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.evaluate.Evaluation;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.model.Architecture;
import io.github.numloss.model.Network;
import io.github.numloss.train.OptimizerConfig.Method;
import io.github.numloss.train.OptimizerConfig.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainerTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);
  private static final LabeledImages TRAIN = TinyData.images(150, VALUES, Split.TRAIN);
  private static final LabeledImages TEST = TinyData.images(60, VALUES, Split.TEST);

  private static TrainConfig config(
      Architecture model, Method method, Loss loss, int epochs, double validation, long seed) {
    OptimizerConfig optimizer =
        new OptimizerConfig(method, Defaults.learningRate(model, method), Schedule.LINEAR, null);
    return new TrainConfig(
        "tiny", "tiny", model, loss, optimizer, epochs, 64, validation, seed, Hardware.cpu());
  }

  private static Trainer.Result train(TrainConfig config, LabeledImages test)
      throws TrainingFailedException {
    return train(config, test, TrainingListener.NONE);
  }

  private static Trainer.Result train(
      TrainConfig config, LabeledImages test, TrainingListener listener)
      throws TrainingFailedException {
    Network network = Network.of(config.model(), TinyData.HEIGHT, TinyData.WIDTH, VALUES.count());
    return Trainer.train(network, config, TRAIN, test, listener);
  }

  private static Map<String, float[]> values(Trainer.Result result) {
    return result.weights().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().values()));
  }

  static Stream<Arguments> modelsAndOptimizers() {
    return Stream.of(Architecture.values())
        .flatMap(model -> Stream.of(Method.values()).map(method -> Arguments.of(model, method)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndOptimizers")
  void theSameSeedGivesTheSameWeightsAndPredictions(Architecture model, Method method)
      throws TrainingFailedException {
    TrainConfig config = config(model, method, CombinedLoss.ofPaper(), 2, 0.1, 3);
    Trainer.Result first = train(config, TEST);
    Trainer.Result second = train(config, TEST);
    Trainer.Result other = train(config(model, method, CombinedLoss.ofPaper(), 2, 0.1, 4), TEST);

    assertThat(values(first)).usingRecursiveComparison().isEqualTo(values(second));
    assertThat(first.predictions().probabilities()).isEqualTo(second.predictions().probabilities());
    assertThat(first.predictions().probabilities())
        .isNotEqualTo(other.predictions().probabilities());
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void learnsWhatIsEasy(Architecture model) throws TrainingFailedException {
    Trainer.Result result =
        train(config(model, Method.ADAM, CombinedLoss.ofPaper(), 25, 0, 1), TEST);
    double errorRate =
        Evaluation.of(result.predictions(), TEST.labels(), VALUES)
            .metrics()
            .get("argmax")
            .errorRate();
    assertThat(errorRate).isLessThanOrEqualTo(0.05);
  }

  @Test
  void theTestImagesDoNotChangeTheWeights() throws TrainingFailedException {
    TrainConfig config = config(Architecture.DNN, Method.ADAM, new CrossEntropy(), 2, 0.2, 1);
    LabeledImages few = TEST.select(new int[] {5, 3});
    assertThat(values(train(config, TEST)))
        .usingRecursiveComparison()
        .isEqualTo(values(train(config, few)));
  }

  @Test
  void eachTrainingImageIsLearnedOnceAnEpochTheLastShortBatchIncluded()
      throws TrainingFailedException {
    List<String> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(int epoch, int done, int total) {
            steps.add("%d: %d of %d".formatted(epoch, done, total));
          }
        };
    train(config(Architecture.DNN, Method.SGD, new CrossEntropy(), 2, 0.1, 1), TEST, listener);
    assertThat(steps)
        .containsExactly(
            "1: 64 of 135",
            "1: 128 of 135",
            "1: 135 of 135",
            "2: 64 of 135",
            "2: 128 of 135",
            "2: 135 of 135");
  }

  @Test
  void validationIsTakenFromTheTrainingImagesOrNotAtAll() throws TrainingFailedException {
    EpochResult with =
        train(config(Architecture.DNN, Method.ADAM, new CrossEntropy(), 1, 0.2, 1), TEST)
            .history()
            .get(0);
    assertThat(with.validation().images()).isEqualTo(30);
    EpochResult without =
        train(config(Architecture.DNN, Method.ADAM, new CrossEntropy(), 1, 0, 1), TEST)
            .history()
            .get(0);
    assertThat(without.validation()).isNull();
  }

  @Test
  void theLossIsTheSumOfItsWeightedParts() throws TrainingFailedException {
    Trainer.Result result =
        train(config(Architecture.CNN, Method.ADAM, new CombinedLoss(0.3, 0.6), 3, 0, 1), TEST);
    assertThat(result.history()).hasSize(3);
    for (EpochResult row : result.history()) {
      assertThat(row.loss())
          .isCloseTo(0.6 * row.crossEntropy() + 0.4 * row.numericLoss(), within(1e-6));
    }
  }

  @Test
  void theBaselineMinimisesTheCrossEntropyAlone() throws TrainingFailedException {
    EpochResult row =
        train(config(Architecture.DNN, Method.ADAM, new CrossEntropy(), 1, 0, 1), TEST)
            .history()
            .get(0);
    assertThat(row.loss()).isEqualTo(row.crossEntropy());
    assertThat(row.numericLoss()).isPositive();
  }

  @Test
  void endsWhenTheLossIsNoNumber() {
    OptimizerConfig wild = new OptimizerConfig(Method.SGD, 1e30, Schedule.CONSTANT, 0.9);
    TrainConfig config =
        new TrainConfig(
            "tiny",
            "tiny",
            Architecture.DNN,
            new CrossEntropy(),
            wild,
            5,
            64,
            0,
            1,
            Hardware.cpu());
    assertThatThrownBy(() -> train(config, TEST))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("epoch 1")
        .hasMessageContaining("try a smaller --learning-rate");
  }

  static Stream<Arguments> modelsAndSizes() {
    return Stream.of(Architecture.values())
        .flatMap(
            model ->
                Stream.of(
                    Arguments.of(model, 1, 1),
                    Arguments.of(model, 1, 7),
                    Arguments.of(model, 5, 1),
                    Arguments.of(model, 13, 6)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndSizes")
  void trainsOnImagesOfAnySize(Architecture model, int height, int width)
      throws TrainingFailedException {
    int count = 9;
    byte[] labels = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    byte[] pixels = new byte[count * height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    LabeledImages data =
        new LabeledImages(
            "sized",
            Split.TRAIN,
            new Images(count, height, width, pixels),
            labels,
            VALUES,
            List.of());
    Network network = Network.of(model, height, width, VALUES.count());
    TrainConfig config = config(model, Method.ADAM, CombinedLoss.ofPaper(), 1, 0, 1);
    Trainer.Result result = Trainer.train(network, config, data, data, TrainingListener.NONE);
    network
        .initialValues(1)
        .forEach(
            (name, first) ->
                assertThat(result.weights().get(name).shape()).isEqualTo(first.shape()));
    assertThat(values(result)).isNotEmpty();
    assertThat(result.predictions().count()).isEqualTo(count);
  }
}
