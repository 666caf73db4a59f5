package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.model.Conv2d.Padding;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares outputs and gradients with those that Keras gave in float64. */
final class LayerTest {
  private static final Map<String, Layer> LAYERS =
      Map.of(
          "dense", new Dense(4),
          "conv2d same", new Conv2d(3, 3, Padding.SAME),
          "conv2d valid", new Conv2d(3, 2, Padding.VALID),
          "max-pool even", new MaxPool(),
          "max-pool odd", new MaxPool(),
          "max-pool one pixel", new MaxPool(),
          "relu", new Relu(),
          "lstm last", new Lstm(3, false),
          "lstm every step", new Lstm(3, true),
          "lstm one step", new Lstm(2, false));

  private static JsonNode expected(String name) throws IOException {
    try (InputStream stream = LayerTest.class.getResourceAsStream("layer_fixture.json")) {
      for (JsonNode node : new ObjectMapper().readTree(stream).get("cases")) {
        if (node.get("name").asText().equals(name)) {
          return node;
        }
      }
    }
    throw new IllegalArgumentException(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense",
        "conv2d same",
        "conv2d valid",
        "max-pool even",
        "max-pool odd",
        "max-pool one pixel",
        "relu",
        "lstm last",
        "lstm every step",
        "lstm one step"
      })
  void outputsAndGradientsAreThoseOfKeras(String name) throws IOException {
    JsonNode expected = expected(name);
    Layer layer = LAYERS.get(name);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> input = constant(tf, expected.get("input"));
      List<Operand<TFloat32>> weights = new ArrayList<>();
      expected.get("weights").forEach(weight -> weights.add(constant(tf, weight)));
      Shape inputShape = withoutBatch(shape(expected.get("input")));
      assertThat(layer.weights(inputShape).stream().map(Weight::shape))
          .isEqualTo(weights.stream().map(Operand::shape).toList());

      Operand<TFloat32> output = layer.build(tf, input, inputShape, weights, null);
      assertThat(layer.output(inputShape)).isEqualTo(withoutBatch(shape(expected.get("output"))));
      Operand<TFloat32> product = tf.math.mul(output, constant(tf, expected.get("factors")));
      int[] axes = new int[output.shape().numDimensions()];
      Arrays.setAll(axes, i -> i);
      Operand<TFloat32> scalar = tf.reduceSum(product, tf.constant(axes));
      List<Output<?>> variables = new ArrayList<>(List.of(input.asOutput()));
      weights.forEach(weight -> variables.add(weight.asOutput()));
      Output<?>[] gradients =
          graph.addGradients(scalar.asOutput(), variables.toArray(Output<?>[]::new));

      Session.Runner runner;
      try (Session session = new Session(graph)) {
        runner = session.runner().fetch(output);
        for (Output<?> gradient : gradients) {
          runner.fetch(gradient);
        }
        try (Result result = runner.run()) {
          compare(result, 0, expected.get("output"));
          compare(result, 1, expected.get("inputGradient"));
          for (int i = 0; i < weights.size(); i++) {
            compare(result, 2 + i, expected.get("weightGradients").get(i));
          }
        }
      }
    }
  }

  private static void compare(Result result, int index, JsonNode expected) {
    TFloat32 tensor = (TFloat32) result.get(index);
    assertThat(tensor.shape()).isEqualTo(shape(expected));
    float[] found = new float[(int) tensor.size()];
    tensor.copyTo(DataBuffers.of(found, false, false));
    assertThat(found).containsExactly(values(expected), within(2e-5f));
  }

  private static Operand<TFloat32> constant(Ops tf, JsonNode node) {
    return tf.constant(shape(node), DataBuffers.of(values(node), true, false));
  }

  private static Shape shape(JsonNode node) {
    long[] sizes = new long[node.get("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = node.get("shape").get(i).asLong();
    }
    return Shape.of(sizes);
  }

  private static Shape withoutBatch(Shape shape) {
    return shape.tail();
  }

  private static float[] values(JsonNode node) {
    float[] values = new float[node.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) node.get("values").get(i).asDouble();
    }
    return values;
  }

  @Test
  void refusesInputsOfAnotherRank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(3).output(Shape.of(4, 4)))
        .withMessage("a dense layer takes a vector, but its input has shape [4, 4]");
    assertThatIllegalArgumentException().isThrownBy(() -> new MaxPool().output(Shape.of(4)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lstm(3, true).output(Shape.of(4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(3, 3, Padding.VALID).output(Shape.of(2, 9)))
        .withMessage("a 3x3 kernel does not fit into [2, 9]");
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(0))
        .withMessage("units is 0, expected at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Dropout(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dropout(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Conv2d(1, 0, Padding.SAME));
  }
}
