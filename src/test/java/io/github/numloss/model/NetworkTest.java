package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.BuiltIn;
import io.github.numloss.Classifiers;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.layer.NamedLayer;
import io.github.numloss.layer.Standardize;
import io.github.numloss.predict.InferenceGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;

final class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    // 784·512 + 512 + 512·512 + 512 + 512·10 + 10
    "dnn, 669706",
    // 3·3·1·32 + 32, 3·3·32·64 + 64, 7·7·64·128 + 128, 128·10 + 10
    "cnn, 421642",
    // 28·512 + 128·512 + 512, 128·10 + 10
    "rnn, 81674"
  })
  void parametersForMnistArePinned(String model, long count) {
    Network network = Network.of(BuiltIn.model(model), InputShape.picture(28, 28, 1), 10);
    assertThat(network.parameterCount()).isEqualTo(count);
    assertThat(network.weights().stream().mapToLong(weight -> weight.shape().size()).sum())
        .isEqualTo(count);
    assertThat(
            Classifiers.softmax(network).initialValues(1).values().stream()
                .mapToLong(array -> array.values().length)
                .sum())
        .isEqualTo(count);
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void everySizeAndNumberOfClassesGivesOneDistributionAnImage(ModelSpec model) {
    int[][] sizes = {{1, 1}, {3, 5}, {7, 9}, {28, 28}, {40, 20}, {1, 8}, {8, 1}};
    int[] classCounts = {2, 3, 100, 2, 3, 2, 2};
    for (int i = 0; i < sizes.length; i++) {
      int height = sizes[i][0];
      int width = sizes[i][1];
      int classes = classCounts[i];
      Network network = Network.of(model, InputShape.picture(height, width, 1), classes);
      byte[] pixels = new byte[2 * height * width];
      new Random(1).nextBytes(pixels);
      try (InferenceGraph graph =
          new InferenceGraph(
              Classifiers.softmax(network),
              Classifiers.softmax(network).initialValues(1),
              ConfigProto.getDefaultInstance())) {
        Predictions predictions = graph.predict(new Images(2, height, width, pixels));
        assertThat(predictions.classes()).isEqualTo(classes);
        assertThat(predictions.count()).isEqualTo(2);
      }
    }
  }

  @Test
  void pixelsAreScaledTo0To1() {
    Network network =
        new Network(List.of(new Flatten(), new Dense(2)), InputShape.picture(1, 1, 1));
    // Logits 2 · pixel / 255 and 0: white gives 1 / (1 + exp(−2)), black a half.
    Map<String, FloatArray> weights =
        Map.of(
            "dense_1.kernel", new FloatArray(new int[] {1, 2}, new float[] {2, 0}),
            "dense_1.bias", new FloatArray(new int[] {2}, new float[] {0, 0}));
    try (InferenceGraph graph =
        new InferenceGraph(
            Classifiers.softmax(network), weights, ConfigProto.getDefaultInstance())) {
      Predictions predictions =
          graph.predict(new Images(3, 1, 1, new byte[] {(byte) 255, 0, (byte) 128}));
      assertThat(predictions.at(0, 0)).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
      assertThat(predictions.at(1, 0)).isEqualTo(0.5f);
      assertThat(predictions.at(2, 0))
          .isCloseTo((float) (1 / (1 + Math.exp(-256 / 255.0))), within(1e-6f));
    }
  }

  @Test
  void layersAndWeightsAreNamedByKindAndNumber() {
    Network network = Network.of(Models.CNN, InputShape.picture(28, 28, 1), 10);
    assertThat(network.layers())
        .extracting(NamedLayer::name)
        .containsExactly(
            "conv2d_1",
            "max_pool_1",
            "relu_1",
            "conv2d_2",
            "max_pool_2",
            "relu_2",
            "dropout_1",
            "flatten_1",
            "dense_1",
            "relu_3",
            "dropout_2",
            "dense_2");
    assertThat(network.weights())
        .extracting(weight -> weight.name() + " " + weight.shape())
        .containsExactly(
            "conv2d_1.kernel [3, 3, 1, 32]",
            "conv2d_1.bias [32]",
            "conv2d_2.kernel [3, 3, 32, 64]",
            "conv2d_2.bias [64]",
            "dense_1.kernel [3136, 128]",
            "dense_1.bias [128]",
            "dense_2.kernel [128, 10]",
            "dense_2.bias [10]");
    assertThat(Network.of(Models.RNN, InputShape.picture(28, 20, 1), 10).weights())
        .extracting(weight -> weight.name() + " " + weight.shape())
        .containsExactly(
            "lstm_1.kernel [20, 512]",
            "lstm_1.recurrent_kernel [128, 512]",
            "lstm_1.bias [512]",
            "dense_1.kernel [128, 10]",
            "dense_1.bias [10]");
  }

  @Test
  void shapesFollowFromTheImage() {
    Network network = Network.of(Models.CNN, InputShape.picture(7, 10, 1), 3);
    assertThat(network.input()).isEqualTo(InputShape.picture(7, 10, 1));
    assertThat(network.layers())
        .extracting(NamedLayer::output)
        .containsExactly(
            Shape.of(7, 10, 32),
            Shape.of(4, 5, 32),
            Shape.of(4, 5, 32),
            Shape.of(4, 5, 64),
            Shape.of(2, 3, 64),
            Shape.of(2, 3, 64),
            Shape.of(2, 3, 64),
            Shape.of(384),
            Shape.of(128),
            Shape.of(128),
            Shape.of(128),
            Shape.of(3));
  }

  @Test
  void featuresGoThroughALayerThatStandardizesThem() {
    Network network = Network.of(Models.DNN, InputShape.features(3), 4);
    assertThat(network.layers())
        .extracting(NamedLayer::name)
        .startsWith("standardize_1", "flatten_1", "dense_1");
    assertThat(network.weights())
        .extracting(weight -> weight.name() + " " + weight.shape() + " " + weight.trained())
        .startsWith(
            "standardize_1.mean [3] false",
            "standardize_1.deviation [3] false",
            "dense_1.kernel [3, 512] true");
    // 3·512 + 512, 512·512 + 512, 512·4 + 4: means and deviations are not learned.
    assertThat(network.parameterCount()).isEqualTo(2048 + 262_656 + 2052);
    ModelSpec own = new ModelSpec("own", List.of(new Standardize(), new Dense(2)));
    assertThat(Network.of(own, InputShape.features(3), 4).layers()).hasSize(3);
  }

  @Test
  void coloursAreTheirLastDimension() {
    Network network = Network.of(Models.CNN, InputShape.picture(7, 10, 3), 4);
    assertThat(network.input().batch(-1)).containsExactly(-1, 7, 10, 3);
    assertThat(network.weights().get(0).shape()).isEqualTo(Shape.of(3, 3, 3, 32));
    assertThat(network.layers().get(0).name()).isEqualTo("conv2d_1");
  }

  /** Pictures of more than 32 rows or columns are halved first, as often as it takes. */
  @ParameterizedTest
  @CsvSource({"28, 1, 0, 7", "32, 3, 0, 8", "33, 3, 1, 5", "64, 3, 1, 8", "128, 3, 2, 8"})
  void wideTakesPicturesOfEverySize(int side, int channels, int halved, int last) {
    Network network =
        Network.of(BuiltIn.model("wide"), InputShape.picture(side, side, channels), 10);
    assertThat(network.weights())
        .filteredOn(
            weight -> weight.name().startsWith("shrink_1") && weight.name().endsWith("kernel"))
        .hasSize(halved);
    NamedLayer pool =
        network.layers().stream()
            .filter(layer -> layer.name().equals("global_average_pool_1"))
            .findFirst()
            .orElseThrow();
    assertThat(pool.input()).isEqualTo(Shape.of(last, last, 128));
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(List.of(new Dense(3)), InputShape.picture(4, 5, 1)))
        .withMessage("dense_1: a dense layer takes a vector, but its input has shape [4, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(List.of(new MaxPool()), InputShape.picture(4, 5, 1)))
        .withMessage(
            "max_pool_1: a max_pool layer takes rows, columns and channels, but its input has shape [4, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Network(List.of(new Flatten(), new Lstm(3, true)), InputShape.picture(4, 5, 1)))
        .withMessage("lstm_1: a lstm layer takes steps and features, but its input has shape [20]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Network(
                    List.of(new Flatten(), new Conv2d(2, 3, Conv2d.Padding.SAME)),
                    InputShape.picture(4, 5, 1)))
        .withMessage(
            "conv2d_1: a conv2d layer takes rows, columns and channels, but its input has shape [20]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Network(
                    List.of(new Conv2d(2, 3, Conv2d.Padding.VALID)), InputShape.picture(2, 5, 1)))
        .withMessage("conv2d_1: a 3x3 kernel does not fit into [2, 5]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void layersWithoutASizeAreRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(size))
        .withMessage("units is %d, expected at least 1", size);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lstm(size, true))
        .withMessage("units is %d, expected at least 1", size);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(size, 3, Conv2d.Padding.SAME))
        .withMessage("filters is %d, expected at least 1", size);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(3, size, Conv2d.Padding.SAME))
        .withMessage("kernel size is %d, expected at least 1", size);
  }

  @Test
  void weightsOfAnotherShapeOrNameAreRefused() {
    Network network =
        new Network(List.of(new Flatten(), new Dense(2)), InputShape.picture(2, 2, 1));
    Map<String, FloatArray> weights = new HashMap<>(Classifiers.softmax(network).initialValues(1));
    weights.put("dense_1.bias", new FloatArray(new int[] {3}, new float[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> infer(network, weights))
        .withMessage("weight dense_1.bias has shape [3], expected [2]");
    weights.remove("dense_1.bias");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> infer(network, weights))
        .withMessage("weight dense_1.bias has shape null, expected [2]");
  }

  private static void infer(Network network, Map<String, FloatArray> weights) {
    new InferenceGraph(Classifiers.softmax(network), weights, ConfigProto.getDefaultInstance())
        .close();
  }
}
