package io.github.numloss.loss;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.op.Ops;

/**
 * The paper's proposed loss, {@code β · L1 + (1 − β) · L2}, of the head's own loss L1, which is the
 * cross-entropy with a softmax, and the numeric loss L2 (Suzuki et al. 2021).
 *
 * @param alpha the scale α of the numeric loss, at least 0
 * @param beta the weight β of the head's own loss, 0 … 1
 */
public record CombinedLoss(double alpha, double beta) implements Loss {
  /** The paper's β. */
  public static final double PAPER_BETA = 0.9;

  /**
   * Checks the scale and the weight.
   *
   * @throws IllegalArgumentException if the scale is negative or not finite, or the weight is not
   *     within 0 … 1
   */
  public CombinedLoss {
    new NumericLoss(alpha);
    Check.that(beta >= 0 && beta <= 1, "beta is %s, expected a number from 0 to 1", beta);
  }

  /**
   * Gives the loss with the paper's α and β.
   *
   * @return the loss
   */
  public static CombinedLoss ofPaper() {
    return new CombinedLoss(NumericLoss.PAPER_ALPHA, PAPER_BETA);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    return List.of(
        inputs.ownLoss(tf, beta),
        new Part(NumericLoss.PART, 1 - beta, new NumericLoss(alpha).perImage(tf, inputs)));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    // It is measured even where it has no weight.
    return NumericLoss.calmer(alpha, beta == 1 ? 1 : 1 - beta, classValues);
  }
}
