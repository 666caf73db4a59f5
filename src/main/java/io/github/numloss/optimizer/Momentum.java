package io.github.numloss.optimizer;

import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Gradient descent with momentum (Polyak 1964) and a learning rate that is fed. */
final class Momentum extends Optimizer {
  private final Operand<TFloat32> learningRate;
  private final float momentum;

  Momentum(Graph graph, Operand<TFloat32> learningRate, float momentum) {
    super(graph);
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  @Override
  protected void createSlots(List<Output<? extends TType>> variables) {
    variables.forEach(this::createVelocity);
  }

  private <T extends TType> void createVelocity(Output<T> variable) {
    createSlot(variable, "velocity", tf.withInitScope().zerosLike(variable));
  }

  @Override
  protected <T extends TType> Op applyDense(Ops ops, Output<T> gradient, Output<T> variable) {
    Class<T> type = variable.type();
    return ops.train.applyMomentum(
        variable,
        getSlot(variable, "velocity").orElseThrow(),
        ops.dtypes.cast(learningRate, type),
        gradient,
        ops.dtypes.cast(ops.constant(momentum), type));
  }

  /** Adds what a step makes of weights and velocities, as {@link Values} has it. */
  static void move(
      Ops tf,
      Values values,
      Map<String, Operand<TFloat32>> gradients,
      Operand<TFloat32> rate,
      float momentum) {
    gradients.forEach(
        (weight, gradient) -> {
          Operand<TFloat32> velocity =
              tf.math.add(
                  tf.math.mul(values.slot(weight, "velocity"), tf.constant(momentum)), gradient);
          values.setSlot(weight, "velocity", velocity);
          values.set(weight, tf.math.sub(values.before(weight), tf.math.mul(velocity, rate)));
        });
  }

  @Override
  public String getOptimizerName() {
    return "Momentum";
  }
}
