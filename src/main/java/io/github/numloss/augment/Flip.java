package io.github.numloss.augment;

import io.github.numloss.augment.Change.Move;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mirrors a picture, or leaves it as it is.
 *
 * @param axis which sides change places
 * @param probability how often, 0 … 1
 */
public record Flip(Axis axis, double probability) implements Augmentation {
  /** Which sides change places. */
  public enum Axis {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL;

    /** Gives the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public Flip {
    Draws.require("probability", probability, 0, 1);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Operand<TFloat32> flips =
        tf.dtypes.cast(Draws.of(tf, numbers, 1).happens(0, probability), TFloat32.class);
    int place = axis == Axis.HORIZONTAL ? 0 : 1;
    return new Move(
        Affine.one(tf).plus(place, place, tf.math.mul(flips, tf.constant(-2f))).matrix());
  }
}
