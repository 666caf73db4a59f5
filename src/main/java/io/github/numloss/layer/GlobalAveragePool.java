package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of each channel over all places (Lin et al. 2014, section 3.2): [H,W,C] to [C]. */
public record GlobalAveragePool() implements Layer {
  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 3, "rows, columns and channels");
    return Shape.of(input.get(2));
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return tf.math.mean(input, tf.constant(new int[] {1, 2}));
  }

  @Override
  public String description() {
    return "global-average-pool";
  }
}
