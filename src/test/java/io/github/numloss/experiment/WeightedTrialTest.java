package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.DataException;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.picture.Preparation;
import io.github.numloss.random.ValidationSplit;
import io.github.numloss.train.EpochResult.Validation;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial of data that has a weight for each example. */
final class WeightedTrialTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);

  @TempDir private Path folder;

  private static float[] weights(int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = i * 5 % 7 / 2f;
    }
    return weights;
  }

  private static Examples examples(Split split, float[] weights) {
    Examples plain = TinyData.images(weights.length, VALUES, split);
    return new Examples(
        "tiny", split, plain.inputs(), plain.labels(), VALUES, weights, plain.files());
  }

  private static TrainConfig config() {
    return new TrainConfig(
            "tiny",
            "tiny",
            Models.DNN,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.SGD, 0.01, Schedule.CONSTANT, 0.5),
            1,
            16,
            0.25,
            1,
            Hardware.cpu())
        .weighted(ClassWeights.BALANCED);
  }

  private static Trial run(float[] train, float[] test) throws Exception {
    ExampleSource source =
        new ExampleSource() {
          @Override
          public Examples load(String name, DataOptions options, long seed, Split split) {
            return examples(split, split == Split.TRAIN ? train : test);
          }

          @Override
          public Optional<Path> findFolder(String name) {
            return Optional.empty();
          }

          @Override
          public Preparation preparation(String name) {
            return Preparation.AS_IT_IS;
          }
        };
    return Trial.run(config(), source, Trainers.plain());
  }

  @Test
  void measuresByTheWeightsOfTheTestImagesAndSaysSo() throws Exception {
    Trial trial = run(weights(60), weights(30));
    Examples test = examples(Split.TEST, weights(30));
    double wrong = 0;
    double error = 0;
    double all = 0;
    for (int i = 0; i < 30; i++) {
      all += test.weights()[i];
      wrong += trial.absoluteErrors()[i] > 0 ? test.weights()[i] : 0;
      error += (double) test.weights()[i] * trial.absoluteErrors()[i];
    }
    Metrics metrics = trial.result().metrics().get("argmax");
    assertThat(metrics.value("errorRate")).isCloseTo(wrong / all, within(1e-12)).isPositive();
    assertThat(metrics.value("meanAbsoluteError")).isCloseTo(error / all, within(1e-6));
    assertThat(metrics.misclassified()).isNotEqualTo((int) Math.round(30 * wrong / all));

    trial.write(folder.resolve("run"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("run/trial.json").toFile());
    assertThat(json.at("/metrics/median/weighted").booleanValue()).isTrue();
    assertThat(json.at("/metrics/expected/weighted").booleanValue()).isTrue();
    assertThat(json.at("/distribution/weighted").booleanValue()).isTrue();
    assertThat(json.at("/config/classWeights").textValue()).isEqualTo("balanced");
    assertThat(json.at("/metrics/argmax/spearmanReason").textValue())
        .isEqualTo("it has no form for images of different weights");
    TrialResult read = Trial.readResult(folder.resolve("run"));
    assertThat(read.isWeighted()).isTrue();
    assertThat(read.metrics()).isEqualTo(trial.result().metrics());
    assertThat(read.distribution()).isEqualTo(trial.result().distribution());
  }

  /** By weights that leave a single image, its rate is whether that one is wrong. */
  @Test
  void validatesByTheWeightsOfTheImagesHeldBack() throws Exception {
    Validation plain = run(ones(), weights(30)).result().history().get(0).validation();
    assertThat(plain.errorRate()).isStrictlyBetween(0.0, 1.0);
    int[] held = ValidationSplit.of(1, 60, 0.25).validation();
    // The same is learned, so that the same images of those held back are wrong.
    double sum = 0;
    double expected = 0;
    for (int i : held) {
      float[] alone = ones();
      for (int other : held) {
        alone[other] = other == i ? 1 : 0;
      }
      double wrong = run(alone, weights(30)).result().history().get(0).validation().errorRate();
      assertThat(wrong).isIn(0.0, 1.0);
      sum += wrong;
      expected++;
    }
    assertThat(plain.errorRate()).isCloseTo(sum / expected, within(1e-12));
  }

  private static float[] ones() {
    float[] ones = new float[60];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void nothingIsLearnedWhereNothingCanBeMeasured() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(weights(60), new float[30]))
        .withMessage(
            "all 30 test images of tiny have weight 0, so that nothing can be measured; give some of"
                + " them a weight above 0");
    float[] noneHeld = weights(60);
    for (int i : ValidationSplit.of(1, 60, 0.25).validation()) {
      noneHeld[i] = 0;
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(noneHeld, weights(30)))
        .withMessage(
            "all 15 images of tiny that are held back for validation have weight 0, so that nothing"
                + " can be measured; give some of them a weight above 0");
  }
}
