package io.github.numloss.head;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;

/** The K − 1 questions whether an image's class is above the first, the second, and so on. */
final class Levels {
  /** What the own loss of heads that answer each of them is called in the history. */
  static final String LOSS_NAME = "binaryCrossEntropy";

  private Levels() {}

  /**
   * Adds the sum of the binary cross-entropies of all questions, {@code Σ_k softplus(∓z_k)}, to a
   * graph.
   *
   * @param tf builds the operations
   * @param logits [B,K−1], the logits z of the answer yes
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @param classes K
   * @return [B]
   */
  static Operand<TFloat32> binaryCrossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> oneHot, int classes) {
    Operand<TFloat32> above =
        StableLogs.columns(
            tf,
            tf.math.cumsum(oneHot, tf.constant(1), Cumsum.exclusive(true), Cumsum.reverse(true)),
            0,
            classes - 1);
    Operand<TFloat32> sign = tf.math.sub(tf.constant(1f), tf.math.mul(tf.constant(2f), above));
    return tf.reduceSum(tf.math.softplus(tf.math.mul(sign, logits)), tf.constant(1));
  }
}
