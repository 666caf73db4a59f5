package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.BuiltIn;
import io.github.numloss.Classifiers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.InputShape;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Mean;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

final class ServingGraphTest {
  private static final int IMAGES = 400;
  private static final int SIDE = 3;

  static Stream<ClassValues> classValues() {
    return Stream.of(
        ClassValues.range(10),
        ClassValues.range(2),
        ClassValues.range(256),
        ClassValues.of(-50, -0.5f, 0, 0.25f, 3, 1000),
        from(1990, 30),
        from(1_000_000, 5));
  }

  private static ClassValues from(float first, int count) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = first + k;
    }
    return ClassValues.of(values);
  }

  @ParameterizedTest
  @MethodSource("classValues")
  void decodesAsTheEvaluationDoes(ClassValues values) {
    int classes = values.count();
    Network network =
        new Network(List.of(new Flatten(), new Dense(classes)), InputShape.picture(SIDE, SIDE, 1));
    float[] pixels = new float[IMAGES * SIDE * SIDE];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    try (ServedGraph served =
        new ServedGraph(
            ServingGraph.of(new Classifier(network, new Softmax(), values), weights(classes)))) {
      ServedGraph.Outputs output = served.run(Shape.of(IMAGES, SIDE, SIDE), pixels);
      Predictions predictions = new Predictions(classes, output.probabilities());
      for (int i = 0; i < IMAGES; i++) {
        int argmax = new Argmax().decode(predictions, i, values);
        assertThat(output.classes()[i]).as("argmax of image %d", i).isEqualTo(argmax);
        assertThat(output.value()[i]).as("value of image %d", i).isEqualTo(values.at(argmax));
        assertThat(output.median()[i])
            .as("median of image %d", i)
            .isEqualTo(values.at(new Median().decode(predictions, i, values)));
        assertThat(output.mean()[i])
            .as("mean of image %d", i)
            .isEqualTo(values.at(new Mean().decode(predictions, i, values)));
      }
      assertThat(Arrays.stream(output.classes()).distinct().count()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @MethodSource("classValues")
  void expectsTheSumOfProbabilitiesTimesValues(ClassValues values) {
    int classes = values.count();
    Network network =
        new Network(List.of(new Flatten(), new Dense(classes)), InputShape.picture(SIDE, SIDE, 1));
    float[] pixels = {0, 50, 255, 9, 200, 31, 77, 128, 255};
    try (ServedGraph served =
        new ServedGraph(
            ServingGraph.of(new Classifier(network, new Softmax(), values), weights(classes)))) {
      ServedGraph.Outputs output = served.run(Shape.of(1, SIDE, SIDE), pixels);
      double sum = 0;
      double total = 0;
      for (int k = 0; k < classes; k++) {
        sum += (double) output.probabilities()[k] * values.at(k);
        total += output.probabilities()[k];
      }
      double range = (double) values.at(classes - 1) - values.at(0);
      assertThat((double) output.expected()[0])
          .isCloseTo(sum / total, within(1e-6 * range + Math.ulp((float) sum)));
      assertThat(output.expected()[0]).isNotEqualTo(output.mean()[0]);
    }
  }

  @Test
  void tiesGoToTheLowerClass() {
    Network network =
        new Network(List.of(new Flatten(), new Dense(2)), InputShape.picture(SIDE, SIDE, 1));
    Map<String, FloatArray> zeros =
        Map.of(
            "dense_1.kernel", new FloatArray(new int[] {9, 2}, new float[18]),
            "dense_1.bias", new FloatArray(new int[] {2}, new float[2]));
    try (ServedGraph served =
        new ServedGraph(
            ServingGraph.of(new Classifier(network, new Softmax(), ClassValues.of(5, 7)), zeros))) {
      ServedGraph.Outputs output = served.run(Shape.of(1, SIDE, SIDE), new float[SIDE * SIDE]);
      assertThat(output.probabilities()).containsExactly(0.5f, 0.5f);
      assertThat(output.classes()).containsExactly(0);
      assertThat(output.value()).containsExactly(5);
      assertThat(output.median()).containsExactly(5);
      assertThat(output.mean()).containsExactly(5);
      assertThat(output.expected()).containsExactly(6);
    }
  }

  private static ServingGraph threeByFive(ModelSpec model) {
    Network network = Network.of(model, InputShape.picture(3, 5, 1), 4);
    Classifier classifier = Classifiers.softmax(network);
    return ServingGraph.of(classifier, classifier.initialValues(1));
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void servesWhatTheReadmePromises(ModelSpec model) {
    ServingGraph graph = threeByFive(model);
    assertThat(graph.signature().getMethodName()).isEqualTo("tensorflow/serving/predict");
    assertThat(graph.signature().getInputsMap()).containsOnlyKeys("images");
    assertThat(shape(graph.signature().getInputsOrThrow("images").getTensorShape()))
        .containsExactly(-1L, 3L, 5L);
    assertThat(graph.signature().getOutputsMap())
        .containsOnlyKeys("probabilities", "classes", "value", "median", "mean", "expected");
    graph
        .signature()
        .getOutputsMap()
        .forEach(
            (name, tensor) -> {
              assertThat(tensor.getDtype())
                  .as(name)
                  .isEqualTo(name.equals("classes") ? DataType.DT_INT64 : DataType.DT_FLOAT);
              List<Long> expected = name.equals("probabilities") ? List.of(-1L, 4L) : List.of(-1L);
              assertThat(shape(tensor.getTensorShape())).as(name).isEqualTo(expected);
              assertThat(tensor.getName()).isEqualTo(name + ":0");
            });
  }

  private static List<Long> shape(TensorShapeProto shape) {
    return shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void hasNoVariablesAndOnePlaceholder(ModelSpec model) {
    List<NodeDef> nodes = threeByFive(model).graph().getNodeList();
    assertThat(nodes)
        .extracting(NodeDef::getOp)
        .containsOnlyOnce("Placeholder")
        .noneMatch(op -> op.matches("Var.*|Assign.*"));
    assertThat(nodes)
        .noneMatch(
            node ->
                node.getAttrMap().values().stream()
                    .anyMatch(value -> value.getType() == DataType.DT_DOUBLE));
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void imagesOfAnotherShapeAreRefused(ModelSpec model) {
    try (ServedGraph served = new ServedGraph(threeByFive(model))) {
      for (Shape shape :
          List.of(
              Shape.of(1, 6, 10),
              Shape.of(1, 5, 3),
              Shape.of(1, 3, 5, 3),
              Shape.of(3, 5),
              Shape.of(1, 15),
              Shape.of(15),
              Shape.scalar())) {
        assertThatExceptionOfType(TFInvalidArgumentException.class)
            .as("%s", shape)
            .isThrownBy(() -> served.run(shape, new float[Math.toIntExact(shape.size())]))
            .withMessageContaining("images_must_have_shape_N_3_5");
      }
    }
  }

  /** Not the cnn: TensorFlow's own convolution makes an empty batch of another depth. */
  @ParameterizedTest
  @ValueSource(strings = {"dnn", "rnn"})
  void noImageIsABatchToo(String model) {
    try (ServedGraph served = new ServedGraph(threeByFive(BuiltIn.model(model)))) {
      ServedGraph.Outputs none = served.run(Shape.of(0, 3, 5), new float[0]);
      assertThat(none.probabilities()).isEmpty();
      assertThat(none.classes()).isEmpty();
      assertThat(none.value()).isEmpty();
      assertThat(none.median()).isEmpty();
      assertThat(none.mean()).isEmpty();
      assertThat(none.expected()).isEmpty();
      assertThat(served.run(Shape.of(1, 3, 5), new float[15]).value()).hasSize(1);
    }
  }

  private static Map<String, FloatArray> weights(int classes) {
    Random random = new Random(2);
    float[] kernel = new float[SIDE * SIDE * classes];
    float[] bias = new float[classes];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (3 * random.nextGaussian());
    }
    return Map.of(
        "dense_1.kernel", new FloatArray(new int[] {SIDE * SIDE, classes}, kernel),
        "dense_1.bias", new FloatArray(new int[] {classes}, bias));
  }
}
