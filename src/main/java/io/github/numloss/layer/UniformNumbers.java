package io.github.numloss.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Where a graph's random numbers come from. */
@FunctionalInterface
public interface UniformNumbers {
  /**
   * Adds numbers to a graph.
   *
   * @param tf builds the operations
   * @param shape the shape to draw, as a vector
   * @param key what they follow from, beside the step
   * @return numbers from 0 to below 1
   */
  Operand<TFloat32> draw(Ops tf, Operand<TInt32> shape, long key);

  /**
   * Takes the numbers of TensorFlow's stateless operation, so that no kernel keeps a state which a
   * checkpoint would miss.
   *
   * @param step a scalar, the number of the training step
   * @return numbers that follow from key and step alone
   */
  static UniformNumbers of(Operand<TInt64> step) {
    return (tf, shape, key) ->
        tf.random.statelessRandomUniform(shape, tf.stack(List.of(tf.constant(key), step)));
  }
}
