package io.github.numloss.layer;

import io.github.numloss.check.Check;
import io.github.numloss.layer.Differentiable.Gradients;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A two-dimensional convolution with a bias: [H,W,C], or [H,W] for one channel, to
 * [⌈H/stride⌉,⌈W/stride⌉,filters] with zeros around the edges, or without them to
 * [⌈(H−size+1)/stride⌉,⌈(W−size+1)/stride⌉,filters].
 *
 * @param filters the number of output channels
 * @param size height and width of the kernel
 * @param padding what happens at the edges
 * @param stride rows and columns from one place of the kernel to the next
 * @param bias whether a number is added to each output channel; batch normalization behind it takes
 *     it away again
 */
public record Conv2d(Integer filters, int size, Padding padding, int stride, boolean bias)
    implements Layer {
  /** What a convolution does at the edges; its constants are named as TensorFlow names them. */
  public enum Padding {
    /** Zeros around the edges keep the image's size. */
    SAME,
    /** The kernel stays within the image, which shrinks. */
    VALID;

    /** Checks that a kernel fits into rows and columns. */
    void requireFit(int size, Shape input) {
      int lost = lost(size);
      Check.that(
          input.get(0) > lost && input.get(1) > lost,
          "a %dx%d kernel does not fit into %s",
          size,
          size,
          input);
    }

    /** Counts the places of a kernel along a row or a column. */
    long places(long length, int size, int stride) {
      return (length - lost(size) + stride - 1) / stride;
    }

    private int lost(int size) {
      return this == SAME ? 0 : size - 1;
    }

    /** Gives the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the sizes. */
  public Conv2d {
    Check.atLeast(1, "filters", filters);
    Check.atLeast(1, "kernel size", size);
    Check.atLeast(1, "stride", stride);
  }

  /**
   * Describes a convolution with stride 1 and a bias.
   *
   * @param filters the number of output channels
   * @param size height and width of the kernel
   * @param padding what happens at the edges
   */
  public Conv2d(Integer filters, int size, Padding padding) {
    this(filters, size, padding, 1, true);
  }

  @Override
  public Shape output(Shape input) {
    if (input.numDimensions() != 2) {
      Layer.requireRank(this, input, 3, "rows, columns and channels");
    }
    padding.requireFit(size, input);
    return Shape.of(
        padding.places(input.get(0), size, stride),
        padding.places(input.get(1), size, stride),
        filters);
  }

  @Override
  public List<Weight> weights(Shape input) {
    Weight kernel =
        new Weight(
            "kernel", Shape.of(size, size, channels(input), filters), Initializer.glorotUniform());
    return bias
        ? List.of(kernel, new Weight("bias", Shape.of(filters), Initializer.zeros()))
        : List.of(kernel);
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    Operand<TFloat32> convolved = convolved(tf, input, inputShape, weights.get(0));
    return bias ? tf.nn.biasAdd(convolved, weights.get(1)) : convolved;
  }

  @Override
  public Differentiable differentiable(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    Operand<TFloat32> convolved = convolved(tf, input, inputShape, weights.get(0));
    Differentiable convolution =
        Differentiable.automatically(tf, convolved, input, weights.subList(0, 1));
    if (!bias) {
      return convolution;
    }
    return new Differentiable(
        tf.nn.biasAdd(convolved, weights.get(1)),
        (ofOutput, inputToo) -> {
          Gradients found = convolution.gradient().build(ofOutput, inputToo);
          // TensorFlow's own gradient by the bias would become one operation with that by the
          // kernel, which takes longer than the two of them.
          Operand<TFloat32> pixels = tf.reshape(ofOutput, tf.constant(new int[] {-1, filters}));
          return new Gradients(
              List.of(found.weights().get(0), tf.nn.biasAddGrad(pixels)), found.input());
        });
  }

  private Operand<TFloat32> convolved(
      Ops tf, Operand<TFloat32> input, Shape inputShape, Operand<TFloat32> kernel) {
    Operand<TFloat32> channelled =
        inputShape.numDimensions() == 2 ? tf.expandDims(input, tf.constant(3)) : input;
    long step = stride;
    return tf.nn.conv2d(channelled, kernel, List.of(1L, step, step, 1L), padding.name());
  }

  @Override
  public Work work(Shape input) {
    Shape output = output(input);
    long kernel = (long) size * size * channels(input) * filters;
    return new Work(Work.products(kernel, output.get(0) * output.get(1)), 0);
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "conv2d %dx%d, %d filters", size, size, filters)
        + settings(padding, stride);
  }

  /** Gives what is not as usual. */
  static String settings(Padding padding, int stride) {
    return (padding == Padding.SAME ? "" : ", valid") + (stride == 1 ? "" : ", stride " + stride);
  }

  private static long channels(Shape input) {
    return input.numDimensions() == 2 ? 1 : input.get(2);
  }
}
