package io.github.numloss.head;

import org.tensorflow.op.Ops;

/**
 * The binomial distribution: class k, counted from 0, is k successes of K − 1 trials with the
 * probability σ(z) each, {@code p_k = C(K−1, k) σ(z)^k (1 − σ(z))^(K−1−k)} (Beckham and Pal,
 * "Unimodal Probability Distributions for Deep Ordinal Classification", 2017, without their
 * temperature). It knows the order of the classes, not their values.
 *
 * <p>Computed as the softmax of {@code log C(K−1, k) + k z}, which is the same distribution.
 */
public record Binomial() implements Head {
  @Override
  public int outputs(int classes) {
    return 1;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    int classes = inputs.classValues().count();
    float[] counts = new float[classes];
    float[] logs = new float[classes];
    double log = 0;
    for (int k = 1; k < classes; k++) {
      log += StrictMath.log((double) (classes - k) / k);
      counts[k] = k;
      logs[k] = (float) log;
    }
    return StableLogs.ofLogits(
        tf, tf.math.add(tf.math.mul(inputs.outputs(), tf.constant(counts)), tf.constant(logs)));
  }
}
