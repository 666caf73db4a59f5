package io.github.numloss.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.Json;
import io.github.numloss.registry.Registry.Member;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every head keeps, compared with its formula in double. */
final class HeadContractTest {
  private static final double STEP = 1e-5;
  private static final int IMAGES = 6;
  private static final float FAR = 80;

  private static final Map<List<Object>, HeadGraph> GRAPHS = new HashMap<>();

  /** Builds a graph once: TensorFlow takes longer to prepare one than to run it. */
  private static HeadGraph graph(Head head, ClassValues values) {
    return GRAPHS.computeIfAbsent(List.of(head, values), key -> new HeadGraph(head, values));
  }

  @AfterAll
  static void close() {
    GRAPHS.values().forEach(HeadGraph::close);
    GRAPHS.clear();
  }

  /** All heads as they are registered, and those with other parameters. */
  static Stream<Head> heads() {
    return Stream.concat(
        Heads.ALL.members().stream().map(Member::standard),
        Stream.of(
                "cumulative-link:link=probit",
                "cumulative-link:link=cloglog",
                "cumulative-link:thresholds=equidistant",
                "cumulative-link:link=probit,thresholds=equidistant",
                "cumulative-link:link=cloglog,thresholds=equidistant")
            .map(Heads.ALL::parse));
  }

