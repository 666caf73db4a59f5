package io.github.numloss.augment;

import io.github.numloss.layer.DropoutNoise.Rows;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What becomes of the pictures of a batch: their points move, or their pixels are painted. */
public sealed interface Change {
  /**
   * Moves points.
   *
   * @param inverse [B,3,3], for each picture the matrix that gives, of a point (x, y, 1) of the new
   *     picture, where it was in the old one; x to the right and y downwards in pixels from the
   *     picture's middle
   */
  record Move(Operand<TFloat32> inverse) implements Change {}

  /**
   * Paints pixels.
   *
   * @param brush paints those of a part of the batch
   */
  record Paint(Brush brush) implements Change {}

  /** Paints pixels, each in the same way whatever part of the batch its picture is in. */
  @FunctionalInterface
  interface Brush {
    /**
     * Adds the painting to a graph.
     *
     * @param tf builds the operations
     * @param pictures [P,H,W,C], a part of the batch
     * @param rows which part it is
     * @return [P,H,W,C]
     */
    Operand<TFloat32> paint(Ops tf, Operand<TFloat32> pictures, Rows rows);
  }
}
