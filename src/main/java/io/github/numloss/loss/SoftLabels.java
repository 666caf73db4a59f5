package io.github.numloss.loss;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The cross-entropy of soft labels, {@code −Σ q_i log p_i}, where the true class y is mixed with a
 * distribution around it: {@code q = (1 − η) · onehot + η · rule(y)}. Rules and sources are in
 * {@link SoftLabelRule}; parameters that are not given have the authors' values, and those of other
 * rules are refused.
 *
 * @param rule the distribution around the true class
 * @param alpha for sord above 0, 1 unless given; for geometric within 0 … 1, 0.1 unless given; for
 *     triangular above 0 and below 0.5, 0.05 unless given (dlordinal's); null for others
 * @param power for sord, 2 unless given, and exponential, 1 unless given; above 0; null for others
 * @param sigma for gaussian, above 0, 2 unless given; null for others
 * @param tau for exponential, above 0, 1 unless given; null for others
 * @param eta the share η of the rule, 0 … 1; 1 in dlordinal
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the soft labels, at least 0
 */
public record SoftLabels(
    SoftLabelRule rule,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double alpha,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double power,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double sigma,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double tau,
    double eta,
    double own,
    double weight)
    implements Loss {
  static final String PART = "softLabels";

  /**
   * Checks the parameters, and takes the authors' where none are given.
   *
   * @throws IllegalArgumentException if one is out of its range, or another rule's
   */
  public SoftLabels {
    alpha = settled(rule, "alpha", alpha, standardAlpha(rule));
    power = settled(rule, "power", power, rule == SoftLabelRule.SORD ? 2 : 1);
    sigma = settled(rule, "sigma", sigma, 2);
    tau = settled(rule, "tau", tau, 1);
    if (alpha != null && rule != SoftLabelRule.SORD) {
      double most = rule == SoftLabelRule.GEOMETRIC ? 1 : 0.5;
      Parameters.require(
          alpha < most,
          "alpha",
          alpha,
          "a number above 0 and below %s for the rule %s".formatted(most, rule));
    }
    Parameters.requireShare("eta", eta);
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the soft labels of a rule, with the authors' parameters. */
  static SoftLabels of(SoftLabelRule rule) {
    return new SoftLabels(rule, null, null, null, null, 1, 0, 1);
  }

  private static double standardAlpha(SoftLabelRule rule) {
    return switch (rule) {
      case GEOMETRIC -> 0.1;
      case TRIANGULAR -> 0.05;
      default -> 1;
    };
  }

  private static @Nullable Double settled(
      SoftLabelRule rule, String parameter, @Nullable Double value, double standard) {
    if (!rule.takes(parameter)) {
      Check.that(value == null, "%s is not a parameter of the rule %s", parameter, rule);
      return null;
    }
    double settled = value == null ? standard : value;
    Parameters.requirePositive(parameter, settled);
    return settled;
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    double[][] soft = rule.distributions(spacing, this);
    double[][] mixed = spacing.table((y, i) -> (y == i ? 1 - eta : 0) + eta * soft[y][i]);
    return Parameters.parts(
        tf, inputs, own, new Part(PART, weight, crossEntropy(tf, inputs, mixed)));
  }

  /**
   * Adds the cross-entropy of soft labels to a graph.
   *
   * @param labels [K][K], a distribution for each true class
   * @return [B]
   */
  static Operand<TFloat32> crossEntropy(Ops tf, LossInputs inputs, double[][] labels) {
    return tf.math.neg(
        tf.reduceSum(
            tf.math.mul(TrueClass.row(tf, inputs, labels), inputs.logProbabilities()),
            tf.constant(1)));
  }

  /** Gives the softmax of each row times a factor. */
  static double[][] softmax(double[][] rows, double factor) {
    double[][] result = new double[rows.length][];
    for (int y = 0; y < rows.length; y++) {
      double[] scaled = Arrays.stream(rows[y]).map(x -> factor * x).toArray();
      double largest = Arrays.stream(scaled).max().orElseThrow();
      double[] powers = Arrays.stream(scaled).map(x -> Math.exp(x - largest)).toArray();
      double sum = Arrays.stream(powers).sum();
      result[y] = Arrays.stream(powers).map(x -> x / sum).toArray();
    }
    return result;
  }
}
