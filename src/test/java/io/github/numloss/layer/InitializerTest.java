package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.Classifiers;
import io.github.numloss.data.InputShape;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.model.Network;
import io.github.numloss.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class InitializerTest {
  @Test
  void glorotUniformOfAMatrixFillsItsRange() {
    // 6 / (100 + 50) = 0.04, whose root is 0.2.
    assertUniform(Initializer.glorotUniform().values(Shape.of(100, 50), random()), 0.2);
  }

  @Test
  void glorotUniformOfAConvolutionCountsTheReceptiveField() {
    // Fan in 3·3·8 = 72, fan out 3·3·16 = 144: 6 / 216 = 1/36, whose root is 1/6.
    assertUniform(Initializer.glorotUniform().values(Shape.of(3, 3, 8, 16), random()), 1 / 6.0);
  }

  private static void assertUniform(float[] values, double limit) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float value : values) {
      assertThat(Math.abs((double) value)).isLessThanOrEqualTo(limit * (1 + 1e-7));
      sum += value;
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    double deviation = limit / Math.sqrt(3.0 * values.length);
    assertThat(sum / values.length).isCloseTo(0, within(5 * deviation));
    assertThat(squares / values.length).isCloseTo(limit * limit / 3, within(0.1 * limit * limit));
    assertThat(largest).isGreaterThan(0.98 * limit);
  }

  @Test
  void orthogonalRowsHaveLengthOneAndRightAngles() {
    int units = 24;
    float[] values = Initializer.orthogonalRows().values(Shape.of(units, 4L * units), random());
    assertThat(values).hasSize(units * 4 * units);
    for (int a = 0; a < units; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int c = 0; c < 4 * units; c++) {
          dot += (double) values[a * 4 * units + c] * values[b * 4 * units + c];
        }
        assertThat(dot).as("rows %d and %d", a, b).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void forgetGateIsTheSecondQuarterOfTheBias() {
    assertThat(Initializer.forgetGateOnes().values(Shape.of(12), random()))
        .containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void zerosAreZeros() {
    assertThat(Initializer.zeros().values(Shape.of(2, 3), random())).hasSize(6).containsOnly(0);
  }

  @Test
  void firstWeightsFollowFromTheSeedAndTheirNameAlone() {
    Network small =
        new Network(
            List.of(new Flatten(), new Dense(6), new Dense(6)), InputShape.picture(2, 3, 1));
    Network larger =
        new Network(
            List.of(new Flatten(), new Relu(), new Dense(6), new Dropout(0.5), new Dense(9)),
            InputShape.picture(2, 3, 1));
    Map<String, FloatArray> first = Classifiers.softmax(small).initialValues(1);
    assertThat(Classifiers.softmax(small).initialValues(1).get("dense_1.kernel").values())
        .isEqualTo(first.get("dense_1.kernel").values());
    assertThat(Classifiers.softmax(larger).initialValues(1).get("dense_1.kernel").values())
        .isEqualTo(first.get("dense_1.kernel").values());
    assertThat(Classifiers.softmax(small).initialValues(2).get("dense_1.kernel").values())
        .isNotEqualTo(first.get("dense_1.kernel").values());
    assertThat(first.get("dense_2.kernel").shape()).isEqualTo(first.get("dense_1.kernel").shape());
    assertThat(first.get("dense_2.kernel").values())
        .isNotEqualTo(first.get("dense_1.kernel").values());
  }

  private static RandomStream random() {
    return RandomStream.of(1, "test", 0);
  }
}
