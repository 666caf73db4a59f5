package io.github.numloss.augment;

import io.github.numloss.augment.Change.Move;
import io.github.numloss.check.Check;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes what a picture shows larger or smaller, from its middle, by from + u · (to − from) with u
 * from the uniform distribution; the picture keeps its size.
 *
 * @param from the least factor, 0.1 … 10
 * @param to the largest factor, from … 10
 * @param fill what comes in from outside
 */
public record Scale(double from, double to, Fill fill) implements Augmentation {
  /**
   * Checks the factors.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Scale {
    Draws.require("from", from, 0.1, 10);
    Draws.require("to", to, 0.1, 10);
    Check.that(
        from <= to, "from is %s and to is %s, expected from to be the smaller one", from, to);
  }

  @Override
  public Change change(Ops tf, Numbers numbers, Shape picture) {
    Operand<TFloat32> factor = Draws.of(tf, numbers, 1).between(0, from, to);
    // Not 1 / factor − 1: some devices round the reciprocal, and 1 would not be 1.
    Operand<TFloat32> added = tf.math.div(tf.math.sub(tf.constant(1f), factor), factor);
    return new Move(Affine.one(tf).plus(0, 0, added).plus(1, 1, added).matrix());
  }
}
