package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.DataException;
import io.github.numloss.layer.Dense;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Losses;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose examples count differently. */
final class WeightedTrainingTest {
  private static final JsonNode FIXTURE = fixture();
  private static final int[] LABELS = read(FIXTURE.get("labels"), int[].class);
  private static final float[] WEIGHTS = read(FIXTURE.get("weights"), float[].class);
  private static final float[] POINTS = points();

  private static JsonNode fixture() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("src/test/resources/io/github/numloss/train/weights.json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    return new ObjectMapper().convertValue(json, type);
  }

  private static float[] points() {
    float[] points = new float[2 * LABELS.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = FIXTURE.get("points").get(i / 2).get(i % 2).floatValue();
    }
    return points;
  }

  private static Examples data(float[] points, int[] labels, float[] weights) {
    return new Examples(
        "points",
        Split.TRAIN,
        new Features(labels.length, 2, points),
        labels,
        ClassValues.range(3),
        weights,
        List.of());
  }

  private static Examples data(float[] weights) {
    return data(POINTS, LABELS, weights);
  }

  private static Trainer.Result train(
      Loss loss, int epochs, int batch, int threads, ClassWeights classWeights, Examples data)
      throws Exception {
    return train(loss, epochs, batch, threads, classWeights, data, new ArrayList<>());
  }

  private static Trainer.Result train(
      Loss loss,
      int epochs,
      int batch,
      int threads,
      ClassWeights classWeights,
      Examples data,
      List<String> doubts)
      throws Exception {
    TrainConfig config = config(loss, 0.5, epochs, batch, threads).weighted(classWeights);
    return train(config, data, doubts);
  }

