package io.github.numloss.optimizer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How the weights follow the gradient.
 *
 * @param name the method
 * @param learningRate the step size, above 0
 * @param schedule what becomes of the step size
 * @param momentum the share of the last step that is kept, 0 … below 1; null but for {@link
 *     Method#SGD}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptimizerConfig(
    Method name,
    double learningRate,
    Schedule schedule,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double momentum) {
  /** The momentum of plain gradient descent unless told otherwise. */
  public static final double DEFAULT_MOMENTUM = 0.9;

  /** The methods. */
  public enum Method {
    /** Adam (Kingma and Ba 2015). */
    ADAM,
    /** RMSProp (Tieleman and Hinton 2012). */
    RMSPROP,
    /** Stochastic gradient descent with momentum (Polyak 1964). */
    SGD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of the learning rate. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** It falls in a straight line, to 0 after the last step. */
    LINEAR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range, or a momentum is given to
   *     another method than sgd
   */
  public OptimizerConfig {
    Check.that(
        learningRate > 0 && Double.isFinite(learningRate),
        "the learning rate is %s, expected a finite number above 0",
        learningRate);
    Check.that(
        momentum == null || name == Method.SGD,
        "momentum is for the optimizer sgd, not for %s",
        name);
    Check.that(
        momentum == null || (momentum >= 0 && momentum < 1),
        "momentum is %s, expected a number of at least 0 and below 1",
        momentum);
    if (momentum == null && name == Method.SGD) {
      momentum = DEFAULT_MOMENTUM;
    }
  }

  /**
   * Gives the learning rate of a step.
   *
   * @param step the step's number, from 0
   * @param steps how many there will be in all
   * @return the step size
   */
  public double learningRate(long step, long steps) {
    return switch (schedule) {
      case CONSTANT -> learningRate;
      case LINEAR -> learningRate * (steps - step) / steps;
    };
  }

  /**
   * Adds what a step makes of weights, and of what the optimizer keeps, in elementary operations:
   * for programs that have no variables.
   *
   * @param tf builds the operations
   * @param before the values of all that {@link #build} has variables for, by the variables' names
   * @param gradients the gradients by the weights' names
   * @param rate a scalar, the step size
   * @return the values after the step, by the same names in the same order; those that the step
   *     leaves as they are too
   */
  public Map<String, Operand<TFloat32>> moved(
      Ops tf,
      Map<String, ? extends Operand<TFloat32>> before,
      Map<String, Operand<TFloat32>> gradients,
      Operand<TFloat32> rate) {
    Values values = new Values(before);
    switch (name) {
      case ADAM -> Adam.move(tf, values, gradients, rate);
      case RMSPROP -> RmsProp.move(tf, values, gradients, rate);
      case SGD ->
          Momentum.move(tf, values, gradients, rate, Objects.requireNonNull(momentum).floatValue());
    }
    return values.after();
  }

  /** Adds the optimizer to a graph. */
  public Optimizer build(Graph graph, Operand<TFloat32> rate) {
    return switch (name) {
      case ADAM -> new Adam(graph, rate);
      case RMSPROP -> new RmsProp(graph, rate);
      case SGD -> new Momentum(graph, rate, Objects.requireNonNull(momentum).floatValue());
    };
  }
}
