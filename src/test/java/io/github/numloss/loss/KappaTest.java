package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.head.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

final class KappaTest {
  private static final ClassValues VALUES = ClassValues.of(0, 1, 4);
  private static final float[][] LOGITS = {{1, 0, -1}, {0, 0, 0}, {-1, 0.5f, 2}, {2, -1, 0}};
  private static final int[] LABELS = {0, 1, 2, 2};

  @Test
  void isOfTheWeightedMatrixOfTheBatch() {
    assertThat(total(null)).isCloseTo(plain(1, 1, 1, 1), within(1e-6));
    assertThat(total(new float[] {2, 1, 0.5f, 3})).isCloseTo(plain(2, 1, 0.5, 3), within(1e-6));
  }

  @Test
  void onlyProportionsOfWeightsMatter() {
    assertThat(total(new float[] {4, 2, 1, 6}))
        .isCloseTo(total(new float[] {2, 1, 0.5f, 3}), within(1e-6));
  }

  /** All labels equal, the predictions right, wrong, or in between. */
  @Test
  void aBatchOfOneLabelIsOneWithNothingToLearn() {
    float[][] alike = {{80, -80, -80}, {80, -80, -80}};
    for (float[][] logits : List.of(alike, new float[][] {{1, 2, 3}}, LOGITS)) {
      for (int label = 0; label < 3; label++) {
        int[] labels = new int[logits.length];
        java.util.Arrays.fill(labels, label);
        try (LossInAGraph graph = new LossInAGraph(new Softmax(), VALUES, logits, labels)) {
          Operand<TFloat32> total =
              LossGraph.of(graph.tf(), new Kappa(0, 1), graph.inputs()).total();
          List<float[]> found = graph.run(List.of(total, graph.gradient(total)));
          assertThat(found.get(0)[0]).isCloseTo(1, within(1e-6f));
          assertThat(found.get(1)).hasSize(3 * logits.length);
          for (float slope : found.get(1)) {
            assertThat(slope).isCloseTo(0, within(1e-6f));
          }
        }
      }
    }
  }

  @Test
  void aBatchThatCountsForNothingIsFinite() {
    assertThat(total(new float[4])).isFinite();
  }

  private static double plain(double... weights) {
    double[][] probabilities = new double[LOGITS.length][];
    for (int b = 0; b < LOGITS.length; b++) {
      double[] powers = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        powers[k] = Math.exp(LOGITS[b][k]);
        sum += powers[k];
      }
      for (int k = 0; k < 3; k++) {
        powers[k] /= sum;
      }
      probabilities[b] = powers;
    }
    return PlainLosses.kappa(probabilities, LABELS, weights, VALUES);
  }

  private static double total(float[] weights) {
    try (LossInAGraph graph = new LossInAGraph(new Softmax(), VALUES, LOGITS, LABELS)) {
      LossInputs inputs =
          weights == null ? graph.inputs() : graph.inputs().weighted(graph.input(weights));
      return graph.run(LossGraph.of(graph.tf(), new Kappa(0, 1), inputs).total())[0];
    }
  }
}
