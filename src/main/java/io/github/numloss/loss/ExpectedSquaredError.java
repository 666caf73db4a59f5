package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean squared distance from the true class if a class were drawn from the probabilities,
 * {@code Σ p_i d_iy²}: what the numerator of {@link Kappa} sums up (de la Torre, Puig and Valls,
 * "Weighted Kappa Loss Function for Multi-Class Classification of Ordinal Data in Deep Learning",
 * 2018), without the denominator, which depends on the batch. Distances are in units of the mean
 * distance between neighbours. No paper proposes it on its own; the weights are this program's.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the expected squared error, at least 0
 */
public record ExpectedSquaredError(double own, double weight) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or both are 0
   */
  public ExpectedSquaredError {
    Parameters.requireWeights("own, weight", own, weight);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    double[][] squares = spacing.table((y, i) -> Math.pow(spacing.distance(y, i), 2));
    Operand<TFloat32> expected =
        tf.reduceSum(
            tf.math.mul(inputs.probabilities(), TrueClass.row(tf, inputs, squares)),
            tf.constant(1));
    return Parameters.parts(tf, inputs, own, new Part("expectedSquaredError", weight, expected));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    double largest = Math.pow(classValues.count() - 1, 2);
    return Parameters.calmer(weight * largest, "weight", weight);
  }
}
