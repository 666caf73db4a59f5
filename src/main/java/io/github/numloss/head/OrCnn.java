package io.github.numloss.head;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * OR-CNN (Niu, Zhou, Wang, Gao and Hua, "Ordinal Regression with Multiple Output CNN for Age
 * Estimation", 2016): output k is the logit of the class being above k, {@code P(y > k) = σ(z_k)},
 * each learned for itself. Its own loss is the sum of their binary cross-entropies.
 *
 * <p>Nothing keeps the outputs from rising with k, which no distribution can. Probabilities are
 * those of the lowest output up to k, for decoding only: no other loss takes them.
 */
public record OrCnn() implements Head {
  /** Larger than any output, and a number in 16 bits. */
  private static final float NONE = 3e4f;

  @Override
  public int outputs(int classes) {
    return classes - 1;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    int count = inputs.classValues().count() - 1;
    Operand<TFloat32> lowest = runningMinimum(tf, inputs.outputs(), count);
    @Nullable Operand<TFloat32> gaps = null;
    if (count > 1) {
      Operand<TFloat32> fall =
          tf.math.sub(
              StableLogs.columns(tf, lowest, 0, count - 1),
              StableLogs.columns(tf, lowest, 1, count - 1));
      Operand<TFloat32> share = StableLogs.oneMinusExpMinus(tf, fall);
      // Where an output does not fall, its class has a probability of 0.
      gaps = tf.math.log(tf.math.maximum(share, tf.constant(Float.MIN_NORMAL)));
    }
    return StableLogs.distribution(tf, StableLogs.logistic(tf, tf.math.neg(lowest), gaps));
  }

  /** The least of each column and those before it, in steps of 1, 2, 4, … columns. */
  private static Operand<TFloat32> runningMinimum(Ops tf, Operand<TFloat32> outputs, int count) {
    Operand<TFloat32> lowest = outputs;
    for (int step = 1; step < count; step *= 2) {
      Operand<TFloat32> shifted =
          tf.pad(
              StableLogs.columns(tf, lowest, 0, count - step),
              tf.constant(new int[][] {{0, 0}, {step, 0}}),
              tf.constant(NONE));
      lowest = tf.math.minimum(lowest, shifted);
    }
    return lowest;
  }

  @Override
  public Operand<TFloat32> ownLoss(
      Ops tf, HeadInputs inputs, Distribution distribution, Operand<TFloat32> oneHot) {
    return Levels.binaryCrossEntropy(tf, inputs.outputs(), oneHot, inputs.classValues().count());
  }

  @Override
  public String ownLossName() {
    return Levels.LOSS_NAME;
  }

  @Override
  public boolean takesOwnLossOnly() {
    return true;
  }
}
