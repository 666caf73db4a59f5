package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean distance from the true class if a class were drawn from the probabilities, {@code Σ p_i
 * d_iy}: the Wasserstein-1 distance between them and the truth. Added to the cross-entropy it is
 * the number token loss NTL-WAS (Zausinger et al., "Regress, Don't Guess", 2025), whose weight λ is
 * 0.3 in the authors' configurations. Distances are in units of the mean distance between
 * neighbours.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight λ of the expected absolute error, at least 0
 */
public record ExpectedAbsoluteError(double own, double weight) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or both are 0
   */
  public ExpectedAbsoluteError {
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the loss as the authors train with it. */
  static ExpectedAbsoluteError ofAuthors() {
    return new ExpectedAbsoluteError(1, 0.3);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    Operand<TFloat32> distances = TrueClass.row(tf, inputs, spacing.table(spacing::distance));
    Operand<TFloat32> expected =
        tf.reduceSum(tf.math.mul(inputs.probabilities(), distances), tf.constant(1));
    return Parameters.parts(tf, inputs, own, new Part("expectedAbsoluteError", weight, expected));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return Parameters.calmer(weight * (classValues.count() - 1), "weight", weight);
  }
}
