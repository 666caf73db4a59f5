package io.github.numloss.head;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One output a class, made into logits that rise to one class and fall after it: {@code p =
 * softmax(−|r|)} with {@code r_1 = z_1} and {@code r_k = r_{k−1} + |z_k|} (Dey, Merugu and Kaveri,
 * "Conformal Prediction Sets for Ordinal Classification", 2023, COPOC). Its own loss is the
 * cross-entropy.
 */
public record Unimodal() implements Head {
  @Override
  public int outputs(int classes) {
    return classes;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    int classes = inputs.classValues().count();
    Operand<TFloat32> z = inputs.outputs();
    Operand<TFloat32> steps =
        tf.concat(
            List.of(
                StableLogs.columns(tf, z, 0, 1),
                tf.math.abs(StableLogs.columns(tf, z, 1, classes - 1))),
            tf.constant(1));
    Operand<TFloat32> places = tf.math.cumsum(steps, tf.constant(1));
    return StableLogs.ofLogits(tf, tf.math.neg(tf.math.abs(places)));
  }
}
