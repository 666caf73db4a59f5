package io.github.numloss.layer;

import io.github.numloss.check.Check;
import io.github.numloss.layer.Conv2d.Padding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A two-dimensional convolution of each channel by itself with a kernel of its own, and a bias:
 * [H,W,C] to as many channels. With a 1×1 convolution behind it, it is a separable one (Chollet
 * 2017).
 *
 * @param size height and width of the kernels
 * @param padding what happens at the edges, as in {@link Conv2d}
 * @param stride rows and columns from one place of the kernels to the next
 * @param bias whether a number is added to each channel
 */
public record DepthwiseConv2d(int size, Padding padding, int stride, boolean bias)
    implements Layer {
  /** Checks the sizes. */
  public DepthwiseConv2d {
    Check.atLeast(1, "kernel size", size);
    Check.atLeast(1, "stride", stride);
  }

  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 3, "rows, columns and channels");
    padding.requireFit(size, input);
    return Shape.of(
        padding.places(input.get(0), size, stride),
        padding.places(input.get(1), size, stride),
        input.get(2));
  }

  @Override
  public List<Weight> weights(Shape input) {
    Weight kernel =
        new Weight("kernel", Shape.of(size, size, input.get(2), 1), Initializer.glorotUniform());
    return bias
        ? List.of(kernel, new Weight("bias", Shape.of(input.get(2)), Initializer.zeros()))
        : List.of(kernel);
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    long step = stride;
    Operand<TFloat32> convolved =
        tf.nn.depthwiseConv2dNative(
            input, weights.get(0), List.of(1L, step, step, 1L), padding.name());
    return bias ? tf.nn.biasAdd(convolved, weights.get(1)) : convolved;
  }

  @Override
  public Work work(Shape input) {
    Shape output = output(input);
    return new Work(
        Work.products((long) size * size * input.get(2), output.get(0) * output.get(1)), 0);
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "depthwise-conv2d %dx%d", size, size)
        + Conv2d.settings(padding, stride);
  }
}
