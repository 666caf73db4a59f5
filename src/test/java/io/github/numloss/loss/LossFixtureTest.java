package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Compares values and gradients with those that Keras gave in float64. */
final class LossFixtureTest {
  static Stream<JsonNode> cases() throws IOException {
    try (InputStream stream = LossFixtureTest.class.getResourceAsStream("loss_fixture.json")) {
      JsonNode root = new ObjectMapper().readTree(stream);
      JsonNode cases = root.isArray() ? root : root.get("cases");
      return StreamSupport.stream(cases.spliterator(), false).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void crossEntropyIsThatOfKeras(JsonNode expected) {
    compare(expected, new CrossEntropy(), "crossEntropy", "gradCrossEntropy");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void numericLossIsThatOfKeras(JsonNode expected) {
    compare(
        expected,
        new NumericLoss(expected.get("alpha").asDouble()),
        "numericLoss",
        "gradNumericLoss");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void combinedLossIsThatOfKeras(JsonNode expected) {
    compare(
        expected,
        new CombinedLoss(expected.get("alpha").asDouble(), expected.get("beta").asDouble()),
        "total",
        "gradTotal");
  }

  private static void compare(JsonNode expected, Loss loss, String value, String gradient) {
    float[][] logits = matrix(expected.get("logits"));
    float[][] expectedGradient = matrix(expected.get(gradient));
    ClassValues values = ClassValues.of(vector(expected.get("classValues")));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> input = tf.constant(logits);
      Operand<TFloat32> total =
          LossGraphs.total(tf, loss, tf.constant(oneHot(expected, values.count())), input, values);
      Output<?>[] gradients =
          graph.addGradients(total.asOutput(), new Output<?>[] {input.asOutput()});
      try (Session session = Sessions.open(graph, ConfigProto.getDefaultInstance());
          Result result = session.runner().fetch(total).fetch(gradients[0]).run()) {
        assertThat(result.get(0).shape()).isEqualTo(Shape.scalar());
        double right = expected.get(value).asDouble();
        assertThat((double) ((TFloat32) result.get(0)).getFloat())
            .isCloseTo(right, within(1e-5 * Math.max(1, Math.abs(right))));
        TFloat32 found = (TFloat32) result.get(1);
        double scale = largest(expectedGradient);
        for (int b = 0; b < logits.length; b++) {
          for (int k = 0; k < values.count(); k++) {
            assertThat(found.getFloat(b, k))
                .as("gradient of image %d, class %d", b, k)
                .isCloseTo(expectedGradient[b][k], within((float) (1e-5 * scale)));
          }
        }
      }
    }
  }

  private static float[][] oneHot(JsonNode expected, int classes) {
    JsonNode labels = expected.get("labels");
    float[][] oneHot = new float[labels.size()][classes];
    for (int b = 0; b < oneHot.length; b++) {
      oneHot[b][labels.get(b).asInt()] = 1;
    }
    return oneHot;
  }

  private static double largest(float[][] matrix) {
    double largest = 0;
    for (float[] row : matrix) {
      for (float number : row) {
        largest = Math.max(largest, Math.abs(number));
      }
    }
    return largest;
  }

  private static float[][] matrix(JsonNode node) {
    float[][] matrix = new float[node.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = vector(node.get(i));
    }
    return matrix;
  }

  private static float[] vector(JsonNode node) {
    float[] vector = new float[node.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) node.get(i).asDouble();
    }
    return vector;
  }
}
