package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.NumericLoss;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that come to numbers that are none, and what is said to be the cause. */
final class DivergenceTest {
  private static final ClassValues USUAL = ClassValues.range(3);

  private static TrainConfig config(Loss loss, Method method, double rate) {
    return new TrainConfig(
        "tiny",
        "tiny",
        Models.DNN,
        loss,
        null,
        new OptimizerConfig(method, rate, Schedule.CONSTANT, null),
        4,
        48,
        0,
        1,
        Hardware.cpu());
  }

  private static void train(Loss loss, Method method, double rate, ClassValues values)
      throws Exception {
    Examples train = TinyData.images(48, values, Split.TRAIN);
    Examples test = TinyData.images(12, values, Split.TEST);
    Network network =
        Network.of(Models.DNN, InputShape.picture(TinyData.HEIGHT, TinyData.WIDTH, 1), 3);
    Trainer trainer = new Trainer(Checkpoints.none(), () -> false, TrainingListener.NONE);
    trainer.train(
        new Classifier(network, new Softmax(), values), config(loss, method, rate), train, test);
  }

  private static String failure(Loss loss, Method method, double rate, ClassValues values) {
    return assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> train(loss, method, rate, values))
        .actual()
        .getMessage();
  }

  @Test
  void aHugeAlphaIsNamed() {
    assertThat(failure(new CombinedLoss(1e30, 0.9), Method.ADAM, 0.001, USUAL))
        .endsWith("; try a smaller alpha than 1.0E30");
    assertThat(failure(new NumericLoss(1e30), Method.ADAM, 0.001, USUAL))
        .endsWith("; try a smaller alpha than 1.0E30");
    assertThat(failure(new CombinedLoss(1e39, 0.9), Method.SGD, 0.01, USUAL))
        .startsWith("the loss is ")
        .contains(" in epoch 1, step 1;")
        .endsWith("; try a smaller alpha than 1.0E39");
  }

  @Test
  void classValuesThatAreFarApartAreNamed() {
    ClassValues far = ClassValues.of(0, 1, 1e30f);
    assertThat(failure(CombinedLoss.ofPaper(), Method.ADAM, 0.001, far))
        .endsWith("; try class values that are less far apart than 0.0 and 1.0E30");
    assertThat(failure(new CombinedLoss(1e30, 0.9), Method.ADAM, 0.001, ClassValues.of(0, 1, 2000)))
        .endsWith(
            "; try a smaller alpha than 1.0E30, or class values that are less far apart than 0.0 and"
                + " 2000.0");
  }

  /** A part without weight is measured too. */
  @Test
  void aMeasureThatOverflowsIsToldAtOnce() {
    assertThat(failure(new CombinedLoss(1e39, 1), Method.ADAM, 0.001, USUAL))
        .startsWith("the part of the loss numericLoss is Infinity in epoch 1, step 1;")
        .endsWith("; try a smaller alpha than 1.0E39");
  }

  @Test
  void theCrossEntropyTrainsWhateverTheClassValues() {
    ClassValues far = ClassValues.of(-3e38f, 1, 3e38f);
    assertThatCode(() -> train(new CrossEntropy(), Method.ADAM, 0.001, far))
        .doesNotThrowAnyException();
  }

  @Test
  void aHugeLearningRateIsNamed() {
    assertThat(failure(new CrossEntropy(), Method.SGD, 1e30, USUAL))
        .endsWith("; try a smaller learning rate than 1.0E30");
    assertThat(failure(CombinedLoss.ofPaper(), Method.SGD, 1e30, USUAL))
        .endsWith("; try a smaller learning rate than 1.0E30");
    assertThat(failure(new CombinedLoss(1e30, 0.9), Method.SGD, 1e30, USUAL))
        .endsWith("; try a smaller alpha than 1.0E30, or a smaller learning rate than 1.0E30");
  }

  /** Nothing is out of the ordinary here: then it is the learning rate. */
  @Test
  void whereNothingIsLargeItIsTheLearningRate() {
    assertThat(Divergence.advice(config(CombinedLoss.ofPaper(), Method.SGD, 0.5), USUAL))
        .isEqualTo("try a smaller learning rate than 0.5");
  }

  /** The gradient's bound is alpha times the part's weight times the distance of the values. */
  @ParameterizedTest
  @CsvSource({
    "1000, 0.5, -1, 1, 0.5, learning rate than 0.5",
    "1001, 0.5, -1, 1, 0.5, alpha than 1001.0",
    "1001, 0.5, -1, 1, 1.0, alpha than 1001.0",
    "1001, 0.5, -1, 1, 1.1, 'alpha than 1001.0, or a smaller learning rate than 1.1'",
    "2.0, 0, 0, 1000, 0.5, alpha than 2.0"
  })
  void aBoundItselfIsNotBeyondIt(
      double alpha, double beta, float lowest, float highest, double rate, String smaller) {
    ClassValues values = ClassValues.of(lowest, highest);
    assertThat(Divergence.advice(config(new CombinedLoss(alpha, beta), Method.SGD, rate), values))
        .isEqualTo("try a smaller " + smaller);
  }

  @Test
  void classValuesAloneAreNamedWhereAlphaIsNotLarge() {
    ClassValues values = ClassValues.of(-500, 500.5f);
    assertThat(Divergence.advice(config(new NumericLoss(1), Method.SGD, 0.5), values))
        .isEqualTo("try class values that are less far apart than -500.0 and 500.5");
  }
}
