package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;

/**
 * The continuous ranked probability score, {@code Σ Δ_k (P_k − 1[k ≥ y])²} with the cumulative
 * probabilities P_k and the distances Δ_k of neighbours: a proper scoring rule. For equally spaced
 * classes it is the ranked probability score (Epstein 1969), which trains networks as EMD² (Hou, Yu
 * and Samaras 2016). The Δ_k are in units of their mean.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the score, at least 0
 */
public record Crps(double own, double weight) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or both are 0
   */
  public Crps {
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the score alone. */
  static Crps ofAuthors() {
    return new Crps(0, 1);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Operand<TFloat32> probabilities = inputs.probabilities();
    Spacing spacing = Spacing.of(inputs.classValues());
    double[] positions = spacing.positions();
    int steps = positions.length - 1;
    // Below the true class what lies at or below k is wrong, from it on what lies above: each is
    // summed from its far end, where it is small, so that nothing cancels.
    Operand<TFloat32> below = tf.math.cumsum(probabilities, tf.constant(1));
    Operand<TFloat32> above =
        tf.math.cumsum(probabilities, tf.constant(1), Cumsum.exclusive(true), Cumsum.reverse(true));
    Operand<TFloat32> ofBelow =
        TrueClass.row(tf, inputs, spacing.table((y, k) -> k < y ? step(positions, k) : 0));
    Operand<TFloat32> ofAbove =
        TrueClass.row(
            tf, inputs, spacing.table((y, k) -> k >= y && k < steps ? step(positions, k) : 0));
    Operand<TFloat32> score =
        tf.reduceSum(
            tf.math.add(
                tf.math.mul(ofBelow, tf.math.square(below)),
                tf.math.mul(ofAbove, tf.math.square(above))),
            tf.constant(1));
    return Parameters.parts(tf, inputs, own, new Part("crps", weight, score));
  }

  private static double step(double[] positions, int k) {
    return positions[k + 1] - positions[k];
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return Parameters.calmer(weight * (classValues.count() - 1), "weight", weight);
  }
}
