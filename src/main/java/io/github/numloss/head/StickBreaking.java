package io.github.numloss.head;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Stick-breaking: output k is the logit of stopping at class k when no class before it was stopped
 * at, {@code p_k = σ(z_k) Π_{j<k} (1 − σ(z_j))}, and what is left is the last class (Liu et al.,
 * "Unimodal Regularized Neuron Stick-Breaking for Ordinal Classification", 2020). It is {@link
 * Corn} with the outputs' signs turned.
 */
public record StickBreaking() implements Head {
  @Override
  public int outputs(int classes) {
    return classes - 1;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    Operand<TFloat32> z = inputs.outputs();
    Operand<TFloat32> goOn = StableLogs.logSigmoid(tf, tf.math.neg(z));
    return StableLogs.distribution(tf, StableLogs.chain(tf, StableLogs.logSigmoid(tf, z), goOn));
  }
}
