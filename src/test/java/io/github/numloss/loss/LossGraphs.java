package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Losses on the softmax of logits. */
final class LossGraphs {
  private LossGraphs() {}

  /** Adds a loss of logits to a graph: the mean over the batch. */
  static Operand<TFloat32> total(
      Ops tf,
      Loss loss,
      Operand<TFloat32> oneHot,
      Operand<TFloat32> logits,
      ClassValues classValues) {
    return LossGraph.of(tf, loss, LossInputs.ofLogits(tf, oneHot, logits, classValues)).total();
  }
}
