package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.GraphSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class DropoutTest {
  private static final int IMAGES = 100;
  private static final int FEATURES = 1000;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.25, 0.5, 0.9})
  void dropsTheRateOfTheNumbersAndScalesTheRest(double rate) {
    float[] output = drop(new Dropout(rate), 1, 0);
    float kept = (float) (1 / (1 - rate));
    int dropped = 0;
    for (float number : output) {
      if (number == 0) {
        dropped++;
      } else {
        assertThat(number).isCloseTo(kept, within(1e-6f * kept));
      }
    }
    double deviation = Math.sqrt(rate * (1 - rate) * output.length);
    assertThat((double) dropped).isCloseTo(rate * output.length, within(5 * deviation));
  }

  @Test
  void dropsOtherNumbersOfEachImage() {
    float[] output = drop(new Dropout(0.5), 1, 0);
    assertThat(Arrays.copyOf(output, FEATURES))
        .isNotEqualTo(Arrays.copyOfRange(output, FEATURES, 2 * FEATURES));
  }

  @Test
  void followsFromSeedAndStepAlone() {
    Dropout dropout = new Dropout(0.5);
    float[] output = drop(dropout, 1, 7);
    assertThat(drop(dropout, 1, 7)).isEqualTo(output);
    assertThat(drop(dropout, 1, 8)).isNotEqualTo(output);
    assertThat(drop(dropout, 2, 7)).isNotEqualTo(output);
  }

  @Test
  void seedsAndStepsAreNotMistakenForEachOther() {
    Dropout dropout = new Dropout(0.5);
    assertThat(drop(dropout, 1, 2)).isNotEqualTo(drop(dropout, 2, 1));
  }

  @Test
  void layersOfOneNetworkDropIndependently() {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      DropoutNoise noise = noise(tf, 1, 0, 0, IMAGES);
      List<float[]> masks =
          graph.run(
              List.of(
                  build(graph, new Dropout(0.5), noise), build(graph, new Dropout(0.5), noise)));
      int same = 0;
      for (int i = 0; i < masks.get(0).length; i++) {
        same += masks.get(0)[i] == masks.get(1)[i] ? 1 : 0;
      }
      assertThat((double) same).isCloseTo(IMAGES * FEATURES / 2.0, within(5 * 158.0));
    }
  }

  @Test
  void anImageGetsTheSameNumbersWhateverPartOfTheBatchItIsSeenWith() {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Shape image = Shape.of(FEATURES);
      List<float[]> numbers =
          graph.run(
              List.of(
                  noise(tf, 1, 0, 0, IMAGES).uniform(tf, image),
                  noise(tf, 1, 0, 30, 50).uniform(tf, image)));
      assertThat(numbers.get(1))
          .isEqualTo(Arrays.copyOfRange(numbers.get(0), 30 * FEATURES, 80 * FEATURES));
    }
  }

  @Test
  void gradientPassesWhereTheNumberDid() {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> input = ones(graph);
      Operand<TFloat32> output =
          new Dropout(0.25)
              .build(tf, input, Shape.of(FEATURES), List.of(), noise(tf, 1, 3, 0, IMAGES));
      Operand<TFloat32> total = tf.reduceSum(output, tf.constant(new int[] {0, 1}));
      List<float[]> found =
          graph.run(List.of(output, graph.gradients(total, List.of(input)).get(0)));
      assertThat(found.get(1)).isEqualTo(found.get(0));
    }
  }

  @Test
  void nothingIsDroppedAtInference() {
    try (GraphSession graph = new GraphSession()) {
      Operand<TFloat32> output = build(graph, new Dropout(0.5), null);
      assertThat(graph.run(output)).containsOnly(1);
    }
  }

  @Test
  void rateZeroDropsNothing() {
    assertThat(drop(new Dropout(0.0), 1, 0)).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1, 1.5, Double.POSITIVE_INFINITY})
  void rateOutOfRangeIsRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(rate))
        .withMessage("rate is %s, expected a number of at least 0 and below 1", rate);
  }

  /** Gives the noise of some images of a batch. */
  private static DropoutNoise noise(Ops tf, long seed, long step, int first, int count) {
    DropoutNoise.Rows rows =
        new DropoutNoise.Rows(tf.constant(first), tf.constant(count), tf.constant(IMAGES));
    return new DropoutNoise(seed, tf.constant(step), rows);
  }

  /** Drops from a batch of ones. */
  private static float[] drop(Dropout dropout, long seed, long step) {
    try (GraphSession graph = new GraphSession()) {
      return graph.run(build(graph, dropout, noise(graph.tf(), seed, step, 0, IMAGES)));
    }
  }

  private static Operand<TFloat32> build(GraphSession graph, Dropout dropout, DropoutNoise noise) {
    return dropout.build(graph.tf(), ones(graph), Shape.of(FEATURES), List.of(), noise);
  }

  private static Operand<TFloat32> ones(GraphSession graph) {
    float[] ones = new float[IMAGES * FEATURES];
    Arrays.fill(ones, 1);
    return graph.input(Shape.of(IMAGES, FEATURES), ones);
  }
}
