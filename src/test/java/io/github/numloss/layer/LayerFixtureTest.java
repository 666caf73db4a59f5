package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.GraphSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares each layer's output and gradients with those that Keras gave in float64. */
final class LayerFixtureTest {
  private static final Map<String, Layer> LAYERS =
      Map.ofEntries(
          Map.entry("dense", new Dense(4)),
          Map.entry("conv2d same", new Conv2d(3, 3, Conv2d.Padding.SAME)),
          Map.entry("conv2d same, even kernel", new Conv2d(2, 2, Conv2d.Padding.SAME)),
          Map.entry("conv2d valid", new Conv2d(3, 3, Conv2d.Padding.VALID)),
          Map.entry("max_pool even", new MaxPool()),
          Map.entry("max_pool odd", new MaxPool()),
          Map.entry("max_pool odd rows", new MaxPool()),
          Map.entry("relu", new Relu()),
          Map.entry("lstm last", new Lstm(3, false)),
          Map.entry("lstm every step", new Lstm(3, true)),
          Map.entry("lstm one step", new Lstm(2, false)),
          Map.entry("conv2d strided", new Conv2d(3, 3, Conv2d.Padding.SAME, 2, true)),
          Map.entry("conv2d valid, strided", new Conv2d(2, 2, Conv2d.Padding.VALID, 2, false)),
          Map.entry("conv2d 1x1", new Conv2d(3, 1, Conv2d.Padding.SAME, 1, false)),
          Map.entry("depthwise", new DepthwiseConv2d(3, Conv2d.Padding.SAME, 1, true)),
          Map.entry("depthwise strided", new DepthwiseConv2d(3, Conv2d.Padding.SAME, 2, true)),
          Map.entry("depthwise valid", new DepthwiseConv2d(2, Conv2d.Padding.VALID, 1, false)),
          Map.entry("global average", new GlobalAveragePool()),
          Map.entry("batch-norm of vectors", new BatchNorm(0.9, 1e-3)),
          Map.entry("batch-norm of channels", new BatchNorm(0.75, 0.5)),
          Map.entry("batch-norm of vectors, training", new BatchNorm(0.9, 1e-3)),
          Map.entry("batch-norm of channels, training", new BatchNorm(0.75, 0.5)),
          Map.entry("residual", residual(2, 1)),
          Map.entry("residual with a projection", residual(3, 2)));

  private static Layer residual(int filters, int stride) {
    return new Residual(
        List.of(
            new Conv2d(filters, 3, Conv2d.Padding.SAME, stride, false),
            new BatchNorm(0.9, 1e-3),
            new Relu(),
            new Conv2d(filters, 3, Conv2d.Padding.SAME)));
  }

  /** A case's name, so that it heads the test's, and its numbers. */
  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream stream = LayerFixtureTest.class.getResourceAsStream("layers.json")) {
      JsonNode root = new ObjectMapper().readTree(stream);
      return StreamSupport.stream(root.spliterator(), false)
          .map(node -> new Case(node.get("name").asText(), node))
          .toList()
          .stream();
    }
  }

  @Test
  void everyCaseOfTheFixtureHasALayer() throws IOException {
    assertThat(cases().map(Case::name)).containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputAndGradientsAreThoseOfKeras(Case expected) {
    compare(expected.json(), LAYERS.get(expected.name()));
  }

  @Test
  void convolutionTakesAGreyImageWithoutChannels() throws IOException {
    Case expected =
        cases().filter(c -> c.name().equals("conv2d same, even kernel")).findAny().orElseThrow();
    Layer layer = LAYERS.get(expected.name());
    Shape image = Shape.of(3, 4);
    assertThat(layer.output(image)).isEqualTo(Shape.of(3, 4, 2));
    try (GraphSession graph = new GraphSession()) {
      float[] output =
          graph.run(
              layer.build(
                  graph.tf(),
                  graph.input(Shape.of(2, 3, 4), values(expected.json().get("input"))),
                  image,
                  inputs(graph, expected.json().get("weights")),
                  null));
      assertClose("output", output, expected.json().get("output"));
    }
  }

  private static void compare(JsonNode expected, Layer layer) {
    Shape batchShape = shape(expected.get("input"));
    Shape inputShape = batchShape.takeLast(batchShape.numDimensions() - 1);
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> input = graph.input(batchShape, values(expected.get("input")));
      List<Operand<TFloat32>> weights = inputs(graph, expected.get("weights"));
      assertThat(layer.weights(inputShape))
          .extracting(Weight::shape)
          .containsExactlyElementsOf(weights.stream().map(Operand::shape).toList());
      Trainable built =
          expected.get("training").asBoolean()
              ? layer.trainable(List.of(BatchParts.whole(tf, input)), inputShape, weights)
              : Trainable.of(
                  tf,
                  List.of(
                      layer.differentiable(
                          tf, input, inputShape, weights, BatchParts.whole(tf, input).noise())));
      Operand<TFloat32> upstream =
          graph.input(shape(expected.get("upstream")), values(expected.get("upstream")));
      Trainable.Gradients gradients = built.gradient().build(List.of(upstream), true);
      List<Operand<TFloat32>> wanted = new ArrayList<>(built.outputs());
      wanted.addAll(gradients.inputs());
      wanted.addAll(gradients.weights());
      wanted.addAll(new TreeMap<>(built.updates()).values());
      List<float[]> found = graph.run(wanted);

      Shape outputShape = shape(expected.get("output"));
      assertThat(layer.output(inputShape))
          .isEqualTo(outputShape.takeLast(outputShape.numDimensions() - 1));
      assertClose("output", found.get(0), expected.get("output"));
      assertClose("gradient of the input", found.get(1), expected.get("inputGradient"));
      int next = 2;
      for (JsonNode gradient : expected.get("weightGradients")) {
        assertClose("gradient of a weight", found.get(next++), gradient);
      }
      for (JsonNode update : expected.get("updates")) {
        assertClose("weight after the step", found.get(next++), update);
      }
      assertThat(found).hasSize(next);
    }
  }

  private static List<Operand<TFloat32>> inputs(GraphSession graph, JsonNode tensors) {
    List<Operand<TFloat32>> inputs = new ArrayList<>();
    for (JsonNode tensor : tensors) {
      inputs.add(graph.input(shape(tensor), values(tensor)));
    }
    return inputs;
  }

  private static void assertClose(String what, float[] found, JsonNode expected) {
    float[] right = values(expected);
    float scale = 1;
    for (float number : right) {
      scale = Math.max(scale, Math.abs(number));
    }
    assertThat(found).as(what).containsExactly(right, within(1e-5f * scale));
  }

  private static Shape shape(JsonNode tensor) {
    long[] shape = new long[tensor.get("shape").size()];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = tensor.get("shape").get(d).asLong();
    }
    return Shape.of(shape);
  }

  private static float[] values(JsonNode tensor) {
    float[] values = new float[tensor.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.get("values").get(i).asDouble();
    }
    return values;
  }
}
