package io.github.numloss.augment;

import io.github.numloss.check.Check;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** A few random numbers a picture, as augmentations want them. */
final class Draws {
  private final Ops tf;
  private final Operand<TFloat32> all;

  private Draws(Ops tf, Operand<TFloat32> all) {
    this.tf = tf;
    this.all = all;
  }

  /** Draws so many numbers for each picture. */
  static Draws of(Ops tf, Numbers numbers, int count) {
    return new Draws(tf, numbers.uniform(tf, Shape.of(count)));
  }

  /** Gives one of the numbers of each picture, [B], from 0 to below 1. */
  Operand<TFloat32> unit(int index) {
    return tf.gather(all, tf.constant(index), tf.constant(1));
  }

  /** Gives one of the numbers of each picture, [B], between two bounds: from + u · (to − from). */
  Operand<TFloat32> between(int index, double from, double to) {
    return tf.math.add(
        tf.constant((float) from), tf.math.mul(unit(index), tf.constant((float) (to - from))));
  }

  /** Gives a number of each picture, [B], between −most and most, 0 if most is: (2u − 1) · most. */
  Operand<TFloat32> within(int index, double most) {
    Operand<TFloat32> turned =
        tf.math.sub(tf.math.mul(unit(index), tf.constant(2f)), tf.constant(1f));
    return tf.math.mul(turned, tf.constant((float) most));
  }

  /**
   * Says of each picture whether something of this probability happens, [B]: the number is below
   * probability.
   */
  Operand<TBool> happens(int index, double probability) {
    return tf.math.less(unit(index), tf.constant((float) probability));
  }

  /** Refuses what is not within bounds. */
  static void require(String name, double value, double least, double most) {
    Check.that(
        value >= least && value <= most,
        "%s is %s, expected a number from %s to %s",
        name,
        value,
        plain(least),
        plain(most));
  }

  private static String plain(double number) {
    return Double.toString(number).replaceFirst("\\.0$", "");
  }
}