  static Stream<Arguments> cases() {
    List<ClassValues> scales =
        List.of(
            ClassValues.range(2),
            ClassValues.range(3),
            ClassValues.range(10),
            ClassValues.range(37),
            ClassValues.of(-3.5f, -1, 0.25f, 100, 1000),
            ClassValues.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89));
    return heads().flatMap(head -> scales.stream().map(values -> Arguments.of(head, values)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesAreThoseOfItsFormula(Head head, ClassValues values) {
    float[][] outputs = outputs(head, values);
    float[][] weights = weights(head, values);
    int classes = values.count();
    PlainHeads plain = new PlainHeads(head, values);
    HeadGraph.Numbers numbers = graph(head, values).run(outputs, weights, labels(values, IMAGES));
    float[] found = numbers.probabilities();
    float[] logs = numbers.logProbabilities();
    for (int i = 0; i < IMAGES; i++) {
      double[] expected = plain.probabilities(doubles(outputs[i]), doubles(weights));
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        float p = found[i * classes + k];
        assertThat((double) p)
            .as("class %d of image %d", k, i)
            .isCloseTo(expected[k], within(1e-6 + 2e-5 * expected[k]));
        if (expected[k] > 1e-12) {
          double log = Math.log(expected[k]);
          assertThat((double) logs[i * classes + k])
              .isCloseTo(log, within(2e-5 * Math.max(1, -log)));
        }
        if (p > Float.MIN_NORMAL) {
          assertThat((double) logs[i * classes + k])
              .isCloseTo(Math.log(p), within(1e-5 * Math.max(1, -Math.log(p))));
        }
        sum += p;
      }
      assertThat(sum).as("image %d", i).isCloseTo(1, within(1e-5));
    }
  }

  /** Also by differences of its formula. */
  @ParameterizedTest
  @MethodSource("cases")
  void ownLossAndItsSlopesAreThoseOfItsFormula(Head head, ClassValues values) {
    float[][] outputs = outputs(head, values);
    float[][] weights = weights(head, values);
    int[] labels = labels(values, IMAGES);
    PlainHeads plain = new PlainHeads(head, values);
    double[][] z = Arrays.stream(outputs).map(HeadContractTest::doubles).toArray(double[][]::new);
    double[][] w = doubles(weights);
    HeadGraph.LossNumbers found = graph(head, values).run(outputs, weights, labels).own();
    assertThat(found.perImage()).hasSize(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      double expected = plain.ownLoss(z[i], w, labels[i]);
      assertThat((double) found.perImage()[i])
          .as("image %d", i)
          .isCloseTo(expected, within(1e-6 + 1e-5 * expected));
    }
    double scale = largest(found.byOutputs());
    assertThat(scale).isPositive();
    for (int i = 0; i < IMAGES; i++) {
      for (int o = 0; o < z[i].length; o++) {
        assertThat((double) found.byOutputs()[i * z[i].length + o])
            .as("slope in output %d of image %d", o, i)
            .isCloseTo(slope(plain, z, w, labels, z[i], o), within(2e-5 * scale + 1e-6));
      }
    }
    assertThat(found.byWeights()).hasSize(w.length);
    for (int number = 0; number < w.length; number++) {
      double steepest = largest(found.byWeights().get(number));
      for (int j = 0; j < w[number].length; j++) {
        assertThat((double) found.byWeights().get(number)[j])
            .as("slope in number %d of weight %d", j, number)
            .isCloseTo(slope(plain, z, w, labels, w[number], j), within(5e-5 * steepest + 1e-6));
      }
    }
  }

  /** Changes one of the numbers in place, and puts it back. */
  private static double slope(
      PlainHeads plain, double[][] z, double[][] w, int[] labels, double[] numbers, int index) {
    double there = numbers[index];
    numbers[index] = there + STEP;
    double above = sum(plain, z, w, labels);
    numbers[index] = there - STEP;
    double below = sum(plain, z, w, labels);
    numbers[index] = there;
    return (above - below) / (2 * STEP);
  }

  private static double sum(PlainHeads plain, double[][] z, double[][] w, int[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += plain.ownLoss(z[i], w, labels[i]);
    }
    return sum;
  }

  /** Every pattern of outputs with every class, so that the worst error is among them. */
  @ParameterizedTest
  @MethodSource("cases")
  void farOutItIsFiniteAndStillLearns(Head head, ClassValues values) {
    int classes = values.count();
    float[][] patterns = farPatterns(head.outputs(classes));
    float[][] outputs = new float[patterns.length * classes][];
    int[] labels = new int[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = patterns[i / classes];
      labels[i] = i % classes;
    }
    HeadGraph.Numbers found =
        graph(head, values).run(outputs, HeadGraph.firstWeights(head, classes), labels);
    float[] probabilities = found.probabilities();
    float[] logs = found.logProbabilities();
    for (int i = 0; i < outputs.length; i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        float p = probabilities[i * classes + k];
        assertThat(p).isBetween(0f, 1.00001f);
        assertThat(logs[i * classes + k]).isFinite();
        sum += p;
      }
      assertThat(sum).isCloseTo(1, within(2e-5));
    }
    assertLearns(found.own(), patterns.length, classes);
    if (!head.takesOwnLossOnly()) {
      assertLearns(found.crossEntropy(), patterns.length, classes);
    }
  }

  private static void assertLearns(HeadGraph.LossNumbers found, int patterns, int classes) {
    int width = found.byOutputs().length / found.perImage().length;
    found.byWeights().forEach(HeadContractTest::assertFinite);
    assertFinite(found.byOutputs());
    for (int pattern = 0; pattern < patterns; pattern++) {
      int worst = pattern * classes;
      for (int i = pattern * classes; i < (pattern + 1) * classes; i++) {
        assertThat(found.perImage()[i]).isFinite().isGreaterThanOrEqualTo(-1e-5f);
        worst = found.perImage()[i] > found.perImage()[worst] ? i : worst;
      }
      float[] slopes = Arrays.copyOfRange(found.byOutputs(), worst * width, (worst + 1) * width);
      assertThat(largest(slopes)).as("pattern %d, image %d", pattern, worst).isPositive();
    }
  }

  private static void assertFinite(float[] numbers) {
    for (float number : numbers) {
      assertThat(number).isFinite();
    }
  }

