package io.github.numloss.head;

import io.github.numloss.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * CORAL, consistent rank logits (Cao, Mirjalili and Raschka, "Rank Consistent Ordinal Regression
 * for Neural Networks with Application to Age Estimation", 2020): one output f and a bias for each
 * class but the last, {@code P(y > k) = σ(f + b_k)}. Its own loss is the sum of the binary
 * cross-entropies of these.
 *
 * <p>The authors learn free biases, which leave their order while they learn, and make
 * probabilities negative then. Here the biases fall by construction: they are the thresholds of
 * {@link CumulativeLink}, whose probabilities these are, with the opposite sign.
 */
public record Coral() implements Head {
  private static final Thresholds.Spacing SPACING = Thresholds.Spacing.FREE;

  @Override
  public int outputs(int classes) {
    return 1;
  }

  @Override
  public List<Weight> weights(int classes) {
    return Thresholds.weights(SPACING, classes, Link.LOGIT::quantile);
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    return new CumulativeLink(Link.LOGIT, SPACING).distribution(tf, inputs);
  }

  @Override
  public Operand<TFloat32> ownLoss(
      Ops tf, HeadInputs inputs, Distribution distribution, Operand<TFloat32> oneHot) {
    Thresholds thresholds = Thresholds.of(tf, SPACING, inputs.weights(), inputs.classValues());
    return Levels.binaryCrossEntropy(
        tf,
        tf.math.sub(inputs.outputs(), thresholds.values()),
        oneHot,
        inputs.classValues().count());
  }

  @Override
  public String ownLossName() {
    return Levels.LOSS_NAME;
  }
}
