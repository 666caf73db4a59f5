package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.GraphSession;
import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.evaluate.Decoder;
import io.github.numloss.evaluate.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

final class InferenceGraphTest {
  private static final int IMAGES = 400;
  private static final int SIDE = 3;

  static Stream<ClassValues> classValues() {
    float[] years = new float[30];
    float[] huge = new float[5];
    for (int k = 0; k < years.length; k++) {
      years[k] = 1990 + k;
    }
    for (int k = 0; k < huge.length; k++) {
      huge[k] = 1_000_000 + k;
    }
    return Stream.of(
        ClassValues.range(10),
        ClassValues.range(2),
        ClassValues.of(-50, -0.5f, 0, 0.25f, 3, 1000),
        ClassValues.of(years),
        ClassValues.of(huge));
  }

  @ParameterizedTest
  @MethodSource("classValues")
  void decodesAsTheEvaluationDoes(ClassValues values) {
    int classes = values.count();
    Network network = new Network(List.of(new Flatten(), new Dense(classes)), SIDE, SIDE);
    float[] pixels = new float[IMAGES * SIDE * SIDE];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    try (InferenceGraph graph =
        new InferenceGraph(network, weights(classes), values, ConfigProto.getDefaultInstance())) {
      Served output = serve(graph, pixels);
      Predictions predictions = new Predictions(classes, output.probabilities());
      for (int i = 0; i < IMAGES; i++) {
        int argmax = Decoder.ARGMAX.decode(predictions, i, values);
        assertThat(output.classes()[i]).as("argmax of image %d", i).isEqualTo(argmax);
        assertThat(output.median()[i])
            .as("median of image %d", i)
            .isEqualTo(values.at(Decoder.MEDIAN.decode(predictions, i, values)));
        assertThat(output.mean()[i])
            .as("mean of image %d", i)
            .isEqualTo(values.at(Decoder.MEAN.decode(predictions, i, values)));
      }
      assertThat(Arrays.stream(output.classes()).distinct().count()).isGreaterThan(1);
    }
  }

  @Test
  void tiesGoToTheLowerClass() {
    Network network = new Network(List.of(new Flatten(), new Dense(2)), SIDE, SIDE);
    Map<String, FloatArray> zeros =
        Map.of(
            "dense_1.kernel", new FloatArray(new int[] {9, 2}, new float[18]),
            "dense_1.bias", new FloatArray(new int[] {2}, new float[2]));
    try (InferenceGraph graph =
        new InferenceGraph(
            network, zeros, ClassValues.of(5, 7), ConfigProto.getDefaultInstance())) {
      Served output = serve(graph, new float[SIDE * SIDE]);
      assertThat(output.probabilities()).containsExactly(0.5f, 0.5f);
      assertThat(output.classes()).containsExactly(0);
      assertThat(output.median()).containsExactly(5);
      assertThat(output.mean()).containsExactly(5);
    }
  }

  @Test
  void predictsManyImagesAsItDoesOne() {
    Network network = new Network(List.of(new Flatten(), new Dense(4)), SIDE, SIDE);
    byte[] pixels = new byte[2003 * SIDE * SIDE];
    new Random(3).nextBytes(pixels);
    try (InferenceGraph graph =
        new InferenceGraph(
            network, weights(4), ClassValues.range(4), ConfigProto.getDefaultInstance())) {
      Predictions all = graph.predict(new Images(2003, SIDE, SIDE, pixels));
      assertThat(all.count()).isEqualTo(2003);
      for (int image : new int[] {0, 999, 1000, 1999, 2000, 2002}) {
        byte[] one = Arrays.copyOfRange(pixels, image * 9, image * 9 + 9);
        Predictions alone = graph.predict(new Images(1, SIDE, SIDE, one));
        assertThat(Arrays.copyOfRange(all.probabilities(), image * 4, image * 4 + 4))
            .as("image %d", image)
            .containsExactly(alone.probabilities(), within(1e-6f));
      }
    }
  }

  @Test
  void servesWhatTheReadmePromises() {
    Network network = new Network(List.of(new Flatten(), new Dense(4)), SIDE, 5);
    try (InferenceGraph graph =
        new InferenceGraph(
            network,
            network.initialValues(1),
            ClassValues.range(4),
            ConfigProto.getDefaultInstance())) {
      assertThat(graph.signature().key()).isEqualTo("serving_default");
      assertThat(graph.signature().methodName()).isEqualTo("tensorflow/serving/predict");
      assertThat(graph.signature().getInputs()).containsOnlyKeys("images");
      assertThat(graph.signature().getInputs().get("images").shape.asArray())
          .containsExactly(-1, SIDE, 5);
      assertThat(graph.signature().outputNames())
          .containsExactlyInAnyOrder("probabilities", "classes", "median", "mean");
    }
  }

  @Test
  void aConstructorThatFailsLeavesNothingBehind() {
    Network network = new Network(List.of(new Flatten(), new Dense(4)), SIDE, SIDE);
    ThrowingCallable fails =
        () ->
            new InferenceGraph(
                network, Map.of(), ClassValues.range(4), ConfigProto.getDefaultInstance());
    assertThatIllegalArgumentException().isThrownBy(fails);
    long before = Pointer.totalCount();
    assertThatIllegalArgumentException().isThrownBy(fails);
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }

  private record Served(float[] probabilities, long[] classes, float[] median, float[] mean) {}

  /** Runs the signature, as a server would. */
  private static Served serve(InferenceGraph graph, float[] pixels) {
    Shape shape = Shape.of(pixels.length / (SIDE * SIDE), SIDE, SIDE);
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(pixels, true, false));
        Result result = graph.session().run(graph.signature(), Map.of("images", images))) {
      TInt64 classes = (TInt64) result.get("classes").orElseThrow();
      long[] copy = new long[Math.toIntExact(classes.size())];
      classes.copyTo(DataBuffers.of(copy, false, false));
      return new Served(
          numbers(result, "probabilities"),
          copy,
          numbers(result, "median"),
          numbers(result, "mean"));
    }
  }

  private static float[] numbers(Result result, String output) {
    return GraphSession.numbers((TFloat32) result.get(output).orElseThrow());
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
