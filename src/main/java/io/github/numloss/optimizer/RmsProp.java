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

/** RMSProp (Tieleman and Hinton 2012) with a learning rate that is fed. */
final class RmsProp extends Optimizer {
  private static final float DECAY = 0.9f;

  /** As in Keras, which the paper used. */
  private static final float EPSILON = 1e-7f;

  private final Operand<TFloat32> learningRate;

  RmsProp(Graph graph, Operand<TFloat32> learningRate) {
    super(graph);
    this.learningRate = learningRate;
  }

  @Override
  protected void createSlots(List<Output<? extends TType>> variables) {
    variables.forEach(this::createAverages);
  }

  private <T extends TType> void createAverages(Output<T> variable) {
    Ops init = tf.withInitScope();
    createSlot(variable, "rms", init.zerosLike(variable));
    createSlot(variable, "momentum", init.zerosLike(variable));
  }

  @Override
  protected <T extends TType> Op applyDense(Ops ops, Output<T> gradient, Output<T> variable) {
    Class<T> type = variable.type();
    return ops.train.applyRmsProp(
        variable,
        getSlot(variable, "rms").orElseThrow(),
        getSlot(variable, "momentum").orElseThrow(),
        ops.dtypes.cast(learningRate, type),
        ops.dtypes.cast(ops.constant(DECAY), type),
        ops.dtypes.cast(ops.constant(0f), type),
        ops.dtypes.cast(ops.constant(EPSILON), type),
        gradient);
  }

  /** Adds what a step makes of weights and averages, as {@link Values} has it. */
  static void move(
      Ops tf, Values values, Map<String, Operand<TFloat32>> gradients, Operand<TFloat32> rate) {
    gradients.forEach(
        (weight, gradient) -> {
          Operand<TFloat32> rms =
              Adam.nearer(tf, values.slot(weight, "rms"), tf.math.square(gradient), DECAY);
          Operand<TFloat32> step =
              tf.math.div(
                  tf.math.mul(gradient, rate),
                  tf.math.sqrt(tf.math.add(rms, tf.constant(EPSILON))));
          values.setSlot(weight, "rms", rms);
          values.setSlot(weight, "momentum", step);
          values.set(weight, tf.math.sub(values.before(weight), step));
        });
  }

  @Override
  public String getOptimizerName() {
    return "RMSProp";
  }
}
