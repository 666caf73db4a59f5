package io.github.numloss.augment;

import io.github.numloss.augment.Change.Brush;
import io.github.numloss.augment.Change.Paint;
import io.github.numloss.layer.DropoutNoise.Rows;
import java.util.Locale;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Erases a rectangle of a picture, or leaves it as it is (Z. Zhong, L. Zheng, G. Kang, S. Li and Y.
 * Yang, "Random Erasing Data Augmentation", AAAI 2020, Algorithm 1). Area S and the ratio r of
 * height to width are drawn, and the rectangle is √(S·r) high and √(S/r) wide, in whole pixels.
 * Three things differ: the ratio is drawn evenly by its logarithm, so that lying rectangles are as
 * frequent as upright ones; a side longer than the picture's is cut to it, where the paper draws
 * again; and all places where the rectangle is within the picture are alike.
 *
 * @param probability how often, 0 … 1
 * @param share the largest area, as a share of the picture's, 0 … 1; the smallest is 0.02, as in
 *     the paper, or this if it is less
 * @param cover what the rectangle is filled with
 */
public record Erasing(double probability, double share, Cover cover) implements Augmentation {
  private static final double LEAST_SHARE = 0.02;
  private static final double LEAST_RATIO = 0.3;

  /** What a rectangle is filled with. */
  public enum Cover {
    /** A random byte for each pixel and channel: the paper's best. */
    NOISE,
    /** Black: 0 in all channels. */
    BLACK;

    /** Gives the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Erasing {
    Draws.require("probability", probability, 0, 1);
    Draws.require("share", share, 0, 1);
  }

  @Override
  public boolean moves() {
    return false;
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    long height = picture.get(0);
    long width = picture.get(1);
    double pixels = (double) height * width;
    Draws draws = Draws.of(tf, numbers, 5);
    Operand<TFloat32> happens = tf.dtypes.cast(draws.happens(0, probability), TFloat32.class);
    Operand<TFloat32> area =
        draws.between(1, Math.min(LEAST_SHARE, share) * pixels, share * pixels);
    Operand<TFloat32> ratio = tf.math.exp(draws.within(2, -Math.log(LEAST_RATIO)));
    Operand<TBool> rows =
        tf.reshape(
            lines(tf, tf.math.mul(area, ratio), draws.unit(3), happens, height),
            tf.constant(new long[] {-1, height, 1, 1}));
    Operand<TBool> columns =
        tf.reshape(
            lines(tf, tf.math.div(area, ratio), draws.unit(4), happens, width),
            tf.constant(new long[] {-1, 1, width, 1}));
    return new Paint(
        switch (cover) {
          case NOISE -> {
            Operand<TFloat32> noise = bytes(tf, numbers.uniform(tf, picture));
            yield brush(rows, columns, (own, part) -> part.of(own, noise));
          }
          case BLACK -> brush(rows, columns, (own, part) -> own.constant(0f));
        });
  }

  /** Says which rows, or columns, of each picture the rectangle has, [B,length]. */
  private static Operand<TBool> lines(
      Ops tf,
      Operand<TFloat32> square,
      Operand<TFloat32> place,
      Operand<TFloat32> happens,
      long length) {
    Operand<TFloat32> side =
        tf.math.minimum(tf.math.rint(tf.math.sqrt(square)), tf.constant((float) length));
    Operand<TFloat32> places = tf.math.sub(tf.constant(length + 1f), side);
    Operand<TFloat32> start = tf.math.floor(tf.math.mul(place, places));
    Operand<TFloat32> end = tf.math.add(start, tf.math.mul(side, happens));
    Operand<TFloat32> numbers =
        tf.range(tf.constant(0f), tf.constant((float) length), tf.constant(1f));
    return tf.math.logicalAnd(
        tf.math.greaterEqual(numbers, tf.expandDims(start, tf.constant(1))),
        tf.math.less(numbers, tf.expandDims(end, tf.constant(1))));
  }

  private static Operand<TFloat32> bytes(Ops tf, Operand<TFloat32> uniform) {
    return tf.math.floor(tf.math.mul(uniform, tf.constant(256f)));
  }

  private static Brush brush(
      Operand<TBool> rows, Operand<TBool> columns, BiFunction<Ops, Rows, Operand<TFloat32>> paint) {
    return (own, pictures, part) ->
        own.select(
            own.math.logicalAnd(part.of(own, rows), part.of(own, columns)),
            paint.apply(own, part),
            pictures);
  }
}