  private static TrainConfig config(Loss loss, double rate, int epochs, int batch, int threads) {
    return new TrainConfig(
        "points",
        "points",
        Models.DNN,
        loss,
        null,
        new OptimizerConfig(Method.SGD, rate, Schedule.CONSTANT, 0.9),
        epochs,
        batch,
        0,
        3,
        new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads));
  }

  private static Trainer.Result train(TrainConfig config, Examples data, List<String> doubts)
      throws Exception {
    Classifier classifier =
        new Classifier(
            new Network(List.of(new Dense(3)), InputShape.features(2)),
            new Softmax(),
            data.classValues());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void doubtful(String doubt) {
            doubts.add(doubt);
          }
        };
    return Trainers.telling(listener).train(classifier, config, data, data(null));
  }

  /** Without a penalty there is one best regression, whoever finds it. */
  @ParameterizedTest
  @ValueSource(strings = {"examples", "balanced", "both", "given"})
  void findsTheRegressionOfScikitLearn(String name) throws Exception {
    ClassWeights classWeights =
        switch (name) {
          case "examples" -> null;
          case "given" -> read(FIXTURE.get("given"), ClassWeights.class);
          default -> ClassWeights.BALANCED;
        };
    boolean ofExamples = name.equals("examples") || name.equals("both");
    JsonNode expected = FIXTURE.get("cases").get(name);
    Trainer.Result result =
        train(
            new CrossEntropy(),
            1500,
            LABELS.length,
            1,
            classWeights,
            data(ofExamples ? WEIGHTS : null));
    assertThat(result.history().get(1499).loss())
        .isCloseTo(expected.get("loss").doubleValue(), within(1e-5));
    for (int i = 0; i < LABELS.length; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat((double) result.predictions().at(i, k))
            .isCloseTo(expected.get("probabilities").get(i).get(k).doubleValue(), within(2e-4));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"examples", "balanced", "both", "given"})
  void classWeightsAreThoseOfScikitLearn(String name) {
    boolean ofExamples = name.equals("examples") || name.equals("both");
    ClassWeights classWeights =
        name.equals("given") ? read(FIXTURE.get("given"), ClassWeights.class) : null;
    double[] totals = new double[3];
    for (int i = 0; i < LABELS.length; i++) {
      totals[LABELS[i]] += ofExamples ? WEIGHTS[i] : 1;
    }
    double[] expected = read(FIXTURE.get("cases").get(name).get("classWeights"), double[].class);
    double[] found =
        name.equals("examples")
            ? new double[] {1, 1, 1}
            : (classWeights == null ? ClassWeights.BALANCED : classWeights)
                .of(ClassValues.range(3), totals);
    assertThat(found).containsExactly(expected, within(1e-12));
  }

  /** Whatever their size, but for rounding, in steps of part of the data too. */
  @ParameterizedTest
  @ValueSource(strings = {"cross-entropy", "numeric", "crps", "kappa", "mean-variance"})
  void equalWeightsChangeNothing(String name) throws Exception {
    Loss loss = Losses.parse(name);
    float[] plain = train(loss, 3, 32, 2, null, data(null)).predictions().probabilities();
    float[] same = new float[LABELS.length];
    Arrays.fill(same, 0.1f);
    ClassWeights sevens = ClassWeights.of(Map.of(0f, 7.0, 1f, 7.0, 2f, 7.0));
    assertThat(train(loss, 3, 32, 2, null, data(same)).predictions().probabilities())
        .containsExactly(plain, within(2e-6f));
    assertThat(train(loss, 3, 32, 2, sevens, data(same)).predictions().probabilities())
        .containsExactly(plain, within(2e-6f));
    float[] balanced =
        train(loss, 3, 32, 2, ClassWeights.BALANCED, data(null)).predictions().probabilities();
    assertThat(Math.abs(balanced[0] - plain[0])).isGreaterThan(1e-3f);
  }

  /** An example of weight 3 is learned as three of weight 1, whose mean is not of as many. */
  @ParameterizedTest
  @ValueSource(strings = {"cross-entropy", "numeric", "expected-squared-error", "kappa"})
  void aWeightCountsHowOftenAnExampleIsThere(String name) throws Exception {
    int[] times = new int[LABELS.length];
    int all = 0;
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 7 % 4;
      all += times[i];
    }
    float[] weights = new float[times.length];
    float[] points = new float[2 * all];
    int[] labels = new int[all];
    int at = 0;
    for (int i = 0; i < times.length; i++) {
      weights[i] = times[i];
      for (int copy = 0; copy < times[i]; copy++) {
        points[2 * at] = POINTS[2 * i];
        points[2 * at + 1] = POINTS[2 * i + 1];
        labels[at++] = LABELS[i];
      }
    }
    Loss loss = Losses.parse(name);
    Trainer.Result weighted = train(loss, 20, LABELS.length, 1, null, data(weights));
    Trainer.Result copied = train(loss, 20, all, 1, null, data(points, labels, null));
    for (int epoch = 0; epoch < 20; epoch++) {
      assertThat(weighted.history().get(epoch).loss())
          .isCloseTo(copied.history().get(epoch).loss(), within(1e-5));
    }
    assertThat(weighted.predictions().probabilities())
        .containsExactly(copied.predictions().probabilities(), within(2e-5f));
  }

  /**
   * Steps that move nothing have the losses of one and the same network: a mean by weights over the
   * epoch, which no division by the sum of each batch's weights would give.
   */
  @Test
  void theLossOfAnEpochIsTheMeanByWeightsWhateverTheBatches() throws Exception {
    double given = 0;
    double all = 0;
    TrainConfig still =
        config(new CrossEntropy(), 1e-30, 1, 32, 1)
            .weighted(read(FIXTURE.get("given"), ClassWeights.class));
    Trainer.Result result = train(still, data(WEIGHTS), new ArrayList<>());
    for (int i = 0; i < LABELS.length; i++) {
      double weight = WEIGHTS[i] * new double[] {0.5, 1, 6}[LABELS[i]];
      given -= weight * Math.log(result.predictions().at(i, LABELS[i]));
      all += weight;
    }
    assertThat(result.history().get(0).loss()).isCloseTo(given / all, within(1e-5));
  }

  @Test
  void aClassOfWhichNothingIsLearnedIsNamed() throws Exception {
    float[] weights = WEIGHTS.clone();
    for (int i = 0; i < LABELS.length; i++) {
      weights[i] = LABELS[i] == 1 ? 0 : 1;
    }
    List<String> doubts = new ArrayList<>();
    train(new CrossEntropy(), 1, 90, 1, ClassWeights.BALANCED, data(weights), doubts);
    assertThat(doubts)
        .contains(
            "the balanced class weight is 0 for class 1 (1.0), of which no image that counts is"
                + " learned");
  }

  @Test
  void weightsThatCanNotBeMeantAreRefused() {
    float[] none = new float[LABELS.length];
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(new CrossEntropy(), 1, 90, 1, null, data(none)))
        .withMessage(
            "all 90 examples of points that are learned have weight 0; give some of them a weight"
                + " above 0");
    ClassWeights two = ClassWeights.of(new TreeMap<>(Map.of(0f, 1.0, 1f, 1.0)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(new CrossEntropy(), 1, 90, 1, two, data(null)))
        .withMessage(
            "the class weights have none for class 2, class value 2.0; give a weight for each class"
                + " of points, and for no other");
  }
}
