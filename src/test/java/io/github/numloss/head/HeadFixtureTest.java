package io.github.numloss.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.GraphSession;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares heads with what other libraries gave; see src/test/python/heads_fixture.py. */
final class HeadFixtureTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Case(
      String head,
      float[] classValues,
      float[][] outputs,
      float[][] weights,
      int[] labels,
      double[][] probabilities,
      double[] ownLoss,
      double[][] gradOutputs,
      double[][] gradWeights) {
    @Override
    public String toString() {
      return head + " of " + classValues.length;
    }
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream stream = HeadFixtureTest.class.getResourceAsStream(name)) {
      return MAPPER.readTree(stream);
    }
  }

  static Stream<Case> cases() throws IOException {
    return StreamSupport.stream(read("heads.json").spliterator(), false)
        .map(node -> MAPPER.convertValue(node, Case.class));
  }

  @Test
  void everyHeadIsThere() throws Exception {
    assertThat(cases().map(c -> Heads.ALL.name(Heads.ALL.parse(c.head()))).distinct())
        .containsExactlyInAnyOrderElementsOf(Heads.ALL.names());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSame(Case expected) {
    Head head = Heads.ALL.parse(expected.head());
    try (HeadGraph graph = new HeadGraph(head, ClassValues.of(expected.classValues()))) {
      HeadGraph.Numbers found =
          graph.run(expected.outputs(), expected.weights(), expected.labels());
      assertClose(found.probabilities(), expected.probabilities(), 2e-6);
      assertClose(found.own().perImage(), new double[][] {expected.ownLoss()}, 5e-6);
      assertClose(found.own().byOutputs(), expected.gradOutputs(), 1e-5);
      for (int i = 0; i < expected.weights().length; i++) {
        assertClose(
            found.own().byWeights().get(i), new double[][] {expected.gradWeights()[i]}, 1e-5);
      }
    }
  }

  private static void assertClose(float[] found, double[][] expected, double tolerance) {
    int i = 0;
    for (double[] row : expected) {
      for (double number : row) {
        assertThat((double) found[i])
            .as("number %d", i)
            .isCloseTo(number, within(tolerance * Math.max(1, Math.abs(number))));
        i++;
      }
    }
    assertThat(found).hasSize(i);
  }

  /** Also in the tails, where float32 has neither Φ nor erfc, and at 0. */
  @Test
  void logarithmOfTheNormalDistributionIsRightFarOut() throws Exception {
    JsonNode rows = read("normal.json").get("cdf");
    float[] x = new float[rows.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) rows.get(i).get(0).asDouble();
    }
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> input = graph.input(Shape.of(1, x.length), x);
      Operand<TFloat32> logs = NormalLogs.logCdf(tf, input);
      Operand<TFloat32> sum = tf.reduceSum(logs, tf.constant(new int[] {0, 1}));
      List<float[]> found = graph.run(List.of(logs, graph.gradients(sum, List.of(input)).get(0)));
      for (int i = 0; i < x.length; i++) {
        double log = rows.get(i).get(1).asDouble();
        double slope = rows.get(i).get(2).asDouble();
        assertThat((double) found.get(0)[i])
            .as("log of Φ(%s)", x[i])
            .isCloseTo(log, within(1e-6 * Math.min(1, Math.abs(log)) + 5e-7 * Math.abs(log)));
        assertThat((double) found.get(1)[i])
            .as("slope at %s", x[i])
            .isCloseTo(slope, within(3e-6 * slope + 1e-30));
      }
    }
  }

  @Test
  void logarithmOfANormalIntervalIsRightHoweverNarrowAndFarOut() throws Exception {
    JsonNode rows = read("normal.json").get("interval");
    int count = rows.size();
    float[] middles = new float[count];
    float[] distances = new float[count];
    float[] logs = new float[count];
    for (int i = 0; i < count; i++) {
      middles[i] = (float) rows.get(i).get(0).asDouble();
      distances[i] = (float) rows.get(i).get(1).asDouble();
      logs[i] = (float) Math.log(distances[i]);
    }
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> input = graph.input(Shape.of(1, count), middles);
      Operand<TFloat32> found =
          NormalLogs.logInterval(
              tf,
              input,
              graph.input(Shape.of(count), distances),
              graph.input(Shape.of(count), logs));
      Operand<TFloat32> sum = tf.reduceSum(found, tf.constant(new int[] {0, 1}));
      List<float[]> both = graph.run(List.of(found, graph.gradients(sum, List.of(input)).get(0)));
      for (int i = 0; i < count; i++) {
        double log = rows.get(i).get(2).asDouble();
        double slope = rows.get(i).get(3).asDouble();
        assertThat((double) both.get(0)[i])
            .as("middle %s, distance %s", middles[i], distances[i])
            .isCloseTo(log, within(5e-5 + 1e-6 * Math.abs(log)));
        assertThat((double) both.get(1)[i])
            .as("slope at middle %s, distance %s", middles[i], distances[i])
            .isCloseTo(slope, within(1e-4 + 1e-3 * Math.abs(slope)));
      }
    }
  }
}
