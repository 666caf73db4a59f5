package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The squared distance between the expected and the true value, {@code (Σ p_i v_i − v_y)²}. Added
 * to the cross-entropy it is the number token loss NTL-MSE (Zausinger et al., "Regress, Don't
 * Guess", 2025), whose weight λ is 0.3 in the authors' configurations. Probabilities far to both
 * sides of the truth can make it 0, too. Values are in units of the mean distance between
 * neighbours.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight λ of the squared distance, at least 0
 */
public record SquaredExpectation(double own, double weight) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or both are 0
   */
  public SquaredExpectation {
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the loss as the authors train with it. */
  static SquaredExpectation ofAuthors() {
    return new SquaredExpectation(1, 0.3);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    return Parameters.parts(
        tf,
        inputs,
        own,
        new Part("squaredExpectation", weight, tf.math.square(expectedOffset(tf, inputs))));
  }

  /**
   * Adds to a graph how far the expected value lies above the true one, in units of the mean
   * distance between neighbours.
   *
   * @return [B], {@code Σ p_i (v_i − v_y)}, which is 0 without rounding where p_y is 1
   */
  static Operand<TFloat32> expectedOffset(Ops tf, LossInputs inputs) {
    Operand<TFloat32> offsets =
        TrueClass.row(tf, inputs, Spacing.of(inputs.classValues()).offsets());
    return tf.reduceSum(tf.math.mul(inputs.probabilities(), offsets), tf.constant(1));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return Parameters.calmer(weight * Math.pow(classValues.count() - 1, 2), "weight", weight);
  }
}
