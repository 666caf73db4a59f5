package io.github.numloss.layer;

import io.github.numloss.check.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Inverted dropout (Srivastava et al. 2014): while training, each number is set to 0 with
 * probability rate, and divided by 1 − rate otherwise; any shape to the same. Nothing happens at
 * inference.
 *
 * @param rate the share that is dropped, at least 0 and below 1
 */
public record Dropout(Double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    Check.that(
        rate >= 0 && rate < 1, "rate is %s, expected a number of at least 0 and below 1", rate);
  }

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
    if (noise == null || rate == 0) {
      return input;
    }
    Operand<TFloat32> kept =
        tf.dtypes.cast(
            tf.math.greaterEqual(noise.uniform(tf, inputShape), tf.constant(rate.floatValue())),
            TFloat32.class);
    Operand<TFloat32> mask = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    return tf.math.mul(input, mask);
  }

  @Override
  public String description() {
    return "dropout, rate " + rate;
  }
}
