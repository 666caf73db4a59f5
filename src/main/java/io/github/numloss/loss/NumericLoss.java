package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;

/**
 * The scaled distance between the true value and the expected predicted value, {@code α ·
 * |oneHot·values − softmax(logits)·values|}: Algorithm 1 and the numerical loss L2 of Suzuki et al.
 * (2021).
 *
 * @param alpha the scale α, at least 0
 */
public record NumericLoss(double alpha) implements Loss {
  /** The paper's α. */
  public static final double PAPER_ALPHA = 0.05;

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public NumericLoss {
    if (!(alpha >= 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException(
          "alpha is %s, expected a finite number of at least 0".formatted(alpha));
    }
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> logits, ClassValues classValues) {
    return buildOnProbabilities(tf, oneHot, tf.nn.softmax(logits), classValues);
  }

  /**
   * Adds the loss to a graph that has the probabilities already.
   *
   * @param tf builds the operations
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @param probabilities [B,K], each row adding up to 1
   * @param classValues the number that each of the K classes stands for
   * @return a scalar, the mean over the batch, in α times the unit of the class values
   */
  public Operand<TFloat32> buildOnProbabilities(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> probabilities, ClassValues classValues) {
    Constant<TFloat32> column =
        tf.constant(
            Shape.of(classValues.count(), 1), DataBuffers.of(classValues.toArray(), true, false));
    Operand<TFloat32> trueValue = tf.linalg.matMul(oneHot, column);
    Operand<TFloat32> predictedValue = tf.linalg.matMul(probabilities, column);
    Operand<TFloat32> distance = tf.math.abs(tf.math.sub(trueValue, predictedValue));
    Operand<TFloat32> perImage = tf.math.mul(tf.constant((float) alpha), distance);
    return tf.math.mean(perImage, tf.constant(new int[] {0, 1}));
  }
}
