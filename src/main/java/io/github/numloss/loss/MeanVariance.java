package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The mean-variance loss, {@code own + λ1 · ½ (Σ p_i v_i − v_y)² + λ2 · Σ p_i (v_i − Σ p_j v_j)²}
 * (Pan et al. 2018, with λ1 = 0.2 and λ2 = 0.05). Values are in units of the mean distance between
 * neighbours.
 *
 * @param own the weight of the head's own loss, at least 0
 * @param mean the weight λ1 of the mean loss, at least 0
 * @param variance the weight λ2 of the variance loss, at least 0
 */
public record MeanVariance(double own, double mean, double variance) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or all are 0
   */
  public MeanVariance {
    Parameters.requireWeights("own, mean, variance", own, mean, variance);
  }

  /** Gives the loss as the authors train with it. */
  static MeanVariance ofAuthors() {
    return new MeanVariance(1, 0.2, 0.05);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    Operand<TFloat32> probabilities = inputs.probabilities();
    Operand<TFloat32> offset = SquaredExpectation.expectedOffset(tf, inputs);
    Operand<TFloat32> meanLoss = tf.math.mul(tf.constant(0.5f), tf.math.square(offset));
    Operand<TFloat32> values =
        TrueClass.constant(tf, new double[][] {Spacing.of(inputs.classValues()).positions()});
    Operand<TFloat32> expected =
        tf.reduceSum(tf.math.mul(probabilities, values), tf.constant(1), ReduceSum.keepDims(true));
    Operand<TFloat32> varianceLoss =
        tf.reduceSum(
            tf.math.mul(probabilities, tf.math.square(tf.math.sub(values, expected))),
            tf.constant(1));
    return Parameters.parts(
        tf,
        inputs,
        own,
        new Part("meanLoss", mean, meanLoss),
        new Part("varianceLoss", variance, varianceLoss));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    double range = classValues.count() - 1;
    List<String> calmer = Parameters.calmer(mean * range * range, "mean", mean);
    return calmer.isEmpty()
        ? Parameters.calmer(variance * range * range, "variance", variance)
        : calmer;
  }
}
