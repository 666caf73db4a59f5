package io.github.numloss.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Standardization, {@code (input − mean) / deviation} of each number: [D] to the same. Both come
 * from the training data and are not learned; a deviation of 0, which a number has that never
 * changes, counts as 1. Until they are set they are 0 and 1.
 */
public record Standardize() implements Layer {
  /** The name of the weight that has the means, [D]. */
  public static final String MEAN = "mean";

  /** The name of the weight that has the standard deviations, [D]. */
  public static final String DEVIATION = "deviation";

  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 1, "a vector");
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(
        new Weight(MEAN, input, Initializer.constant(0), false),
        new Weight(DEVIATION, input, Initializer.constant(1), false));
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    Operand<TFloat32> deviation = weights.get(1);
    Operand<TFloat32> constant =
        tf.dtypes.cast(tf.math.equal(deviation, tf.constant(0f)), TFloat32.class);
    return tf.math.div(tf.math.sub(input, weights.get(0)), tf.math.add(deviation, constant));
  }

  @Override
  public String description() {
    return "standardize";
  }
}
