package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
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
  public String description() {
    return "max-pool 2x2";
  }

  private static long half(long size) {
    return (size + 1) / 2;
  }
}
