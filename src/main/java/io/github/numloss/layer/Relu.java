package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The rectifier, {@code max(input, 0)}: any shape to the same. */
public record Relu() implements Layer {
  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return tf.nn.relu(input);
  }

  @Override
  public String description() {
    return "relu";
  }
}
