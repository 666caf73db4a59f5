package io.github.numloss.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), deterministic: unlike the framework's own, it raises the
 * powers of β₁ and β₂ only after every weight has been moved with the old ones.
 */
final class Adam extends Optimizer {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  /** As in Keras, which the paper used. */
  private static final float EPSILON = 1e-7f;

  private final Operand<TFloat32> learningRate;
  private Variable<TFloat32> beta1Power;
  private Variable<TFloat32> beta2Power;

  Adam(Graph graph, Operand<TFloat32> learningRate) {
    super(graph);
    this.learningRate = learningRate;
  }

  @Override
  protected void createSlots(List<Output<? extends TType>> variables) {
    variables.forEach(this::createMoments);
    beta1Power = power("beta1_power", BETA1);
    beta2Power = power("beta2_power", BETA2);
  }

  private <T extends TType> void createMoments(Output<T> variable) {
    Ops init = tf.withInitScope();
    createSlot(variable, "m", init.zerosLike(variable));
    createSlot(variable, "v", init.zerosLike(variable));
  }

  private Variable<TFloat32> power(String name, float first) {
    Ops init = tf.withInitScope();
    Variable<TFloat32> power = init.withName(name).variable(Shape.scalar(), TFloat32.class);
    init.assign(power, init.constant(first));
    return power;
  }

  @Override
  protected <T extends TType> Op applyDense(Ops ops, Output<T> gradient, Output<T> variable) {
    Class<T> type = variable.type();
    return ops.train.applyAdam(
        variable,
        getSlot(variable, "m").orElseThrow(),
        getSlot(variable, "v").orElseThrow(),
        ops.dtypes.cast(beta1Power, type),
        ops.dtypes.cast(beta2Power, type),
        ops.dtypes.cast(learningRate, type),
        ops.dtypes.cast(ops.constant(BETA1), type),
        ops.dtypes.cast(ops.constant(BETA2), type),
        ops.dtypes.cast(ops.constant(EPSILON), type),
        gradient);
  }

  @Override
  protected Op finish(List<Op> updates, String name) {
    Ops after = tf.withControlDependencies(updates);
    List<Op> all = new ArrayList<>(updates);
    all.add(after.assign(beta1Power, after.math.mul(beta1Power, after.constant(BETA1))));
    all.add(after.assign(beta2Power, after.math.mul(beta2Power, after.constant(BETA2))));
    return super.finish(all, name);
  }

  /** Adds what a step makes of weights, moments and powers, as {@link Values} has it. */
  static void move(
      Ops tf, Values values, Map<String, Operand<TFloat32>> gradients, Operand<TFloat32> rate) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> power1 = values.before("beta1_power");
    Operand<TFloat32> power2 = values.before("beta2_power");
    Operand<TFloat32> size =
        tf.math.div(
            tf.math.mul(rate, tf.math.sqrt(tf.math.sub(one, power2))), tf.math.sub(one, power1));
    gradients.forEach(
        (weight, gradient) -> {
          Operand<TFloat32> m = nearer(tf, values.slot(weight, "m"), gradient, BETA1);
          Operand<TFloat32> v =
              nearer(tf, values.slot(weight, "v"), tf.math.square(gradient), BETA2);
          values.setSlot(weight, "m", m);
          values.setSlot(weight, "v", v);
          values.set(
              weight,
              tf.math.sub(
                  values.before(weight),
                  tf.math.div(
                      tf.math.mul(m, size), tf.math.add(tf.math.sqrt(v), tf.constant(EPSILON)))));
        });
    values.set("beta1_power", tf.math.mul(power1, tf.constant(BETA1)));
    values.set("beta2_power", tf.math.mul(power2, tf.constant(BETA2)));
  }

  /** Gives {@code kept · average + (1 − kept) · number} as TensorFlow's operation computes it. */
  static Operand<TFloat32> nearer(
      Ops tf, Operand<TFloat32> average, Operand<TFloat32> number, float kept) {
    return tf.math.add(average, tf.math.mul(tf.math.sub(number, average), tf.constant(1 - kept)));
  }

  @Override
  public String getOptimizerName() {
    return "Adam";
  }
}
