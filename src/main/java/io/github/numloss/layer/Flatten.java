package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Lays all numbers out in one row: any shape to a vector. */
public record Flatten() implements Layer {
  @Override
  public Shape output(Shape input) {
    return Shape.of(input.size());
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return tf.reshape(input, tf.constant(new long[] {-1, inputShape.size()}));
  }

  @Override
  public String description() {
    return "flatten";
  }
}
