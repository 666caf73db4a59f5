package io.github.numloss.head;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Logarithms of probabilities that stay finite, and keep a gradient, where the probabilities
 * themselves are 0 or 1 in float32. All operations are such that TensorFlow's C++ side has their
 * gradients, and TensorFlow Lite, ONNX and TensorFlow.js have them.
 */
final class StableLogs {
  /** Below, softplus(x) and 1 − exp(−exp(x)) are exp(x) but for a relative 2·10⁻⁷. */
  private static final float LOW = -15;

  /** Above, exp(−exp(x)) is 0 in float32, and has no gradient either. */
  private static final float HIGH = 5;

  /**
   * Above, {@link #exp} is a straight line: its gradient of at most 2·10¹⁷ can still be squared in
   * float32, as optimizers do.
   */
  private static final float STEEP = 40;

  private StableLogs() {}

  /** Adds log σ(x). */
  static Operand<TFloat32> logSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.neg(tf.math.softplus(tf.math.neg(x)));
  }

  /** Adds log softplus(x), which is nearly x far below 0. */
  static Operand<TFloat32> logSoftplus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> raised = tf.math.maximum(x, tf.constant(LOW));
    return tf.math.sub(tf.math.log(tf.math.softplus(raised)), below(tf, x));
  }

  /** Adds log(1 − exp(−exp(x))), which is nearly x far below 0. */
  static Operand<TFloat32> logOneMinusExpMinusExp(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> within =
        tf.math.minimum(tf.math.maximum(x, tf.constant(LOW)), tf.constant(HIGH));
    return tf.math.sub(logOneMinusExpMinus(tf, tf.math.exp(within)), below(tf, x));
  }

  /** Adds log(1 − exp(−x)) of x > 0. */
  static Operand<TFloat32> logOneMinusExpMinus(Ops tf, Operand<TFloat32> x) {
    return tf.math.log(oneMinusExpMinus(tf, x));
  }

  /**
   * Adds 1 − exp(−x) of x ≥ 0 without its cancellation near 0, as 2t / (1 + t) with t = tanh(x/2):
   * tf2onnx 1.17 has no expm1.
   */
  static Operand<TFloat32> oneMinusExpMinus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> t = tf.math.tanh(tf.math.mul(tf.constant(0.5f), x));
    return tf.math.div(tf.math.add(t, t), tf.math.add(tf.constant(1f), t));
  }

  /** By how much x is below {@link #LOW}. A rectifier, whose gradient is 0 where it begins. */
  private static Operand<TFloat32> below(Ops tf, Operand<TFloat32> x) {
    return tf.nn.relu(tf.math.sub(tf.constant(LOW), x));
  }

  /** Adds exp(x), and from {@link #STEEP} on its tangent there. */
  static Operand<TFloat32> exp(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> steep = tf.constant(STEEP);
    return tf.math.mul(
        tf.math.exp(tf.math.minimum(x, steep)),
        tf.math.add(tf.constant(1f), tf.nn.relu(tf.math.sub(x, steep))));
  }

  /**
   * Adds the classes of a chain of decisions, each of which stops at its class or goes on to the
   * next.
   *
   * @param stop [B,K−1], the log-probability of stopping, by class
   * @param goOn [B,K−1], that of going on
   * @return [B,K], the log-probability of each class; at the last all stop
   */
  static Operand<TFloat32> chain(Ops tf, Operand<TFloat32> stop, Operand<TFloat32> goOn) {
    return tf.math.add(
        tf.math.cumsum(pad(tf, goOn, 0, 1), tf.constant(1), Cumsum.exclusive(true)),
        pad(tf, stop, 0, 1));
  }

  /**
   * Adds the classes between thresholds of the logistic distribution: {@code log(σ(b) − σ(a)) = log
   * σ(b) + log σ(−a) + log(1 − exp(a − b))} between the thresholds a and b, and the tails outside.
   *
   * @param thresholds [B,K−1], increasing
   * @param gaps [B,K−2] or [K−2], log(1 − exp(a − b)); null if K is 2
   * @return [B,K], the log-probability of each class
   */
  static Operand<TFloat32> logistic(
      Ops tf, Operand<TFloat32> thresholds, @Nullable Operand<TFloat32> gaps) {
    Operand<TFloat32> tails =
        tf.math.add(
            pad(tf, logSigmoid(tf, thresholds), 0, 1),
            pad(tf, logSigmoid(tf, tf.math.neg(thresholds)), 1, 0));
    return gaps == null ? tails : tf.math.add(tails, pad(tf, gaps, 1, 1));
  }

  /** Adds columns of 0 on both sides of the last dimension. */
  static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, int before, int after) {
    int[] sides = {before, after};
    Operand<TInt32> sizes =
        tf.constant(
            x.shape().numDimensions() == 1 ? new int[][] {sides} : new int[][] {{0, 0}, sides});
    return tf.pad(x, sizes, tf.constant(0f));
  }

  /** Adds some of the columns, the last dimension. */
  static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int first, int count) {
    return x.shape().numDimensions() == 1
        ? tf.slice(x, tf.constant(new int[] {first}), tf.constant(new int[] {count}))
        : tf.slice(x, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }

  /** Adds the distribution whose log-probabilities were computed. */
  static Distribution distribution(Ops tf, Operand<TFloat32> logProbabilities) {
    return new Distribution(tf.math.exp(logProbabilities), logProbabilities);
  }

  /** Adds the distribution whose log-probabilities are these numbers but for a constant a row. */
  static Distribution ofLogits(Ops tf, Operand<TFloat32> logits) {
    return new Distribution(tf.nn.softmax(logits), tf.nn.logSoftmax(logits));
  }
}
