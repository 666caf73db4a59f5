package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.GraphSession;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class BatchNormTest {
  private static final Shape IMAGE = Shape.of(3, 2, 2);
  private static final int[] SIZES = {3, 1, 0, 2};

  /**
   * Far from 0, where the mean of the squares less the square of the mean has no digit left: at
   * 4000 float32 has squares to the next 1.
   */
  @Test
  void theVarianceIsThatOfTheWholeBatchHoweverFarItIsFromZero() {
    Random random = new Random(3);
    float[] values = new float[6 * 12];
    double[] sums = new double[2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (4000 + 0.25 * random.nextGaussian());
      sums[i % 2] += values[i];
    }
    double[] squares = new double[2];
    for (int i = 0; i < values.length; i++) {
      squares[i % 2] += Math.pow(values[i] - sums[i % 2] / 36, 2);
    }
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> batch = graph.input(IMAGE.prepend(6), values);
      // What moves on by all of its way is the batch's.
      Trainable built =
          new BatchNorm(0, 1e-3).trainable(BatchParts.split(tf, batch, SIZES), IMAGE, start(graph));
      List<float[]> found = graph.run(List.of(built.updates().get(2), built.updates().get(3)));
      for (int channel = 0; channel < 2; channel++) {
        assertThat((double) found.get(0)[channel]).isCloseTo(sums[channel] / 36, within(1e-3));
        assertThat((double) found.get(1)[channel])
            .isCloseTo(squares[channel] / 36, within(2e-3 * squares[channel] / 36));
      }
    }
  }

  @Test
  void theAveragesMoveOnByTheRestOfTheMomentum() {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Shape vector = Shape.of(2);
      Operand<TFloat32> batch = graph.input(new float[][] {{1, 10}, {3, 10}, {8, 40}});
      List<Operand<TFloat32>> weights =
          List.of(
              graph.input(vector, 1, 1),
              graph.input(vector, 0, 0),
              graph.input(vector, 8, -20),
              graph.input(vector, 2, 4));
      Trainable built =
          new BatchNorm(0.75, 1e-3)
              .trainable(List.of(BatchParts.whole(tf, batch)), vector, weights);
      assertThat(built.updates()).containsOnlyKeys(2, 3);
      // Means 4 and 20; variances (9 + 1 + 16) / 3 and (100 + 100 + 400) / 3.
      assertThat(graph.run(built.updates().get(2)))
          .containsExactly(new float[] {7, -10}, within(1e-5f));
      assertThat(graph.run(built.updates().get(3)))
          .containsExactly(new float[] {1.5f + 26 / 12f, 53}, within(1e-4f));
    }
  }

  @Test
  void otherwiseTheMovingAveragesCount() {
    try (GraphSession graph = new GraphSession()) {
      Shape vector = Shape.of(2);
      List<Operand<TFloat32>> weights =
          List.of(
              graph.input(vector, 2, 3),
              graph.input(vector, 1, -1),
              graph.input(vector, 4, 0),
              graph.input(vector, 3, 8));
      float[] found =
          graph.run(
              new BatchNorm(0.9, 1)
                  .build(
                      graph.tf(),
                      graph.input(new float[][] {{6, 3}, {4, -9}}),
                      vector,
                      weights,
                      null));
      assertThat(found).containsExactly(new float[] {3, 2, 1, -10}, within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aMomentumOutOfRangeIsRefused(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(momentum, 1e-3))
        .withMessage("momentum is %s, expected a number of at least 0 and below 1", momentum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void anEpsilonOutOfRangeIsRefused(double epsilon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(0.9, epsilon))
        .withMessage("epsilon is %s, expected a finite number above 0", epsilon);
  }

  private static List<Operand<TFloat32>> start(GraphSession graph) {
    Shape two = Shape.of(2);
    return List.of(
        graph.input(two, 1, 1),
        graph.input(two, 0, 0),
        graph.input(two, 0, 0),
        graph.input(two, 1, 1));
  }

  @Test
  void scalingAndShiftingCountsAsWork() {
    assertThat(new BatchNorm(0.9, 1e-3).work(Shape.of(5, 4, 3))).isEqualTo(new Work(120, 0));
    assertThat(new BatchNorm(0.9, 1e-3).work(Shape.of(7))).isEqualTo(new Work(14, 0));
  }
}
