package io.github.numloss.layer;

import io.github.numloss.layer.Differentiable.Gradients;
import io.github.numloss.layer.Lstm.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.LSTMBlockCellGrad;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of an LSTM by backpropagation through time (Hochreiter and Schmidhuber 1997, with
 * the forget gate of Gers et al. 2000). TensorFlow's autodiff finds the same, but with a dozen
 * small operations a step where there is one for all of a step's gates, and with a product a step
 * where the recurrent kernel needs one in all.
 */
final class LstmGradient {
  private final Ops tf;
  private final Operand<TFloat32> rows;
  private final Operand<TFloat32> kernel;
  private final Operand<TFloat32> recurrentKernel;
  private final List<Moment> moments;
  private final boolean elementary;
  private final Operand<TFloat32> zeros;

  /**
   * Of input, kernel, bias and peepholes the operation takes the sizes alone, as long as there are
   * no peepholes.
   */
  private final Operand<TFloat32> noInput;

  private final Operand<TFloat32> noBias;
  private final Operand<TFloat32> noPeephole;

  /**
   * Settles what is known from the way forward.
   *
   * @param tf builds the operations
   * @param rows [T·B,F], the inputs, step by step
   * @param kernel [F,4·units]
   * @param recurrentKernel [units,4·units]
   * @param moments the T steps
   * @param elementary whether the gates' gradients are to be of operations that XLA compiles
   */
  LstmGradient(
      Ops tf,
      Operand<TFloat32> rows,
      Operand<TFloat32> kernel,
      Operand<TFloat32> recurrentKernel,
      List<Moment> moments,
      boolean elementary) {
    this.tf = tf;
    this.rows = rows;
    this.kernel = kernel;
    this.recurrentKernel = recurrentKernel;
    this.moments = moments;
    this.elementary = elementary;
    zeros = tf.zerosLike(moments.get(0).cell());
    noInput = tf.slice(zeros, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 0}));
    int units = Math.toIntExact(recurrentKernel.shape().get(0));
    noBias = tf.constant(new float[4 * units]);
    noPeephole = tf.constant(new float[units]);
  }

  /**
   * Adds the gradients by kernel, recurrent kernel, bias and, if wanted, input.
   *
   * @param ofOutputs the gradient by the layer's output of each step, [B,units]; null where the
   *     step gives none
   * @param inputToo whether the gradient by the input, [B,T,F], is wanted
   * @return the gradients
   */
  Gradients build(List<? extends @Nullable Operand<TFloat32>> ofOutputs, boolean inputToo) {
    Operand<TFloat32> ofSums = joined(ofSums(ofOutputs));
    List<Operand<TFloat32>> ofWeights =
        List.of(
            swap(tf.linalg.matMul(rows, ofSums, MatMul.transposeA(true)), 1),
            swap(tf.linalg.matMul(statesBefore(), ofSums, MatMul.transposeA(true)), 1),
            swap(tf.nn.biasAddGrad(ofSums), 0));
    return new Gradients(ofWeights, inputToo ? ofInput(ofSums) : null);
  }

  /** Gives the gradient by what comes into the gates i, g, f, o of each step, [B,4·units]. */
  private List<Operand<TFloat32>> ofSums(List<? extends @Nullable Operand<TFloat32>> ofOutputs) {
    // Turned round once, it needs no turning in the product of each step.
    Operand<TFloat32> back =
        swap(tf.linalg.transpose(recurrentKernel, tf.constant(new int[] {1, 0})), 0);
    Operand<TFloat32> ofCell = zeros;
    Operand<TFloat32> carried = null;
    List<Operand<TFloat32>> ofSums = new ArrayList<>();
    for (int t = moments.size() - 1; t >= 0; t--) {
      Operand<TFloat32> cellBefore = t == 0 ? zeros : moments.get(t - 1).cell();
      Operand<TFloat32> ofHidden = sum(ofOutputs.get(t), carried);
      Step step =
          elementary
              ? elementaryStep(moments.get(t), cellBefore, ofCell, ofHidden)
              : step(moments.get(t), cellBefore, ofCell, ofHidden);
      ofSums.add(0, step.ofSums());
      ofCell = step.ofCellBefore();
      carried = tf.linalg.matMul(step.ofSums(), back);
    }
    return ofSums;
  }

  /** Adds up what there is; the last step has an output's gradient, the others what it carries. */
  private Operand<TFloat32> sum(
      @Nullable Operand<TFloat32> ofOutput, @Nullable Operand<TFloat32> carried) {
    if (ofOutput == null) {
      return Objects.requireNonNull(carried);
    }
    return carried == null ? ofOutput : tf.math.add(ofOutput, carried);
  }

  /**
   * The gradients by what a step takes.
   *
   * @param ofSums by what comes into the gates i, g, f, o, [B,4·units]
   * @param ofCellBefore by the cell before it, [B,units]
   */
  private record Step(Operand<TFloat32> ofSums, Operand<TFloat32> ofCellBefore) {}

  private Step elementaryStep(
      Moment moment,
      Operand<TFloat32> cellBefore,
      Operand<TFloat32> ofCell,
      Operand<TFloat32> ofHidden) {
    Operand<TFloat32> ofCellNow =
        tf.math.add(
            ofCell, throughTanh(tf.math.mul(ofHidden, moment.outputGate()), moment.squashedCell()));
    return new Step(
        tf.concat(
            List.of(
                throughSigmoid(tf.math.mul(ofCellNow, moment.candidate()), moment.inputGate()),
                throughTanh(tf.math.mul(ofCellNow, moment.inputGate()), moment.candidate()),
                throughSigmoid(tf.math.mul(ofCellNow, cellBefore), moment.forgetGate()),
                throughSigmoid(tf.math.mul(ofHidden, moment.squashedCell()), moment.outputGate())),
            tf.constant(1)),
        tf.math.mul(ofCellNow, moment.forgetGate()));
  }

  private Operand<TFloat32> throughSigmoid(Operand<TFloat32> of, Operand<TFloat32> gate) {
    return tf.math.mul(of, tf.math.mul(gate, tf.math.sub(tf.constant(1f), gate)));
  }

  private Operand<TFloat32> throughTanh(Operand<TFloat32> of, Operand<TFloat32> squashed) {
    return tf.math.mul(of, tf.math.sub(tf.constant(1f), tf.math.square(squashed)));
  }

  private Step step(
      Moment moment,
      Operand<TFloat32> cellBefore,
      Operand<TFloat32> ofCell,
      Operand<TFloat32> ofHidden) {
    LSTMBlockCellGrad<TFloat32> found =
        tf.nn.lSTMBlockCellGrad(
            noInput,
            cellBefore,
            cellBefore,
            recurrentKernel,
            noPeephole,
            noPeephole,
            noPeephole,
            noBias,
            moment.inputGate(),
            moment.cell(),
            moment.forgetGate(),
            moment.outputGate(),
            moment.candidate(),
            moment.squashedCell(),
            ofCell,
            ofHidden,
            false);
    return new Step(found.dicfo(), found.csPrevGrad());
  }

  /** Gives the hidden states before each step, [T·B,units]. */
  private Operand<TFloat32> statesBefore() {
    List<Operand<TFloat32>> states = new ArrayList<>(List.of(zeros));
    moments.subList(0, moments.size() - 1).forEach(moment -> states.add(moment.hidden()));
    return joined(states);
  }

  /** Lays the steps out one after another; TensorFlow does not concatenate a single one. */
  private Operand<TFloat32> joined(List<Operand<TFloat32>> steps) {
    return steps.size() == 1 ? steps.get(0) : tf.concat(steps, tf.constant(0));
  }

  private Operand<TFloat32> ofInput(Operand<TFloat32> ofSums) {
    Operand<TFloat32> ofRows = tf.linalg.matMul(ofSums, swap(kernel, 1), MatMul.transposeB(true));
    Operand<TFloat32> timeMajor =
        tf.reshape(ofRows, tf.constant(new long[] {moments.size(), -1, kernel.shape().get(0)}));
    List<Operand<TFloat32>> steps =
        List.copyOf(tf.unstack(timeMajor, (long) moments.size()).output());
    return tf.stack(steps, Stack.axis(1L));
  }

  /** Puts the parts of the gates i, f, g, o into the order i, g, f, o, or back. */
  private Operand<TFloat32> swap(Operand<TFloat32> gates, int axis) {
    List<Output<TFloat32>> parts = tf.split(tf.constant(axis), gates, 4L).output();
    return tf.concat(
        List.of(parts.get(0), parts.get(2), parts.get(1), parts.get(3)), tf.constant(axis));
  }
}
