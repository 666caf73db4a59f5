package io.github.numloss.augment;

import io.github.numloss.layer.UniformNumbers;
import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Random numbers that follow from seed, augmentation, step and place in the batch alone: no kernel
 * keeps a state which a checkpoint would miss.
 */
final class StatelessNumbers implements Numbers {
  private final RandomStream keys;
  private final UniformNumbers numbers;
  private final Operand<TInt32> batch;

  /**
   * Starts the numbers of one augmentation.
   *
   * @param seed the trial's seed
   * @param name the augmentation's name
   * @param occurrence which of those of that name it is, from 0
   * @param numbers gives the numbers of the training step
   * @param batch a scalar, the number of pictures in the batch
   */
  StatelessNumbers(
      long seed, String name, int occurrence, UniformNumbers numbers, Operand<TInt32> batch) {
    keys = RandomStream.of(seed, "augment/" + name, occurrence);
    this.numbers = numbers;
    this.batch = batch;
  }

  @Override
  public Operand<TFloat32> uniform(Ops tf, Shape shape) {
    long key = keys.nextLong();
    List<Operand<TInt32>> sizes = new ArrayList<>(List.of(batch));
    for (long size : shape.asArray()) {
      sizes.add(tf.constant(Math.toIntExact(size)));
    }
    return numbers.draw(tf, tf.stack(sizes), key);
  }
}
