package io.github.numloss.augment;

import io.github.numloss.augment.Change.Move;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns a picture around its middle, clockwise by (2u − 1) · degrees with u from the uniform
 * distribution.
 *
 * @param degrees the largest angle to either side, 0 … 180
 * @param fill what comes in from outside
 */
public record Rotation(double degrees, Fill fill) implements Augmentation {
  /**
   * Checks the angle.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public Rotation {
    Draws.require("degrees", degrees, 0, 180);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Operand<TFloat32> angle = Draws.of(tf, numbers, 1).within(0, Math.toRadians(degrees));
    Operand<TFloat32> cosine = tf.math.sub(tf.math.cos(angle), tf.constant(1f));
    Operand<TFloat32> sine = tf.math.sin(angle);
    return new Move(
        Affine.one(tf)
            .plus(0, 0, cosine)
            .plus(0, 1, sine)
            .plus(1, 0, tf.math.neg(sine))
            .plus(1, 1, cosine)
            .matrix());
  }
}
