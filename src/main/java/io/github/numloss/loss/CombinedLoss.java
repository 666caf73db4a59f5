package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The paper's proposed loss, {@code β · L1 + (1 − β) · L2}, of the cross-entropy L1 and the numeric
 * loss L2 (Suzuki et al. 2021).
 *
 * @param alpha the scale α of the numeric loss, at least 0
 * @param beta the weight β of the cross-entropy, 0 … 1
 */
public record CombinedLoss(double alpha, double beta) implements Loss {
  /** The paper's β. */
  public static final double PAPER_BETA = 0.9;

  /**
   * Checks the scale and the weight.
   *
   * @throws IllegalArgumentException if the scale is negative or not finite, or the weight is not
   *     within 0 … 1
   */
  public CombinedLoss {
    new NumericLoss(alpha);
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException(
          "beta is %s, expected a number from 0 to 1".formatted(beta));
    }
  }

  /**
   * Gives the loss with the paper's α and β.
   *
   * @return the loss
   */
  public static CombinedLoss ofPaper() {
    return new CombinedLoss(NumericLoss.PAPER_ALPHA, PAPER_BETA);
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> logits, ClassValues classValues) {
    Operand<TFloat32> identification = new CrossEntropy().build(tf, oneHot, logits, classValues);
    Operand<TFloat32> numeric = new NumericLoss(alpha).build(tf, oneHot, logits, classValues);
    return tf.math.add(
        tf.math.mul(tf.constant((float) beta), identification),
        tf.math.mul(tf.constant((float) (1 - beta)), numeric));
  }
}
