package io.github.numloss.model;

import io.github.numloss.data.RandomStream;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random numbers for dropout that follow from (seed, layer, step) alone, so that no kernel keeps a
 * state which a checkpoint would miss.
 */
public final class DropoutNoise {
  private final long seed;
  private final Operand<TInt64> step;
  private int layers;

  /**
   * Starts with the first dropout layer of a network.
   *
   * @param seed the trial's seed
   * @param step a scalar, the number of the training step
   */
  public DropoutNoise(long seed, Operand<TInt64> step) {
    this.seed = seed;
    this.step = step;
  }

  /** Draws [shape] numbers in [0, 1) for the next dropout layer. */
  Operand<TFloat32> uniform(Ops tf, Operand<TInt32> shape) {
    long key = RandomStream.of(seed, "dropout", layers++).nextLong();
    Operand<TInt64> pair = tf.stack(List.of(tf.constant(key), step));
    return tf.random.statelessRandomUniform(shape, pair);
  }
}
