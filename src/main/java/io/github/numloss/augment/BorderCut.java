package io.github.numloss.augment;

import io.github.numloss.augment.Change.Move;
import io.github.numloss.check.Check;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Puts a border around a picture and cuts a picture of the old size out of it, at any place alike
 * (K. He et al., "Deep Residual Learning for Image Recognition", 2016, section 4.2): a shift by
 * whole pixels.
 *
 * @param pixels the border's width, at least 0
 * @param fill what the border is made of
 */
public record BorderCut(int pixels, Fill fill) implements Augmentation {
  /**
   * Checks the border.
   *
   * @throws IllegalArgumentException if its width is negative
   */
  public BorderCut {
    Check.atLeast(0, "pixels", pixels);
  }

  @Override
  public void requireFits(int height, int width) {
    Check.that(
        pixels <= Math.min(height, width),
        "border-cut has a border of %d pixels, which is more than a picture of %d x %d has; give"
            + " fewer",
        pixels,
        height,
        width);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Draws draws = Draws.of(tf, numbers, 2);
    return new Move(
        Affine.one(tf).plus(0, 2, cut(tf, draws, 0)).plus(1, 2, cut(tf, draws, 1)).matrix());
  }

  /** Gives where the cut starts, −pixels … pixels. */
  private Operand<TFloat32> cut(Ops tf, Draws draws, int index) {
    Operand<TFloat32> place =
        tf.math.floor(tf.math.mul(draws.unit(index), tf.constant(2f * pixels + 1)));
    return tf.math.sub(place, tf.constant((float) pixels));
  }
}
