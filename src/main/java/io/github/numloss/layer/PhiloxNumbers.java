package io.github.numloss.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The same numbers as those of {@link UniformNumbers#of}, where XLA compiles the graph: it has the
 * generator, Philox (Salmon, Moraes, Dror and Shaw 2011), but neither TensorFlow's way from two
 * seeds to its start nor that from its bits to a number. The starts are computed here and fed.
 */
public final class PhiloxNumbers implements UniformNumbers {
  /** How many numbers a start has: the key, and both halves of the counter. */
  public static final int START = 3;

  private static final int PHILOX = 1;
  private static final int MANTISSA_BITS = 23;

  private final @Nullable Operand<TInt64> starts;
  private final List<Long> keys = new ArrayList<>();

  /**
   * Takes numbers from starts.
   *
   * @param starts [draws, {@value #START}], a start for each key in the order in which they are
   *     asked for; null if the keys are to be collected only
   */
  public PhiloxNumbers(@Nullable Operand<TInt64> starts) {
    this.starts = starts;
  }

  /**
   * Gives the keys of what was drawn so far.
   *
   * @return the keys, in their order
   */
  public List<Long> keys() {
    return List.copyOf(keys);
  }

  @Override
  public Operand<TFloat32> draw(Ops tf, Operand<TInt32> shape, long key) {
    int index = keys.size();
    keys.add(key);
    if (starts == null) {
      return tf.fill(shape, tf.constant(0f));
    }
    Operand<TInt64> start = tf.gather(starts, tf.constant(index), tf.constant(0));
    Operand<TInt32> bits =
        tf.random.statelessRandomUniformFullIntV2(
            shape, part(tf, start, 0, 1), part(tf, start, 1, 2), tf.constant(PHILOX), TInt32.class);
    Operand<TInt32> mantissa = tf.bitwise.bitwiseAnd(bits, tf.constant((1 << MANTISSA_BITS) - 1));
    return tf.math.mul(
        tf.dtypes.cast(mantissa, TFloat32.class), tf.constant(1f / (1 << MANTISSA_BITS)));
  }

  /** Takes some numbers as unsigned ones, for which there is no class here. */
  private static Output<TType> part(Ops tf, Operand<TInt64> start, int from, int size) {
    Operand<TInt64> some =
        tf.slice(start, tf.constant(new int[] {from}), tf.constant(new int[] {size}));
    return tf.scope()
        .opBuilder("Bitcast", "Bitcast")
        .addInput(some.asOutput())
        .setAttr("type", DataType.DT_UINT64)
        .build()
        .output(0);
  }

  /**
   * Computes where the generator starts, as TensorFlow's stateless operations do: a block of the
   * generator, of a fixed key and both seeds as its counter, gives the key and the upper half.
   *
   * @param key the first seed
   * @param step the second seed
   * @return {@value #START} numbers: the key, and the counter's lower and upper half
   */
  public static long[] start(long key, long step) {
    int[] mixed =
        Philox.block(
            new int[] {(int) key, (int) (key >>> 32), (int) step, (int) (step >>> 32)},
            0x3ec8f720,
            0x02461e29);
    return new long[] {joined(mixed[0], mixed[1]), 0, joined(mixed[2], mixed[3])};
  }

  private static long joined(int low, int high) {
    return Integer.toUnsignedLong(low) | (long) high << 32;
  }
}
