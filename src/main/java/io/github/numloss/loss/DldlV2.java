package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Label distribution and its expectation learned together, {@code −Σ q_i log p_i + λ |Σ p_i v_i −
 * v_y|} with {@code q} falling as {@code exp(−d² / 2σ²)} (DLDL-v2: Gao et al., "Age Estimation
 * Using Expectation of Label Distribution Learning", 2018, with σ = 2 and λ = 1). The paper's
 * Kullback-Leibler divergence is the first part less a constant. Values and σ are in units of the
 * mean distance between neighbours.
 *
 * @param sigma the standard deviation σ of the soft labels, above 0
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the soft labels, at least 0
 * @param lambda the weight λ of the distance, at least 0
 */
public record DldlV2(double sigma, double own, double weight, double lambda) implements Loss {
  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public DldlV2 {
    Parameters.requirePositive("sigma", sigma);
    Parameters.requireWeights("own, weight, lambda", own, weight, lambda);
  }

  /** Gives the loss as the authors train with it. */
  static DldlV2 ofAuthors() {
    return new DldlV2(2, 0, 1, 1);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    Operand<TFloat32> distance = tf.math.abs(SquaredExpectation.expectedOffset(tf, inputs));
    return Parameters.parts(
        tf,
        inputs,
        own,
        new Part(
            SoftLabels.PART,
            weight,
            SoftLabels.crossEntropy(tf, inputs, SoftLabelRule.gaussian(spacing, sigma))),
        new Part("distance", lambda, distance));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return Parameters.calmer(lambda * (classValues.count() - 1), "lambda", lambda);
  }
}
