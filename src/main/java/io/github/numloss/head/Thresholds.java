package io.github.numloss.head;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.layer.Initializer;
import io.github.numloss.layer.Weight;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Increasing thresholds between the classes in a graph.
 *
 * @param values [K−1], the thresholds
 * @param steps [K−2], numbers whose softplus is the distance from a threshold to the next, so that
 *     1 − exp(−distance) is σ(steps) and exp(distance) − 1 is exp(steps); null if K is 2
 */
record Thresholds(Operand<TFloat32> values, @Nullable Operand<TFloat32> steps) {
  /** How the thresholds may lie. */
  enum Spacing {
    /** Wherever learning puts them, in their order. */
    FREE,
    /** In the distances of the middles between class values. */
    EQUIDISTANT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Gives the weights that thresholds follow from. They begin where all classes are equally
   * probable for an output of 0; those in given distances, where the first and the last class are
   * as they would be then.
   *
   * @param spacing how they lie
   * @param classes K
   * @param quantile the inverse of the cumulative distribution
   */
  static List<Weight> weights(Spacing spacing, int classes, DoubleUnaryOperator quantile) {
    if (spacing == Spacing.FREE) {
      return List.of(
          new Weight("thresholds", Shape.of(classes - 1), of(uniform(classes, quantile))));
    }
    double first = quantile.applyAsDouble(1.0 / classes);
    double last = quantile.applyAsDouble((classes - 1.0) / classes);
    double slope = classes == 2 ? 1 : (last - first) / (classes - 2);
    return List.of(
        new Weight("shift", Shape.of(1), of((first + last) / 2)),
        new Weight("scale", Shape.of(1), of(inverseSoftplus(slope))));
  }

  private static double[] uniform(int classes, DoubleUnaryOperator quantile) {
    double[] raw = new double[classes - 1];
    double before = 0;
    for (int k = 0; k < raw.length; k++) {
      double threshold = quantile.applyAsDouble((k + 1.0) / classes);
      raw[k] = k == 0 ? threshold : inverseSoftplus(threshold - before);
      before = threshold;
    }
    return raw;
  }

  /** Gives x with log(1 + exp(x)) = y. */
  static double inverseSoftplus(double y) {
    return y + StrictMath.log(-StrictMath.expm1(-y));
  }

  static Initializer of(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return (shape, random) -> floats.clone();
  }

  /** Adds the thresholds to a graph that follow from the weights of {@link #weights}. */
  static Thresholds of(
      Ops tf, Spacing spacing, List<? extends Operand<TFloat32>> weights, ClassValues values) {
    return spacing == Spacing.FREE
        ? free(tf, weights.get(0), values.count())
        : equidistant(tf, weights.get(0), weights.get(1), values);
  }

  /** The first, then one distance after the other. */
  private static Thresholds free(Ops tf, Operand<TFloat32> raw, int classes) {
    if (classes == 2) {
      return new Thresholds(raw, null);
    }
    Operand<TFloat32> first = StableLogs.columns(tf, raw, 0, 1);
    Operand<TFloat32> steps = StableLogs.columns(tf, raw, 1, classes - 2);
    Operand<TFloat32> above =
        tf.math.cumsum(StableLogs.pad(tf, tf.math.softplus(steps), 1, 0), tf.constant(0));
    return new Thresholds(tf.math.add(first, above), steps);
  }

  /**
   * A shift plus softplus(scale) times the middles between class values, in units of the mean
   * distance of class values and from the middles' mean, so that the weights mean the same on any
   * scale.
   */
  private static Thresholds equidistant(
      Ops tf, Operand<TFloat32> shift, Operand<TFloat32> scale, ClassValues values) {
    int count = values.count() - 1;
    double unit = ((double) values.at(count) - values.at(0)) / count;
    double[] middles = new double[count];
    double mean = 0;
    for (int k = 0; k < count; k++) {
      middles[k] = ((double) values.at(k) + values.at(k + 1)) / 2 / unit;
      mean += middles[k] / count;
    }
    float[] places = new float[count];
    float[] logDistances = new float[count - 1];
    for (int k = 0; k < count; k++) {
      places[k] = (float) (middles[k] - mean);
      if (k > 0) {
        logDistances[k - 1] = (float) StrictMath.log(middles[k] - middles[k - 1]);
      }
    }
    Operand<TFloat32> thresholds =
        tf.math.add(shift, tf.math.mul(tf.math.softplus(scale), tf.constant(places)));
    if (count == 1) {
      return new Thresholds(thresholds, null);
    }
    // With log d known, log(exp(d) − 1) = d + log(1 − exp(−d)).
    Operand<TFloat32> logs =
        tf.math.add(StableLogs.logSoftplus(tf, scale), tf.constant(logDistances));
    Operand<TFloat32> steps =
        tf.math.add(tf.math.exp(logs), StableLogs.logOneMinusExpMinusExp(tf, logs));
    return new Thresholds(thresholds, steps);
  }
}