  private static float[][] farPatterns(int outputs) {
    float[][] patterns = new float[5][outputs];
    for (int o = 0; o < outputs; o++) {
      patterns[0][o] = FAR;
      patterns[1][o] = -FAR;
      patterns[2][o] = o % 2 == 0 ? FAR : -FAR;
      patterns[3][o] = o < outputs / 2 ? FAR : -FAR;
      patterns[4][o] = o < outputs / 2 ? -FAR : FAR;
    }
    return patterns;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anImageDoesNotDependOnItsNeighbours(Head head, ClassValues values) {
    int classes = values.count();
    float[][] outputs = outputs(head, values);
    float[][] weights = weights(head, values);
    int[] labels = labels(values, IMAGES);
    HeadGraph graph = graph(head, values);
    HeadGraph.Numbers together = graph.run(outputs, weights, labels);
    for (int i = 0; i < IMAGES; i++) {
      HeadGraph.Numbers alone = graph.run(new float[][] {outputs[i]}, weights, labels[i]);
      assertThat(alone.probabilities()).hasSize(classes);
      for (int k = 0; k < classes; k++) {
        assertThat(alone.probabilities()[k])
            .isCloseTo(together.probabilities()[i * classes + k], within(1e-6f));
      }
      float loss = together.own().perImage()[i];
      assertThat(alone.own().perImage()).hasSize(1);
      assertThat(alone.own().perImage()[0]).isCloseTo(loss, within(1e-6f + 1e-6f * loss));
    }
  }

  /** With outputs of 0, as a network begins, no class is out of reach. */
  @ParameterizedTest
  @MethodSource("cases")
  void beginsWithAllClassesWithinReach(Head head, ClassValues values) {
    int classes = values.count();
    HeadGraph.Numbers found =
        graph(head, values)
            .run(new float[1][head.outputs(classes)], HeadGraph.firstWeights(head, classes), 0);
    float[] p = found.probabilities();
    float[] logs = found.logProbabilities();
    if (head instanceof Coral
        || (head instanceof CumulativeLink link && link.thresholds() == Thresholds.Spacing.FREE)) {
      for (float probability : p) {
        assertThat((double) probability).isCloseTo(1.0 / classes, within(1e-6));
      }
    } else if (head instanceof CumulativeLink) {
      // Classes as narrow as (1 - -1) / 1000 of the scale are as improbable.
      for (float probability : p) {
        assertThat(probability).isGreaterThan(1e-4f);
      }
    }
    for (float log : logs) {
      assertThat(log).isGreaterThan(-120);
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void isReadAsItIsWritten(Head head) throws Exception {
    assertThat(Heads.ALL.parse(Heads.ALL.text(head))).isEqualTo(head);
    assertThat(new ObjectMapper().readValue(Json.line(head), Head.class)).isEqualTo(head);
  }

  /** Near the first ones. */
  private static float[][] weights(Head head, ClassValues values) {
    Random random = new Random(11);
    float[][] weights = HeadGraph.firstWeights(head, values.count());
    for (float[] weight : weights) {
      for (int j = 0; j < weight.length; j++) {
        weight[j] += (float) (0.3 * random.nextGaussian());
      }
    }
    return weights;
  }

  private static float[][] outputs(Head head, ClassValues values) {
    Random random = new Random(20210214);
    float[][] outputs = new float[IMAGES][head.outputs(values.count())];
    for (float[] row : outputs) {
      for (int o = 0; o < row.length; o++) {
        row[o] = (float) (1.5 * random.nextGaussian());
      }
    }
    return outputs;
  }

  private static int[] labels(ClassValues values, int count) {
    int[] labels = new Random(7).ints(count, 0, values.count()).toArray();
    labels[0] = 0;
    labels[1] = values.count() - 1;
    return labels;
  }

  private static double largest(float[] numbers) {
    double largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int j = 0; j < floats.length; j++) {
      doubles[j] = floats[j];
    }
    return doubles;
  }

  private static double[][] doubles(float[][] floats) {
    return Arrays.stream(floats).map(HeadContractTest::doubles).toArray(double[][]::new);
  }
}
