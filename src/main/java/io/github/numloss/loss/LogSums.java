package io.github.numloss.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Slice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Logarithms of sums of probabilities, from the logarithms of these: finite, and with a gradient,
 * where the probabilities themselves are 0 or 1 in single precision. Sums over all first or last
 * classes take about log2(K) operations on [B,K].
 */
final class LogSums {
  /** The logarithm of a sum of nothing; infinity less infinity would be no number. */
  private static final float NOTHING = -1e30f;

  private LogSums() {}

  /**
   * Adds the logarithm of a sum of two to a graph.
   *
   * @param a the logarithm of one
   * @param b that of the other, in the same shape
   * @return log(e^a + e^b)
   */
  static Operand<TFloat32> add(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    // The result is the same whatever the larger is taken for, and so is its gradient.
    Operand<TFloat32> larger = tf.stopGradient(tf.math.maximum(a, b));
    return tf.math.add(
        larger,
        tf.math.log(
            tf.math.add(tf.math.exp(tf.math.sub(a, larger)), tf.math.exp(tf.math.sub(b, larger)))));
  }

  /**
   * Adds logarithms of the sums over first classes to a graph.
   *
   * @param logs [B,K], logarithms
   * @param classes K
   * @return [B,K], for class k the logarithm of the sum over the classes up to k
   */
  static Operand<TFloat32> upTo(Ops tf, Operand<TFloat32> logs, int classes) {
    Operand<TFloat32> sums = logs;
    for (int step = 1; step < classes; step *= 2) {
      sums = add(tf, sums, right(tf, sums, classes, step));
    }
    return sums;
  }

  /** Adds logarithms of the sums over last classes to a graph: those from k on for class k. */
  static Operand<TFloat32> from(Ops tf, Operand<TFloat32> logs, int classes) {
    Operand<TFloat32> sums = logs;
    for (int step = 1; step < classes; step *= 2) {
      sums = add(tf, sums, left(tf, sums, classes, step));
    }
    return sums;
  }

  /**
   * Adds the logarithms of the probabilities that it is another class to a graph, log(1 − p_k).
   *
   * @param inputs what a loss may use
   * @return [B,K]
   */
  static Operand<TFloat32> others(Ops tf, LossInputs inputs) {
    int classes = inputs.classValues().count();
    Operand<TFloat32> logs = inputs.logProbabilities();
    Operand<TFloat32> summed =
        add(
            tf,
            right(tf, upTo(tf, logs, classes), classes, 1),
            left(tf, from(tf, logs, classes), classes, 1));
    // Where p is small the sum is near 1, and its logarithm would be mostly rounding.
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> direct =
        tf.math.log1p(tf.math.neg(tf.math.minimum(inputs.probabilities(), half)));
    Operand<TFloat32> isSmall =
        tf.stopGradient(tf.dtypes.cast(tf.math.less(inputs.probabilities(), half), TFloat32.class));
    Operand<TFloat32> isLarge = tf.math.sub(tf.constant(1f), isSmall);
    return tf.math.add(tf.math.mul(isSmall, direct), tf.math.mul(isLarge, summed));
  }

  /** Moves columns to the right; nothing comes in from the left. */
  private static Operand<TFloat32> right(Ops tf, Operand<TFloat32> logs, int classes, int step) {
    return tf.pad(part(tf, logs, 0, classes - step), padding(tf, step, 0), tf.constant(NOTHING));
  }

  private static Operand<TFloat32> left(Ops tf, Operand<TFloat32> logs, int classes, int step) {
    return tf.pad(part(tf, logs, step, classes - step), padding(tf, 0, step), tf.constant(NOTHING));
  }

  private static Slice<TFloat32> part(Ops tf, Operand<TFloat32> logs, int first, int count) {
    return tf.slice(logs, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }

  private static Operand<TInt32> padding(Ops tf, int before, int after) {
    return tf.constant(new int[][] {{0, 0}, {before, after}});
  }
}
