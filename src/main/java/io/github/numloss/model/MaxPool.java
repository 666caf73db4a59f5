package io.github.numloss.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * The largest of each 2×2 square: [H,W,C] to [⌈H/2⌉,⌈W/2⌉,C]. Squares that reach over an edge count
 * what is inside.
 *
 * <p>Built of two pairwise maxima over reshaped rows and columns: the gradient of TensorFlow's own
 * max-pooling takes longer on a CPU than the pooling itself.
 */
public record MaxPool() implements Layer {
  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 3, "rows, columns and channels");
    return Shape.of(half(input.get(0)), half(input.get(1)), input.get(2));
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    long height = half(inputShape.get(0));
    long width = half(inputShape.get(1));
    long channels = inputShape.get(2);
    Operand<TFloat32> even = padToEven(tf, input, inputShape);
    Operand<TFloat32> rows =
        tf.reshape(even, tf.constant(new long[] {-1, height, 2, 2 * width * channels}));
    Operand<TFloat32> tallest = maximumOfPair(tf, rows, 2);
    Operand<TFloat32> columns =
        tf.reshape(tallest, tf.constant(new long[] {-1, height, width, 2, channels}));
    return maximumOfPair(tf, columns, 3);
  }

  @Override
  public String description() {
    return "max-pool 2x2";
  }

  @Override
  public String kind() {
    return "max_pool";
  }

  private static Operand<TFloat32> maximumOfPair(Ops tf, Operand<TFloat32> input, long axis) {
    List<Output<TFloat32>> pair = tf.unstack(input, 2L, Unstack.axis(axis)).output();
    return tf.math.maximum(pair.get(0), pair.get(1));
  }

  private static Operand<TFloat32> padToEven(Ops tf, Operand<TFloat32> input, Shape shape) {
    int missingRows = (int) (shape.get(0) % 2);
    int missingColumns = (int) (shape.get(1) % 2);
    if (missingRows == 0 && missingColumns == 0) {
      return input;
    }
    int[][] padding = {{0, 0}, {0, missingRows}, {0, missingColumns}, {0, 0}};
    return tf.pad(input, tf.constant(padding), tf.constant(-Float.MAX_VALUE));
  }

  private static long half(long size) {
    return (size + 1) / 2;
  }
}
