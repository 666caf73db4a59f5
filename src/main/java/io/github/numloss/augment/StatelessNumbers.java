package io.github.numloss.augment;

import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random numbers that follow from seed, augmentation, step and place in the batch alone: no kernel
 * keeps a state which a checkpoint would miss.
 */
final class StatelessNumbers implements Numbers {
  private final RandomStream keys;
  private final Operand<TInt64> step;
  private final Operand<TInt32> batch;

  /**
   * Starts the numbers of one augmentation.
   *
   * @param seed the trial's seed
   * @param name the augmentation's name
   * @param occurrence which of those of that name it is, from 0
   * @param step a scalar, the number of the training step
   * @param batch a scalar, the number of pictures in the batch
   */
  StatelessNumbers(
      long seed, String name, int occurrence, Operand<TInt64> step, Operand<TInt32> batch) {
    keys = RandomStream.of(seed, "augment/" + name, occurrence);
    this.step = step;
    this.batch = batch;
  }

  @Override
  public Operand<TFloat32> uniform(Ops tf, Shape shape) {
    Operand<TInt64> pair = tf.stack(List.of(tf.constant(keys.nextLong()), step));
    List<Operand<TInt32>> sizes = new ArrayList<>(List.of(batch));
    for (long size : shape.asArray()) {
      sizes.add(tf.constant(Math.toIntExact(size)));
    }
    return tf.random.statelessRandomUniform(tf.stack(sizes), pair);
  }
}
