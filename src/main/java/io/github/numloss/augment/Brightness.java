package io.github.numloss.augment;

import io.github.numloss.augment.Change.Paint;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies all pixels of a picture with one factor, 1 + (2u − 1) · by with u from the uniform
 * distribution; what becomes more than white is white, and black stays black.
 *
 * @param by how far the factor may be from 1, 0 … 1
 */
public record Brightness(double by) implements Augmentation {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public Brightness {
    Draws.require("by", by, 0, 1);
  }

  @Override
  public boolean moves() {
    return false;
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Operand<TFloat32> factor = tf.math.add(Draws.of(tf, numbers, 1).within(0, by), tf.constant(1f));
    Operand<TFloat32> factors = tf.reshape(factor, tf.constant(new int[] {-1, 1, 1, 1}));
    return new Paint(
        (own, pictures, rows) ->
            own.math.minimum(
                own.math.mul(pictures, rows.of(own, factors)), own.constant(Augmenter.WHITE)));
  }
}
