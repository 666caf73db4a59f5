package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Each wrong class weighs as its distance to the power α, {@code −Σ d_iy^α log(1 − p_i)}: the
 * ordinal log loss OLL (Castagnos, Mihelich and Dognin 2022; α = 1, 1.5 or 2, of which 1.5 is the
 * middle and the standard here), and the class distance weighted cross-entropy CDW-CE (Polat et al.
 * 2022, α up to 7). With a margin m a wrong class costs nothing below it, {@code log min(1 − p_i +
 * m, 1)} (Polat, Çağlar and Temizel 2024; the paper's equation has an error, which its authors
 * corrected: dlordinal, issue 111). Distances are in units of the mean distance between neighbours.
 *
 * <p>Without a margin it has a gradient at every error; the authors' programs clamp 1 − p_i or give
 * no number there.
 *
 * @param alpha the power α, above 0
 * @param margin the margin m, 0 to below 1; 0 for none
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the distances, at least 0
 */
public record ClassDistance(double alpha, double margin, double own, double weight)
    implements Loss {
  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ClassDistance {
    Parameters.requirePositive("alpha", alpha);
    Parameters.require(
        margin >= 0 && margin < 1, "margin", margin, "a number of at least 0 and below 1");
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives OLL with α = 1.5. */
  static ClassDistance ofAuthors() {
    return new ClassDistance(1.5, 0, 0, 1);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    Operand<TFloat32> weights =
        TrueClass.row(tf, inputs, spacing.table((y, i) -> Math.pow(spacing.distance(y, i), alpha)));
    Operand<TFloat32> loss =
        tf.math.neg(tf.reduceSum(tf.math.mul(weights, logOthers(tf, inputs)), tf.constant(1)));
    return Parameters.parts(tf, inputs, own, new Part("classDistance", weight, loss));
  }

  private Operand<TFloat32> logOthers(Ops tf, LossInputs inputs) {
    if (margin == 0) {
      return LogSums.others(tf, inputs);
    }
    Operand<TFloat32> beyond =
        tf.nn.relu(tf.math.sub(inputs.probabilities(), tf.constant((float) margin)));
    return tf.math.log1p(tf.math.neg(beyond));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    double largest = Math.pow(classValues.count() - 1, alpha);
    return alpha > 1
        ? Parameters.calmer(weight * largest, "alpha", alpha)
        : Parameters.calmer(weight * largest, "weight", weight);
  }
}
