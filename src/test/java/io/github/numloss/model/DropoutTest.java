package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class DropoutTest {
  private static final int SIZE = 20_000;
  private static final double RATE = 0.3;

  /** Drops out of ones, in the layer of that number. */
  private static float[] run(long seed, long step, int layer) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape shape = Shape.of(1, SIZE);
      float[] ones = new float[SIZE];
      Arrays.fill(ones, 1);
      Operand<TFloat32> input = tf.constant(shape, DataBuffers.of(ones, true, false));
      DropoutNoise noise = new DropoutNoise(seed, tf.constant(step));
      Operand<TFloat32> output = input;
      for (int i = 0; i <= layer; i++) {
        output = new Dropout(RATE).build(tf, input, shape, List.of(), noise);
      }
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(output).run()) {
        float[] values = new float[SIZE];
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
        return values;
      }
    }
  }

  @Test
  void dropsTheRateAndScalesTheRestToKeepTheMean() {
    float[] values = run(1, 0, 0);
    int dropped = 0;
    for (float value : values) {
      if (value == 0) {
        dropped++;
      } else {
        assertThat(value).isCloseTo((float) (1 / (1 - RATE)), within(1e-6f));
      }
    }
    // Five standard deviations of the binomial distribution.
    double deviation = Math.sqrt(SIZE * RATE * (1 - RATE));
    assertThat((double) dropped).isCloseTo(SIZE * RATE, within(5 * deviation));
  }

  @Test
  void followsFromSeedStepAndLayerAlone() {
    float[] values = run(1, 5, 0);
    assertThat(run(1, 5, 0)).isEqualTo(values);
    assertThat(run(2, 5, 0)).isNotEqualTo(values);
    assertThat(run(1, 6, 0)).isNotEqualTo(values);
    assertThat(run(1, 5, 1)).isNotEqualTo(values);
  }

  @Test
  void doesNothingAtInference() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> input = tf.constant(new float[][] {{1, 2}});
      assertThat(new Dropout(RATE).build(tf, input, Shape.of(2), List.of(), null)).isSameAs(input);
    }
  }
}
