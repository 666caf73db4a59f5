package io.github.numloss.layer;

import io.github.numloss.check.Check;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer, {@code input · kernel + bias}: [F] to [units].
 *
 * @param units the number of outputs
 */
public record Dense(Integer units) implements Layer {
  /** Checks the size. */
  public Dense {
    Check.atLeast(1, "units", units);
  }

  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 1, "a vector");
    return Shape.of(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(
        new Weight("kernel", Shape.of(input.get(0), units), Initializer.glorotUniform()),
        new Weight("bias", Shape.of(units), Initializer.zeros()));
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return tf.nn.biasAdd(tf.linalg.matMul(input, weights.get(0)), weights.get(1));
  }

  @Override
  public Work work(Shape input) {
    return new Work(Work.products(input.get(0) * units, 1), 0);
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "dense, %d units", units);
  }
}
