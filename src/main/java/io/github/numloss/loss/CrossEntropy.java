package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Categorical cross-entropy on the softmax, {@code −Σ oneHot · log softmax(logits)}: the baseline,
 * and the paper's identification loss L1 (Suzuki et al. 2021).
 */
public record CrossEntropy() implements Loss {
  /**
   * Where TensorFlow computes it in the same order each time: for GPUs it has no such kernel, and
   * refuses the operation where results have to repeat.
   */
  private static final DeviceSpec CPU =
      DeviceSpec.newBuilder().deviceType(DeviceType.CPU).deviceIndex(0).build();

  /** Adds the loss to a graph, for the CPU; the class values are not used. */
  @Override
  public Operand<TFloat32> build(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> logits, ClassValues classValues) {
    Operand<TFloat32> perImage =
        tf.withDevice(CPU).nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss();
    return tf.math.mean(perImage, tf.constant(0));
  }
}
