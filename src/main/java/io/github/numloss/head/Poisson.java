package io.github.numloss.head;

import io.github.numloss.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The Poisson distribution cut off at the last class, made sharper or flatter by a learned
 * temperature τ: {@code p = softmax((k log λ − log k!) / τ)} with {@code λ = softplus(z)} and the
 * classes k counted from 0 (Beckham and Pal, "Unimodal Probability Distributions for Deep Ordinal
 * Classification", 2017). It knows the order of the classes, not their values.
 *
 * <p>τ begins with 1. What is learned is the number whose softplus is 1/τ, so that no step of
 * learning divides by 0.
 */
public record Poisson() implements Head {
  @Override
  public int outputs(int classes) {
    return 1;
  }

  @Override
  public List<Weight> weights(int classes) {
    return List.of(
        new Weight("inverse_tau", Shape.of(1), Thresholds.of(Thresholds.inverseSoftplus(1))));
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    int classes = inputs.classValues().count();
    float[] counts = new float[classes];
    float[] logs = new float[classes];
    double log = 0;
    for (int k = 1; k < classes; k++) {
      log += StrictMath.log(k);
      counts[k] = k;
      logs[k] = (float) log;
    }
    Operand<TFloat32> logits =
        tf.math.sub(
            tf.math.mul(StableLogs.logSoftplus(tf, inputs.outputs()), tf.constant(counts)),
            tf.constant(logs));
    return StableLogs.ofLogits(tf, tf.math.mul(logits, tf.math.softplus(inputs.weights().get(0))));
  }
}
