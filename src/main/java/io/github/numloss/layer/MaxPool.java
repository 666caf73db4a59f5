package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * <p>TensorFlow's first "MaxPool", which its generated operations leave out for the second: on a
 * CPU oneDNN computes the first alone, and its gradient, several times as fast.
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
      @Nullable DropoutNoise noise) {
    long[] square = {1, 2, 2, 1};
    return tf.scope()
        .opBuilder("MaxPool", "MaxPool")
        .addInput(input.asOutput())
        .setAttr("ksize", square)
        .setAttr("strides", square)
        .setAttr("padding", "SAME")
        .build()
        .output(0);
  }

  @Override
  public Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    return parts.get(0).elementary()
        ? Trainable.of(
            parts.get(0).tf(),
            parts.stream()
                .map(
                    part ->
                        Differentiable.automatically(
                            part.tf(),
                            pairwise(part.tf(), part.input(), inputShape),
                            part.input(),
                            weights))
                .toList())
        : Layer.super.trainable(parts, inputShape, weights);
  }

  /**
   * Gives the same as {@link #build} by the larger of two numbers each time, whose gradient XLA can
   * compile so that it is the same again: of equal numbers, it is that of the first.
   */
  private static Operand<TFloat32> pairwise(Ops tf, Operand<TFloat32> input, Shape shape) {
    long rows = half(shape.get(0));
    long columns = half(shape.get(1));
    int[][] missing = {
      {0, 0},
      {0, (int) (2 * rows - shape.get(0))},
      {0, (int) (2 * columns - shape.get(1))},
      {0, 0}
    };
    Operand<TFloat32> even =
        rows + rows == shape.get(0) && columns + columns == shape.get(1)
            ? input
            : tf.pad(input, tf.constant(missing), tf.constant(Float.NEGATIVE_INFINITY));
    long[] squares = {-1, rows, 2, columns, 2, shape.get(2)};
    Operand<TFloat32> inRow = larger(tf, tf.reshape(even, tf.constant(squares)), 4);
    return larger(tf, inRow, 2);
  }

  private static Operand<TFloat32> larger(Ops tf, Operand<TFloat32> pairs, long axis) {
    List<Output<TFloat32>> two = tf.unstack(pairs, 2L, Unstack.axis(axis)).output();
    return tf.math.maximum(two.get(0), two.get(1));
  }

  @Override
  public String description() {
    return "max-pool 2x2";
  }

  private static long half(long size) {
    return (size + 1) / 2;
  }
}
