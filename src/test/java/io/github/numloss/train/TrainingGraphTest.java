package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.BuiltIn;
import io.github.numloss.Classifiers;
import io.github.numloss.data.Examples;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.head.Distribution;
import io.github.numloss.head.Head;
import io.github.numloss.head.HeadInputs;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.BatchNorm;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Initializer;
import io.github.numloss.layer.Relu;
import io.github.numloss.layer.Standardize;
import io.github.numloss.layer.Weight;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.predict.InferenceGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class TrainingGraphTest {
  private static final Examples DATA = SyntheticImages.brightness(3, 30, 4);
  private static final int[] BATCH = {4, 0, 29, 11, 7};
  private static final OptimizerConfig SGD =
      new OptimizerConfig(Method.SGD, 0.1, Schedule.CONSTANT, 0.0);

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void baselineAndProposedStartAlike(ModelSpec model) {
    Network network = Network.of(model, InputShape.picture(4, 4, 1), 4);
    Map<String, FloatArray> expected = Classifiers.softmax(network).initialValues(5);
    try (TrainingGraph baseline = graph(network, new CrossEntropy(), 0.001, 5);
        TrainingGraph proposed = graph(network, CombinedLoss.ofPaper(), 0.001, 5)) {
      Map<String, FloatArray> one = baseline.weights();
      Map<String, FloatArray> other = proposed.weights();
      assertThat(one.keySet()).isEqualTo(expected.keySet());
      for (String name : expected.keySet()) {
        assertThat(one.get(name).values()).isEqualTo(expected.get(name).values());
        assertThat(other.get(name).values()).isEqualTo(expected.get(name).values());
      }
      // The same images with the same numbers dropped: the same losses before anything is learned.
      TrainingGraph.Losses first = baseline.step(BATCH, 0, 0.001);
      TrainingGraph.Losses second = proposed.step(BATCH, 0, 0.001);
      assertThat(first.parts()).containsOnlyKeys("crossEntropy");
      assertThat(second.parts()).containsOnlyKeys("crossEntropy", "numericLoss");
      assertThat(second.parts()).containsAllEntriesOf(first.parts());
      assertThat(first.loss()).isEqualTo(first.parts().get("crossEntropy"));
      assertThat(second.loss()).isNotEqualTo(first.loss());
    }
  }

  /** With one image and three threads, two of the three parts of the batch are empty. */
  @ParameterizedTest
  @CsvSource({
    "dnn, 1",
    "dnn, 5",
    "dnn, 30",
    "cnn, 1",
    "cnn, 5",
    "cnn, 30",
    "rnn, 1",
    "rnn, 5",
    "wide, 1",
    "wide, 5",
    "wide, 30",
    "mlp, 5"
  })
  void threadsChangeNothingButRounding(String model, int images) {
    Network network = Network.of(BuiltIn.model(model), InputShape.picture(4, 4, 1), 4);
    int[] batch = IntStream.range(0, images).toArray();
    try (TrainingGraph one = graph(network, CombinedLoss.ofPaper(), 0.1, 5, threads(1));
        TrainingGraph three = graph(network, CombinedLoss.ofPaper(), 0.1, 5, threads(3))) {
      for (int step = 0; step < 3; step++) {
        assertThat(three.step(batch, step, 0.1).loss())
            .isCloseTo(one.step(batch, step, 0.1).loss(), within(1e-5f));
      }
      one.weights()
          .forEach(
              (name, weight) -> {
                float scale = 1;
                for (float number : weight.values()) {
                  scale = Math.max(scale, Math.abs(number));
                }
                assertThat(three.weights().get(name).values())
                    .as(name)
                    .containsExactly(weight.values(), within(1e-5f * scale));
              });
    }
  }

  /** Keeps the graph that it is added to, and has a weight of its own. */
  private static final class Watch implements Head {
    private final Initializer initializer;
    private Graph graph;

    Watch(Initializer initializer) {
      this.initializer = initializer;
    }

    @Override
    public int outputs(int classes) {
      return classes;
    }

    @Override
    public List<Weight> weights(int classes) {
      return List.of(new Weight("factor", Shape.of(1), initializer));
    }

    @Override
    public Distribution distribution(Ops tf, HeadInputs inputs) {
      graph = (Graph) tf.scope().env();
      Operand<TFloat32> outputs = tf.math.mul(inputs.outputs(), inputs.weights().get(0));
      return new Softmax()
          .distribution(tf, new HeadInputs(outputs, List.of(), inputs.classValues()));
    }

    TrainingGraph build(OptimizerConfig optimizer) {
      Network network = Network.of(Models.DNN, InputShape.picture(4, 4, 1), 4);
      return new TrainingGraph(
          new Classifier(network, this, DATA.classValues()),
          new CrossEntropy(),
          optimizer,
          List.of(),
          DATA,
          null,
          BATCH.length,
          5,
          Hardware.cpu());
    }

    /** A graph waits for its sessions to be closed. */
    void assertClosed() {
      assertThatIllegalStateException()
          .isThrownBy(() -> graph.operation("labels"))
          .withMessageContaining("close() has been called");
    }
  }

  @Test
  @Timeout(60)
  void aConstructorThatFailsLeavesNothingOpen() {
    Watch beforeItsSession = new Watch((shape, random) -> new float[] {1});
    assertThatNullPointerException().isThrownBy(() -> beforeItsSession.build(null));
    beforeItsSession.assertClosed();
    Watch after =
        new Watch(
            (shape, random) -> {
              throw new ArithmeticException("no first value");
            });
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> after.build(SGD))
        .withMessage("no first value");
    after.assertClosed();
  }

  @Test
  @Timeout(60)
  void closingClosesGraphAndSession() {
    Watch watch = new Watch((shape, random) -> new float[] {1});
    TrainingGraph graph = watch.build(SGD);
    assertThat(watch.graph.operation("labels")).isNotNull();
    graph.close();
    watch.assertClosed();
  }

  private static Hardware threads(int threads) {
    return new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads);
  }

  @Test
  void anotherStepOrSeedDropsOtherNumbers() {
    Network network = Network.of(Models.DNN, InputShape.picture(4, 4, 1), 4);
    try (TrainingGraph graph = graph(network, new CrossEntropy(), 0.001, 5)) {
      // At a rate of 0 the weights stay as they are.
      float loss = graph.step(BATCH, 0, 0).loss();
      assertThat(graph.step(BATCH, 0, 0).loss()).isEqualTo(loss);
      assertThat(graph.step(BATCH, 1, 0).loss()).isNotEqualTo(loss);
    }
  }

  @Test
  void predictionDropsNothing() {
    Network network = Network.of(Models.DNN, InputShape.picture(4, 4, 1), 4);
    try (TrainingGraph graph = graph(network, new CrossEntropy(), 0.001, 5);
        InferenceGraph exported =
            new InferenceGraph(
                Classifiers.softmax(network),
                Classifiers.softmax(network).initialValues(5),
                Hardware.cpu().sessionConfig())) {
      assertThat(graph.predict(DATA.images()).probabilities())
          .containsExactly(exported.predict(DATA.images()).probabilities(), within(1e-6f));
    }
  }

  @Test
  void aStepMovesEveryWeightAgainstTheSlopeAtTheOldWeights() {
    Network network =
        new Network(
            List.of(new Flatten(), new Dense(5), new Relu(), new Dense(4)),
            InputShape.picture(4, 4, 1));
    Map<String, FloatArray> start = Classifiers.softmax(network).initialValues(5);
    Map<String, FloatArray> moved;
    // So large a step that a slope taken after part of it would be another one.
    double rate = 3;
    try (TrainingGraph graph = graph(network, new CrossEntropy(), rate, 5)) {
      graph.step(BATCH, 0, rate);
      moved = graph.weights();
    }
    int checked = 0;
    for (String name : start.keySet()) {
      float[] old = start.get(name).values();
      for (int i = 0; i < old.length; i++) {
        double slope =
            (crossEntropy(start, name, i, 1e-4) - crossEntropy(start, name, i, -1e-4)) / 2e-4;
        assertThat((double) moved.get(name).values()[i])
            .as("%s[%d]", name, i)
            .isCloseTo(old[i] - rate * slope, within(1e-5));
        checked += Math.abs(slope) > 1e-3 ? 1 : 0;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  @Test
  void aWeightThatIsNotTrainedStaysAndHasNoSlot() {
    Network network =
        new Network(
            List.of(new Flatten(), new Standardize(), new Dense(4)), InputShape.picture(4, 4, 1));
    Map<String, FloatArray> start = Classifiers.softmax(network).initialValues(5);
    try (TrainingGraph graph = graph(network, new CrossEntropy(), 0.1, 5)) {
      graph.step(BATCH, 0, 0.1);
      Map<String, FloatArray> moved = graph.weights();
      assertThat(moved.keySet()).isEqualTo(start.keySet());
      assertThat(moved.get("standardize_1.mean").values()).hasSize(16).containsOnly(0);
      assertThat(moved.get("standardize_1.deviation").values()).hasSize(16).containsOnly(1);
      assertThat(moved.get("dense_1.kernel").values())
          .isNotEqualTo(start.get("dense_1.kernel").values());
      assertThat(graph.state().keySet())
          .containsAll(start.keySet())
          .filteredOn(name -> name.startsWith("standardize_1"))
          .hasSize(2);
    }
  }

  /** The pixels of a batch that is split among three threads, standardized as one. */
  @Test
  void aStepMovesTheAveragesOfBatchNormOn() {
    Network network =
        new Network(
            List.of(new Flatten(), new BatchNorm(0.75, 1e-3), new Dense(4)),
            InputShape.picture(4, 4, 1));
    try (TrainingGraph graph = graph(network, new CrossEntropy(), 0.1, 5, threads(3))) {
      graph.step(BATCH, 0, 0.1);
      Map<String, FloatArray> moved = graph.weights();
      for (int p = 0; p < 16; p++) {
        double sum = 0;
        double squares = 0;
        for (int image : BATCH) {
          double pixel = Byte.toUnsignedInt(DATA.images().bytes()[image * 16 + p]) / 255.0;
          sum += pixel;
          squares += pixel * pixel;
        }
        double mean = sum / BATCH.length;
        assertThat((double) moved.get("batch_norm_1.moving_mean").values()[p])
            .isCloseTo(0.25 * mean, within(1e-6));
        assertThat((double) moved.get("batch_norm_1.moving_variance").values()[p])
            .isCloseTo(0.75 + 0.25 * (squares / BATCH.length - mean * mean), within(1e-6));
      }
      assertThat(graph.state().keySet())
          .filteredOn(name -> name.contains("moving"))
          .containsExactlyInAnyOrder("batch_norm_1.moving_mean", "batch_norm_1.moving_variance");
    }
  }

  /** Computes the loss of the two dense layers with one weight moved. */
  private static double crossEntropy(
      Map<String, FloatArray> weights, String moved, int index, double by) {
    double sum = 0;
    for (int image : BATCH) {
      double[] hidden = new double[5];
      double[] logits = new double[4];
      for (int h = 0; h < 5; h++) {
        hidden[h] = at(weights, "dense_1.bias", h, moved, index, by);
        for (int p = 0; p < 16; p++) {
          hidden[h] +=
              Byte.toUnsignedInt(DATA.images().bytes()[image * 16 + p])
                  / 255.0
                  * at(weights, "dense_1.kernel", p * 5 + h, moved, index, by);
        }
        hidden[h] = Math.max(hidden[h], 0);
      }
      double total = 0;
      for (int k = 0; k < 4; k++) {
        logits[k] = at(weights, "dense_2.bias", k, moved, index, by);
        for (int h = 0; h < 5; h++) {
          logits[k] += hidden[h] * at(weights, "dense_2.kernel", h * 4 + k, moved, index, by);
        }
        total += Math.exp(logits[k]);
      }
      sum += Math.log(total) - logits[DATA.label(image)];
    }
    return sum / BATCH.length;
  }

  private static double at(
      Map<String, FloatArray> weights, String name, int i, String moved, int index, double by) {
    return weights.get(name).values()[i] + (name.equals(moved) && i == index ? by : 0);
  }

  private static TrainingGraph graph(Network network, Loss loss, double rate, long seed) {
    return graph(network, loss, rate, seed, Hardware.cpu());
  }

  private static TrainingGraph graph(
      Network network, Loss loss, double rate, long seed, Hardware hardware) {
    return new TrainingGraph(
        Classifiers.softmax(network),
        loss,
        new OptimizerConfig(Method.SGD, rate, Schedule.CONSTANT, 0.0),
        List.of(),
        DATA,
        null,
        BATCH.length,
        seed,
        hardware);
  }
}
