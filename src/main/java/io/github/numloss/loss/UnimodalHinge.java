package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Asks the probabilities to fall on both sides of the true class, {@code Σ max(0, ω + r_k (p_{k+1}
 * − p_k))} over neighbours, where r_k is 1 from the true class on and −1 below it. Added to the
 * cross-entropy it is CO2, and to the entropy {@code −Σ p_i log p_i} HO2 (Albuquerque, Cruz and
 * Cardoso 2021). The margin ω is the authors', 0.05; so is λ: 0.01 for CO2, which is the standard,
 * and 1 for HO2 ({@code own=0,entropy=1,weight=1}; their {@code losses.py}). Of the values only the
 * order counts.
 *
 * @param margin the margin ω, 0 … 1
 * @param own the weight of the head's own loss, at least 0
 * @param entropy the weight of the entropy, at least 0
 * @param weight the weight λ of the hinges, at least 0
 */
public record UnimodalHinge(double margin, double own, double entropy, double weight)
    implements Loss {
  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public UnimodalHinge {
    Parameters.requireShare("margin", margin);
    Parameters.requireWeights("own, entropy, weight", own, entropy, weight);
  }

  /** Gives CO2. */
  static UnimodalHinge ofAuthors() {
    return new UnimodalHinge(0.05, 1, 0, 0.01);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    int classes = inputs.classValues().count();
    double[][] signs = new double[classes][classes - 1];
    for (int y = 0; y < classes; y++) {
      for (int k = 0; k < classes - 1; k++) {
        signs[y][k] = k >= y ? 1 : -1;
      }
    }
    Operand<TFloat32> probabilities = inputs.probabilities();
    Operand<TFloat32> rises =
        tf.math.sub(
            columns(tf, probabilities, 1, classes - 1), columns(tf, probabilities, 0, classes - 1));
    Operand<TFloat32> hinges =
        tf.nn.relu(
            tf.math.add(
                tf.constant((float) margin), tf.math.mul(TrueClass.row(tf, inputs, signs), rises)));
    Operand<TFloat32> ofEntropy =
        tf.math.neg(
            tf.reduceSum(tf.math.mul(probabilities, inputs.logProbabilities()), tf.constant(1)));
    return Parameters.parts(
        tf,
        inputs,
        own,
        new Part("entropy", entropy, ofEntropy),
        new Part("unimodalHinge", weight, tf.reduceSum(hinges, tf.constant(1))));
  }

  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> matrix, int first, int count) {
    return tf.slice(matrix, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return Parameters.calmer(weight, "weight", weight);
  }
}
