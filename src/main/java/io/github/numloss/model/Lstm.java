package io.github.numloss.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000), unrolled over the steps: [T,F] to the last output [units], or to all of them, [T,units].
 *
 * <pre>
 * i, f, g, o = x(t) · kernel + h(t−1) · recurrentKernel + bias, in four equal parts
 * c(t) = σ(f) · c(t−1) + σ(i) · tanh(g)
 * h(t) = σ(o) · tanh(c(t))
 * </pre>
 *
 * @param units the number of outputs
 * @param everyStep whether the outputs of all steps are wanted rather than the last one
 */
public record Lstm(int units, boolean everyStep) implements Layer {
  /** Checks the size. */
  public Lstm {
    Layer.requirePositive("units", units);
  }

  @Override
  public Shape output(Shape input) {
    Layer.requireRank(this, input, 2, "steps and features");
    return everyStep ? Shape.of(input.get(0), units) : Shape.of(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    return List.of(
        new Weight("kernel", Shape.of(input.get(1), 4L * units), Initializer.glorotUniform()),
        new Weight("recurrent_kernel", Shape.of(units, 4L * units), Initializer.orthogonalRows()),
        new Weight("bias", Shape.of(4L * units), Initializer.forgetGateOnes()));
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    List<Output<TFloat32>> inputs = projectInputs(tf, input, inputShape, weights);
    // Before the first step both states are 0, so that the terms with them fall away. But the only
    // step of an image of one row keeps its term, or else the recurrent kernel had no gradient.
    Operand<TFloat32> cell = null;
    Operand<TFloat32> hidden = inputs.size() == 1 ? zeros(tf, inputs.get(0)) : null;
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (Output<TFloat32> projected : inputs) {
      Operand<TFloat32> sum =
          hidden == null
              ? projected
              : tf.math.add(projected, tf.linalg.matMul(hidden, weights.get(1)));
      List<Output<TFloat32>> gates = tf.split(tf.constant(1), sum, 4L).output();
      Operand<TFloat32> added =
          tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2)));
      cell =
          cell == null
              ? added
              : tf.math.add(tf.math.mul(tf.math.sigmoid(gates.get(1)), cell), added);
      hidden = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(cell));
      outputs.add(hidden);
    }
    return everyStep ? tf.stack(outputs, Stack.axis(1L)) : hidden;
  }

  @Override
  public String description() {
    return "lstm, %d units%s".formatted(units, everyStep ? ", every step" : "");
  }

  @Override
  public String kind() {
    return "lstm";
  }

  /** Gives the state before the first step, [B, units]. */
  private static Operand<TFloat32> zeros(Ops tf, Output<TFloat32> projected) {
    List<Output<TFloat32>> gates = tf.split(tf.constant(1), projected, 4L).output();
    return tf.zerosLike(gates.get(0));
  }

  /** Multiplies the inputs of all steps in one go: T times [B, 4·units]. */
  private static List<Output<TFloat32>> projectInputs(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights) {
    // Does what a transposition does, which takes several times as long.
    List<Operand<TFloat32>> steps =
        List.copyOf(tf.unstack(input, inputShape.get(0), Unstack.axis(1L)).output());
    Operand<TFloat32> timeMajor = tf.stack(steps);
    Operand<TFloat32> rows = tf.reshape(timeMajor, tf.constant(new long[] {-1, inputShape.get(1)}));
    Operand<TFloat32> projected =
        tf.nn.biasAdd(tf.linalg.matMul(rows, weights.get(0)), weights.get(2));
    // The gradient of a split can't put a single part together.
    return inputShape.get(0) == 1
        ? List.of(projected.asOutput())
        : tf.split(tf.constant(0), projected, inputShape.get(0)).output();
  }
}
