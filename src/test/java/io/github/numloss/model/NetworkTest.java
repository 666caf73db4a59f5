package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.data.RandomStream;
import io.github.numloss.evaluate.Decoder;
import io.github.numloss.evaluate.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

final class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    // 784·512+512 + 512·512+512 + 512·10+10
    "DNN, 669706",
    // 3·3·1·32+32 + 3·3·32·64+64 + 7·7·64·128+128 + 128·10+10
    "CNN, 421642",
    // (28+128)·512+512 + 128·10+10
    "RNN, 81674"
  })
  void theParameterCountsOfTheArchitecturesStay(Architecture architecture, long count) {
    assertThat(Network.of(architecture, 28, 28, 10).parameterCount()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "DNN, 1, 1, 2", "DNN, 3, 5, 100", "DNN, 40, 20, 3",
    "CNN, 1, 1, 2", "CNN, 3, 5, 100", "CNN, 40, 20, 3",
    "RNN, 1, 1, 2", "RNN, 3, 5, 100", "RNN, 40, 20, 3"
  })
  void everyImageSizeAndNumberOfClassesWorks(
      Architecture architecture, int height, int width, int classes) {
    Predictions predictions =
        predict(
            Network.of(architecture, height, width, classes),
            ClassValues.range(classes),
            images(4, height, width));
    // Predictions checks that each row adds up to 1.
    assertThat(predictions.count()).isEqualTo(4);
    assertThat(predictions.classes()).isEqualTo(classes);
  }

  private static Images images(int count, int height, int width) {
    RandomStream random = RandomStream.of(1, "test", 0);
    byte[] pixels = new byte[count * height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new Images(count, height, width, pixels);
  }

  private static Predictions predict(Network network, ClassValues values, Images images) {
    try (InferenceGraph graph =
        new InferenceGraph(
            network, network.initialValues(1), values, ConfigProto.getDefaultInstance())) {
      return graph.predict(images);
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theGraphDecodesAsTheDecodersDo(Architecture architecture) {
    ClassValues values = ClassValues.of(-3, 0, 0.5f, 2, 10, 11, 40);
    Network network = Network.of(architecture, 6, 5, values.count());
    Map<String, FloatArray> weights = network.initialValues(9);
    // Larger weights tell the classes apart more clearly.
    for (FloatArray weight : weights.values()) {
      for (int i = 0; i < weight.values().length; i++) {
        weight.values()[i] *= 4;
      }
    }
    int count = 300;
    Images images = images(count, 6, 5);
    try (InferenceGraph graph =
            new InferenceGraph(network, weights, values, ConfigProto.getDefaultInstance());
        TFloat32 pixels = TFloat32.tensorOf(Shape.of(count, 6, 5))) {
      for (int i = 0; i < images.pixels().length; i++) {
        pixels.setFloat(Byte.toUnsignedInt(images.pixels()[i]), i / 30, i / 5 % 6, i % 5);
      }
      Predictions predictions = graph.predict(images);
      try (Result result =
          graph.session().run(graph.signature(), Map.of(InferenceGraph.IMAGES, pixels))) {
        TInt64 classes = (TInt64) result.get("classes").orElseThrow();
        TFloat32 median = (TFloat32) result.get("median").orElseThrow();
        TFloat32 mean = (TFloat32) result.get("mean").orElseThrow();
        for (int i = 0; i < count; i++) {
          assertThat(classes.getLong(i)).isEqualTo(Decoder.ARGMAX.decode(predictions, i, values));
          assertThat(median.getFloat(i))
              .isEqualTo(values.at(Decoder.MEDIAN.decode(predictions, i, values)));
          assertThat(mean.getFloat(i))
              .isEqualTo(values.at(Decoder.MEAN.decode(predictions, i, values)));
        }
      }
    }
  }

  @Test
  void firstWeightsFollowFromSeedAndNameAlone() {
    Network dnn = Network.of(Architecture.DNN, 28, 28, 10);
    assertThat(dnn.initialValues(1)).usingRecursiveComparison().isEqualTo(dnn.initialValues(1));
    float[] kernel = dnn.initialValues(1).get("dense_2.kernel").values();
    assertThat(dnn.initialValues(2).get("dense_2.kernel").values()).isNotEqualTo(kernel);
    // Another number of classes changes the last layer only.
    assertThat(Network.of(Architecture.DNN, 28, 28, 3).initialValues(1).get("dense_2.kernel"))
        .usingRecursiveComparison()
        .isEqualTo(dnn.initialValues(1).get("dense_2.kernel"));
  }

  @Test
  void kernelsAreUniformWithinTheBoundsOfGlorotAndBengio() {
    float[] kernel =
        Network.of(Architecture.DNN, 28, 28, 10).initialValues(1).get("dense_1.kernel").values();
    double limit = Math.sqrt(6.0 / (784 + 512));
    double sum = 0;
    double squares = 0;
    for (float value : kernel) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo((float) limit);
      sum += value;
      squares += (double) value * value;
    }
    double deviation = limit / Math.sqrt(3);
    assertThat(sum / kernel.length).isCloseTo(0, within(5 * deviation / Math.sqrt(kernel.length)));
    assertThat(squares / kernel.length)
        .isCloseTo(deviation * deviation, within(0.01 * deviation * deviation));
  }

  @Test
  void theRecurrentKernelOfAnLstmHasOrthonormalRowsAndTheForgetGateIsOpen() {
    Map<String, FloatArray> weights =
        new Network(List.of(new Lstm(6, false), new Dense(2)), 4, 3).initialValues(1);
    float[] kernel = weights.get("lstm_1.recurrent_kernel").values();
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        double dot = 0;
        for (int c = 0; c < 24; c++) {
          dot += (double) kernel[a * 24 + c] * kernel[b * 24 + c];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
    float[] bias = weights.get("lstm_1.bias").values();
    for (int i = 0; i < bias.length; i++) {
      assertThat(bias[i]).isEqualTo(i >= 6 && i < 12 ? 1 : 0);
    }
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(List.of(new Dense(3)), 4, 4))
        .withMessage("a dense layer takes a vector, but its input has shape [4, 4]");
  }
}
