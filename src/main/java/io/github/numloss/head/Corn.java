package io.github.numloss.head;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * CORN, conditional ordinal regression (Shi, Cao and Raschka, "Deep Neural Networks for
 * Rank-Consistent Ordinal Regression Based on Conditional Probabilities", 2023): output k is the
 * logit of the class being above k, given that it is not below k, {@code σ(z_k) = P(y > k | y ≥
 * k)}, so that {@code p_k = (1 − σ(z_k)) Π_{j<k} σ(z_j)}.
 *
 * <p>Its own loss is the sum of an image's conditional binary cross-entropies over the outputs that
 * its class answers, which is −log of the probability of the true class. The authors divide a
 * batch's sum by the number of such answers; here it is divided by that of images, so that no
 * image's part depends on the others.
 */
public record Corn() implements Head {
  @Override
  public int outputs(int classes) {
    return classes - 1;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    Operand<TFloat32> z = inputs.outputs();
    Operand<TFloat32> stop = StableLogs.logSigmoid(tf, tf.math.neg(z));
    return StableLogs.distribution(tf, StableLogs.chain(tf, stop, StableLogs.logSigmoid(tf, z)));
  }
}
