package io.github.numloss.augment;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where an augmentation gets its random numbers. */
@FunctionalInterface
public interface Numbers {
  /**
   * Draws numbers for a whole batch, other ones with each call.
   *
   * @param tf builds the operations
   * @param shape the shape of a picture's numbers
   * @return [B, …shape], each from 0 to below 1
   */
  Operand<TFloat32> uniform(Ops tf, Shape shape);
}
