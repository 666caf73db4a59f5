package io.github.numloss.layer;

import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Random numbers for dropout that follow from (seed, layer, step) alone, so that no kernel keeps a
 * state which a checkpoint would miss.
 */
public final class DropoutNoise {
  private final long seed;
  private final UniformNumbers numbers;
  private final Rows rows;
  private int layers;

  /**
   * Which images of a batch a network sees.
   *
   * @param first a scalar, the number of the first of them, from 0
   * @param count a scalar, how many they are
   * @param batch a scalar, the number of images in the batch
   */
  public record Rows(Operand<TInt32> first, Operand<TInt32> count, Operand<TInt32> batch) {
    /**
     * Picks what belongs to these images.
     *
     * @param <T> the type of numbers
     * @param tf builds the operations
     * @param whole [batch, …], of a known number of dimensions
     * @return [count, …]
     */
    public <T extends TType> Operand<T> of(Ops tf, Operand<T> whole) {
      List<Operand<TInt32>> begin = new ArrayList<>(List.of(first));
      List<Operand<TInt32>> size = new ArrayList<>(List.of(count));
      for (int i = 1; i < whole.shape().numDimensions(); i++) {
        begin.add(tf.constant(0));
        size.add(tf.constant(-1));
      }
      return tf.slice(whole, tf.stack(begin), tf.stack(size));
    }
  }

  /**
   * Starts with the first dropout layer of a network.
   *
   * @param seed the trial's seed
   * @param step a scalar, the number of the training step
   * @param rows which images the network sees: each gets the same numbers whatever part of the
   *     batch it is seen with
   */
  public DropoutNoise(long seed, Operand<TInt64> step, Rows rows) {
    this(seed, UniformNumbers.of(step), rows);
  }

  /**
   * Starts with the first dropout layer of a network.
   *
   * @param seed the trial's seed
   * @param numbers gives the numbers of the training step
   * @param rows which images the network sees
   */
  public DropoutNoise(long seed, UniformNumbers numbers, Rows rows) {
    this.seed = seed;
    this.numbers = numbers;
    this.rows = rows;
  }

  /**
   * Draws numbers in [0, 1) for the next dropout layer.
   *
   * @param tf builds the operations
   * @param shape the shape of an image's numbers
   * @return [images that the network sees, …shape]
   */
  Operand<TFloat32> uniform(Ops tf, Shape shape) {
    long key = RandomStream.of(seed, "dropout", layers++).nextLong();
    List<Operand<TInt32>> batch = new ArrayList<>(List.of(rows.batch()));
    List<Operand<TInt32>> begin = new ArrayList<>(List.of(rows.first()));
    List<Operand<TInt32>> size = new ArrayList<>(List.of(rows.count()));
    for (long dimension : shape.asArray()) {
      batch.add(tf.constant((int) dimension));
      begin.add(tf.constant(0));
      size.add(tf.constant((int) dimension));
    }
    // TensorFlow merges the numbers of the whole batch, the same operation in every part's network.
    Operand<TFloat32> whole = numbers.draw(tf, tf.stack(batch), key);
    return tf.slice(whole, tf.stack(begin), tf.stack(size));
  }
}
