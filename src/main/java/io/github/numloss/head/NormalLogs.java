package io.github.numloss.head;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Logarithms of the normal distribution Φ that are right far out in its tails, where float32 has
 * neither Φ nor erfc.
 *
 * <p>For x ≤ 0, {@code log Φ(x) = −x²/2 + log t + c(t)} with {@code t = 1 / (1 − 0.3 x)} and a
 * polynomial c of degree 11: the form that Press et al. give erfc ("Numerical Recipes in C", 2nd
 * edition, 1992, section 6.2), with coefficients of our own that {@code
 * src/test/python/normal_tail.py} finds. The polynomial's error is at most 2.2·10⁻⁸ on the whole
 * half line, and that of log t + c(t) in float32 at most 5·10⁻⁷, relative to it where it is beyond
 * −1.
 */
final class NormalLogs {
  private static final float SLOPE = 0.3f;
  private static final float[] TAIL = {
    -2.1229112f, 0.9999953f, 0.41022122f, 0.1493331f, 0.036893766f, -0.27162376f,
    0.5251196f, -1.2481095f, 1.385893f, -0.66949314f, 0.10081059f, 0.010724028f
  };

  private static final float LOG_ROOT_TWO_PI = 0.9189385f;

  /**
   * Up to this distance of a to b, the mean of the density at three points gives Φ(b) − Φ(a): its
   * error is (m d)⁶/2016000 of it, with m their middle, less than float32's of log Φ(m).
   */
  private static final float NARROW = 0.03f;

  private NormalLogs() {}

  /** The pieces of log Φ(x). */
  private record Pieces(
      Operand<TFloat32> x,
      Operand<TFloat32> tail,
      Operand<TFloat32> halfSquareBelow,
      Operand<TFloat32> body,
      Operand<TFloat32> halfSquareAbove) {
    /**
     * The one of its sides that holds has a gradient at 0, the minimum's; the rectifier's there is
     * 0.
     */
    static Pieces of(Ops tf, Operand<TFloat32> x) {
      Operand<TFloat32> low = tf.math.minimum(x, tf.constant(0f));
      Operand<TFloat32> high = tf.nn.relu(x);
      Operand<TFloat32> halfSquareAbove = halfSquare(tf, high);
      Operand<TFloat32> logOther = tf.math.sub(scaledTail(tf, tf.math.neg(high)), halfSquareAbove);
      return new Pieces(
          x,
          scaledTail(tf, low),
          halfSquare(tf, low),
          logOneMinusExp(tf, logOther),
          halfSquareAbove);
    }

    /**
     * log(1 − q) from log q ≤ log ½, as −softplus(log q − log(1 − q)), where the inner log(1 − q)
     * may be as coarse as it comes.
     */
    private static Operand<TFloat32> logOneMinusExp(Ops tf, Operand<TFloat32> logQ) {
      Operand<TFloat32> coarse = tf.math.log(tf.math.sub(tf.constant(1f), tf.math.exp(logQ)));
      return tf.math.neg(tf.math.softplus(tf.math.sub(logQ, coarse)));
    }

    private Operand<TFloat32> choose(Ops tf, Operand<TFloat32> above, Operand<TFloat32> otherwise) {
      return tf.select(tf.math.greater(x, tf.constant(0f)), above, otherwise);
    }

    /** log Φ(x). */
    Operand<TFloat32> log(Ops tf) {
      return choose(tf, body, tf.math.sub(tail, halfSquareBelow));
    }

    /** log(Φ(x) exp(x²/2)). */
    Operand<TFloat32> scaled(Ops tf) {
      return choose(tf, tf.math.add(body, halfSquareAbove), tail);
    }
  }

