package io.github.numloss.head;

import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Cumulative distributions F that link thresholds with probabilities (McCullagh 1980). */
enum Link {
  /** The logistic distribution, 1 / (1 + exp(−x)). */
  LOGIT {
    @Override
    double quantile(double probability) {
      return StrictMath.log(probability / (1 - probability));
    }

    @Override
    Operand<TFloat32> logs(
        Ops tf, Operand<TFloat32> thresholds, @Nullable Operand<TFloat32> steps) {
      return StableLogs.logistic(
          tf, thresholds, steps == null ? null : StableLogs.logSigmoid(tf, steps));
    }
  },
  /** The normal distribution. */
  PROBIT {
    @Override
    double quantile(double probability) {
      return NormalDistribution.of(0, 1).inverseCumulativeProbability(probability);
    }

    @Override
    Operand<TFloat32> logs(
        Ops tf, Operand<TFloat32> thresholds, @Nullable Operand<TFloat32> steps) {
      int count = Math.toIntExact(thresholds.shape().get(1));
      Operand<TFloat32> lowest = NormalLogs.logCdf(tf, StableLogs.columns(tf, thresholds, 0, 1));
      Operand<TFloat32> highest =
          NormalLogs.logCdf(tf, tf.math.neg(StableLogs.columns(tf, thresholds, count - 1, 1)));
      if (steps == null) {
        return tf.concat(List.of(lowest, highest), tf.constant(1));
      }
      Operand<TFloat32> middles =
          tf.math.mul(
              tf.constant(0.5f),
              tf.math.add(
                  StableLogs.columns(tf, thresholds, 0, count - 1),
                  StableLogs.columns(tf, thresholds, 1, count - 1)));
      Operand<TFloat32> between =
          NormalLogs.logInterval(
              tf, middles, tf.math.softplus(steps), StableLogs.logSoftplus(tf, steps));
      return tf.concat(List.of(lowest, between, highest), tf.constant(1));
    }
  },
  /**
   * The complementary log-log, {@code 1 − exp(−exp(x))}. Between thresholds a and b, log p is
   * {@code −exp(a) + log(1 − exp(exp(a) − exp(b)))}, and exp(b) − exp(a) is exp(a + step).
   */
  CLOGLOG {
    @Override
    double quantile(double probability) {
      return StrictMath.log(-StrictMath.log1p(-probability));
    }

    @Override
    Operand<TFloat32> logs(
        Ops tf, Operand<TFloat32> thresholds, @Nullable Operand<TFloat32> steps) {
      int count = Math.toIntExact(thresholds.shape().get(1));
      Operand<TFloat32> rises = StableLogs.columns(tf, thresholds, 0, 1);
      if (steps != null) {
        Operand<TFloat32> lower = StableLogs.columns(tf, thresholds, 0, count - 1);
        rises = tf.concat(List.of(rises, tf.math.add(lower, steps)), tf.constant(1));
      }
      return tf.math.sub(
          StableLogs.pad(tf, StableLogs.logOneMinusExpMinusExp(tf, rises), 0, 1),
          StableLogs.pad(tf, StableLogs.exp(tf, thresholds), 1, 0));
    }
  };

  /** Gives x with F(x) = probability. */
  abstract double quantile(double probability);

  /**
   * Adds the classes between thresholds to a graph.
   *
   * @param tf builds the operations
   * @param thresholds [B,K−1], increasing: F of them is the probability of a class up to the one
   *     below each
   * @param steps [K−2], whose softplus is the distance from a threshold to the next; null if K is 2
   * @return [B,K], the log-probability of each class
   */
  abstract Operand<TFloat32> logs(
      Ops tf, Operand<TFloat32> thresholds, @Nullable Operand<TFloat32> steps);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
