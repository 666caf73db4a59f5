package io.github.numloss.loss;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One minus the quadratic weighted kappa, with probabilities in the place of predictions: {@code Σ
 * ω_ij O_ij / (Σ ω_ij a_i b_j / n)}, the disagreement between truth and probabilities over that
 * which chance would give, where {@code ω_ij = (v_i − v_j)² / (v_K − v_1)²} (de la Torre, Puig and
 * Valls 2018, before the logarithm; Vargas, Gutiérrez and Hervás-Martínez 2020). It lies within 0 …
 * 2.
 *
 * <p>It is a loss of a whole batch: an image's part depends on the other images. A batch whose
 * labels are all equal, such as one of a single image, has a loss of 1 and nothing to learn from:
 * the quotient is 1 there, and 0/0 where the predictions agree as well, which is taken for 1.
 * Weights of images say how often an image counts in O, a, b and n: only their proportions matter.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the kappa loss, at least 0
 */
public record Kappa(double own, double weight) implements Loss {
  /** What makes 0/0 a 1: far below any disagreement that single precision tells from 0. */
  private static final float TINY = 1e-10f;

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or both are 0
   */
  public Kappa {
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the kappa loss alone. */
  static Kappa ofAuthors() {
    return new Kappa(0, 1);
  }

  @Override
  public boolean dependsOnBatch() {
    return true;
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Spacing spacing = Spacing.of(inputs.classValues());
    int classes = spacing.count();
    double[][] costs = spacing.table((y, i) -> Math.pow(spacing.distance(y, i) / (classes - 1), 2));
    Operand<TFloat32> shares = shares(tf, inputs);
    Operand<TFloat32> column = tf.expandDims(shares, tf.constant(1));
    Operand<TFloat32> truth =
        tf.reduceSum(tf.math.mul(column, TrueClass.row(tf, inputs, costs)), tf.constant(0));
    Operand<TFloat32> predicted =
        tf.reduceSum(tf.math.mul(column, inputs.probabilities()), tf.constant(0));
    Operand<TFloat32> byChance = tf.reduceSum(tf.math.mul(truth, predicted), tf.constant(0));
    Operand<TFloat32> ofImage =
        tf.reduceSum(
            tf.math.mul(TrueClass.row(tf, inputs, costs), inputs.probabilities()), tf.constant(1));
    Operand<TFloat32> loss =
        tf.math.div(
            tf.math.add(ofImage, tf.constant(TINY)), tf.math.add(byChance, tf.constant(TINY)));
    return Parameters.parts(
        tf, inputs, own, new Part("kappa", weight, tf.math.mul(normal(tf, inputs), loss)));
  }

  /** Adds the share of the batch that each image makes up to the graph, [B]. */
  private static Operand<TFloat32> shares(Ops tf, LossInputs inputs) {
    Operand<TFloat32> weights = weights(tf, inputs);
    return tf.math.div(weights, total(tf, weights));
  }

  /** Adds what makes a weighted mean of a mean of weighted numbers to the graph, a scalar. */
  private static Operand<TFloat32> normal(Ops tf, LossInputs inputs) {
    Operand<TFloat32> weights = weights(tf, inputs);
    return tf.math.div(tf.reduceSum(tf.onesLike(weights), tf.constant(0)), total(tf, weights));
  }

  private static Operand<TFloat32> weights(Ops tf, LossInputs inputs) {
    return inputs.imageWeights() == null
        ? tf.reduceSum(inputs.oneHot(), tf.constant(1))
        : inputs.imageWeights();
  }

  private static Operand<TFloat32> total(Ops tf, Operand<TFloat32> weights) {
    return tf.math.maximum(tf.reduceSum(weights, tf.constant(0)), tf.constant(1e-20f));
  }
}
