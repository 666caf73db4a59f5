package io.github.numloss.augment;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.augment.Change.Move;
import io.github.numloss.check.Check;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Moves a picture sideways, and up or down, by any part of a pixel: each with u from the uniform
 * distribution by (2u − 1) · most.
 *
 * @param pixels the most pixels, at least 0; 2 unless given or there is a share
 * @param share the most of the picture's width and height, 0 … 1, in place of pixels; null if there
 *     are pixels
 * @param fill what comes in from outside
 */
public record Shift(
    @JsonSetter(nulls = Nulls.SET) @Nullable Double pixels,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double share,
    Fill fill)
    implements Augmentation {
  /**
   * Checks the reach, and takes 2 pixels where none is given.
   *
   * @throws IllegalArgumentException if it is out of its range, or given twice
   */
  public Shift {
    Check.that(pixels == null || share == null, "pixels and share exclude each other; give one");
    if (share != null) {
      Draws.require("share", share, 0, 1);
    } else {
      pixels = pixels == null ? 2.0 : pixels;
      Check.that(
          pixels >= 0 && Double.isFinite(pixels),
          "pixels is %s, expected a finite number of at least 0",
          pixels);
    }
  }

  @Override
  public void requireFits(int height, int width) {
    Check.that(
        pixels == null || pixels <= Math.min(height, width),
        "shift moves by up to %s pixels, which is more than a picture of %d x %d has; give fewer",
        pixels,
        height,
        width);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Draws draws = Draws.of(tf, numbers, 2);
    Operand<TFloat32> right = draws.within(0, most(picture.get(1)));
    Operand<TFloat32> down = draws.within(1, most(picture.get(0)));
    return new Move(
        Affine.one(tf).plus(0, 2, tf.math.neg(right)).plus(1, 2, tf.math.neg(down)).matrix());
  }

  private double most(long side) {
    return pixels != null ? pixels : share == null ? 0 : share * side;
  }
}