  private static Operand<TFloat32> halfSquare(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.constant(0.5f), tf.math.square(x));
  }

  /** log(Φ(x) exp(x²/2)) for x ≤ 0. */
  private static Operand<TFloat32> scaledTail(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> inverse = tf.math.sub(tf.constant(1f), tf.math.mul(tf.constant(SLOPE), x));
    Operand<TFloat32> t = tf.math.div(tf.constant(1f), inverse);
    Operand<TFloat32> polynomial = tf.constant(TAIL[TAIL.length - 1]);
    for (int power = TAIL.length - 2; power >= 0; power--) {
      polynomial = tf.math.add(tf.math.mul(polynomial, t), tf.constant(TAIL[power]));
    }
    return tf.math.sub(polynomial, tf.math.log(inverse));
  }

  /** Adds log Φ(x). */
  static Operand<TFloat32> logCdf(Ops tf, Operand<TFloat32> x) {
    return Pieces.of(tf, x).log(tf);
  }

  /**
   * Adds log(Φ(b) − Φ(a)): {@code log Φ(b) + log(1 − Φ(a) / Φ(b))} on the side of 0 where the tails
   * are smaller, the squares in the quotient divided out by hand.
   *
   * @param tf builds the operations
   * @param middles [B,n], (a + b) / 2
   * @param distances [n], b − a
   * @param logDistances [n], their logarithms
   * @return [B,n]
   */
  static Operand<TFloat32> logInterval(
      Ops tf,
      Operand<TFloat32> middles,
      Operand<TFloat32> distances,
      Operand<TFloat32> logDistances) {
    Operand<TFloat32> narrow = tf.constant(NARROW);
    return tf.select(
        tf.math.greater(distances, narrow),
        wide(tf, middles, tf.math.maximum(distances, narrow)),
        narrow(tf, middles, tf.math.minimum(distances, narrow), logDistances));
  }

  private static Operand<TFloat32> wide(
      Ops tf, Operand<TFloat32> middles, Operand<TFloat32> distances) {
    Operand<TFloat32> off = tf.math.abs(middles);
    Operand<TFloat32> half = tf.math.mul(tf.constant(0.5f), distances);
    Pieces b = Pieces.of(tf, tf.math.sub(half, off));
    Operand<TFloat32> scaledA = scaledTail(tf, tf.math.neg(tf.math.add(half, off)));
    // (a² − b²)/2 = |middle| · distance.
    Operand<TFloat32> quotient =
        tf.math.add(tf.math.mul(off, distances), tf.math.sub(b.scaled(tf), scaledA));
    return tf.math.add(b.log(tf), StableLogs.logOneMinusExpMinus(tf, quotient));
  }

  /**
   * The rule of Gauss and Legendre with three points: {@code d φ(m) (4/9 + 5/9 exp(−3d²/40)
   * cosh(x))} with {@code x = √0.6 m d / 2}, of which exp(|x|) is taken out.
   */
  private static Operand<TFloat32> narrow(
      Ops tf,
      Operand<TFloat32> middles,
      Operand<TFloat32> distances,
      Operand<TFloat32> logDistances) {
    Operand<TFloat32> x =
        tf.math.abs(
            tf.math.mul(
                middles, tf.math.mul(distances, tf.constant((float) (Math.sqrt(0.6) / 2)))));
    Operand<TFloat32> bend =
        tf.math.exp(tf.math.mul(tf.constant(-3 / 40f), tf.math.square(distances)));
    Operand<TFloat32> atMiddle = tf.math.mul(tf.constant(4 / 9f), tf.math.exp(tf.math.neg(x)));
    Operand<TFloat32> bothSides =
        tf.math.mul(
            tf.math.mul(tf.constant(5 / 18f), bend),
            tf.math.add(tf.constant(1f), tf.math.exp(tf.math.mul(tf.constant(-2f), x))));
    Operand<TFloat32> mean = tf.math.add(x, tf.math.log(tf.math.add(atMiddle, bothSides)));
    Operand<TFloat32> density =
        tf.math.neg(tf.math.add(halfSquare(tf, middles), tf.constant(LOG_ROOT_TWO_PI)));
    return tf.math.add(tf.math.add(density, mean), logDistances);
  }
}
