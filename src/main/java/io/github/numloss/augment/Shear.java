package io.github.numloss.augment;

import io.github.numloss.augment.Change.Move;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Slants a picture: each row moves sideways, the more the further it is from the middle, so that
 * what was upright leans by (2u − 1) · degrees with u from the uniform distribution.
 *
 * @param degrees the largest angle to either side, 0 … 80
 * @param fill what comes in from outside
 */
public record Shear(double degrees, Fill fill) implements Augmentation {
  /**
   * Checks the angle.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public Shear {
    Draws.require("degrees", degrees, 0, 80);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Operand<TFloat32> angle = Draws.of(tf, numbers, 1).within(0, Math.toRadians(degrees));
    return new Move(Affine.one(tf).plus(0, 1, tf.math.neg(tf.math.tan(angle))).matrix());
  }
}
