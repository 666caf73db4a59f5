package io.github.numloss.layer;

import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
public record Lstm(Integer units, boolean everyStep) implements Layer {
  /** Checks the size. */
  public Lstm {
    Check.atLeast(1, "units", units);
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

  /** A step: the gates, the state, and the output. All are [B,units]. */
  record Moment(
      Operand<TFloat32> inputGate,
      Operand<TFloat32> forgetGate,
      Operand<TFloat32> candidate,
      Operand<TFloat32> outputGate,
      Operand<TFloat32> cell,
      Operand<TFloat32> squashedCell,
      Operand<TFloat32> hidden) {}

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return output(tf, unroll(tf, rows(tf, input, inputShape), inputShape.get(0), weights));
  }

  @Override
  public Differentiable differentiable(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    return differentiable(tf, input, inputShape, weights, false);
  }

  @Override
  public Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    return Trainable.of(
        parts.get(0).tf(),
        parts.stream()
            .map(
                part ->
                    differentiable(part.tf(), part.input(), inputShape, weights, part.elementary()))
            .toList());
  }

  private Differentiable differentiable(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      boolean elementary) {
    Operand<TFloat32> rows = rows(tf, input, inputShape);
    List<Moment> moments = unroll(tf, rows, inputShape.get(0), weights);
    return new Differentiable(
        output(tf, moments),
        (ofOutput, inputToo) ->
            new LstmGradient(
                    tf.withSubScope("gradient"),
                    rows,
                    weights.get(0),
                    weights.get(1),
                    moments,
                    elementary)
                .build(ofSteps(tf, ofOutput, moments.size()), inputToo));
  }

  private Operand<TFloat32> output(Ops tf, List<Moment> moments) {
    return everyStep
        ? tf.stack(moments.stream().map(Moment::hidden).toList(), Stack.axis(1L))
        : moments.get(moments.size() - 1).hidden();
  }

  /** Gives each step its part of the output's gradient, or null. */
  private List<@Nullable Operand<TFloat32>> ofSteps(Ops tf, Operand<TFloat32> ofOutput, int steps) {
    if (everyStep) {
      return List.copyOf(tf.unstack(ofOutput, (long) steps, Unstack.axis(1L)).output());
    }
    List<@Nullable Operand<TFloat32>> parts =
        new ArrayList<>(Collections.<@Nullable Operand<TFloat32>>nCopies(steps, null));
    parts.set(steps - 1, ofOutput);
    return parts;
  }

  private static List<Moment> unroll(
      Ops tf, Operand<TFloat32> rows, long steps, List<? extends Operand<TFloat32>> weights) {
    // The inputs of all steps are multiplied in one go.
    Operand<TFloat32> projected =
        tf.nn.biasAdd(tf.linalg.matMul(rows, weights.get(0)), weights.get(2));
    List<Moment> moments = new ArrayList<>();
    for (Output<TFloat32> ofInput : tf.split(tf.constant(0), projected, steps).output()) {
      Moment before = moments.isEmpty() ? null : moments.get(moments.size() - 1);
      moments.add(
          before == null
              ? moment(tf, ofInput, null)
              : moment(
                  tf,
                  tf.math.add(ofInput, tf.linalg.matMul(before.hidden(), weights.get(1))),
                  before.cell()));
    }
    return moments;
  }

  /** Computes a step from what comes into its gates. Before the first one the states are 0. */
  private static Moment moment(
      Ops tf, Operand<TFloat32> sum, @Nullable Operand<TFloat32> cellBefore) {
    List<Output<TFloat32>> gates = tf.split(tf.constant(1), sum, 4L).output();
    Operand<TFloat32> inputGate = tf.math.sigmoid(gates.get(0));
    Operand<TFloat32> forgetGate = tf.math.sigmoid(gates.get(1));
    Operand<TFloat32> candidate = tf.math.tanh(gates.get(2));
    Operand<TFloat32> outputGate = tf.math.sigmoid(gates.get(3));
    Operand<TFloat32> added = tf.math.mul(inputGate, candidate);
    Operand<TFloat32> cell =
        cellBefore == null ? added : tf.math.add(tf.math.mul(forgetGate, cellBefore), added);
    Operand<TFloat32> squashedCell = tf.math.tanh(cell);
    return new Moment(
        inputGate,
        forgetGate,
        candidate,
        outputGate,
        cell,
        squashedCell,
        tf.math.mul(outputGate, squashedCell));
  }

  /** Lays the inputs out step by step: [B,T,F] to [T·B,F]. */
  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> input, Shape inputShape) {
    // Does what a transposition does, which takes several times as long.
    List<Operand<TFloat32>> steps =
        List.copyOf(tf.unstack(input, inputShape.get(0), Unstack.axis(1L)).output());
    return tf.reshape(tf.stack(steps), tf.constant(new long[] {-1, inputShape.get(1)}));
  }

  @Override
  public Work work(Shape input) {
    long steps = input.get(0);
    // Before the first step the state is 0, and its product with the recurrent kernel left out.
    return new Work(
        Work.products(input.get(1) * 4 * units, steps),
        Work.products(4L * units * units, steps - 1));
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "lstm, %d units%s", units, everyStep ? ", every step" : "");
  }
}
