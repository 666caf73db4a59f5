package io.github.numloss.head;

import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One output a class, the logit z: {@code p_k = exp(z_k) / Σ exp(z_j)} (J. S. Bridle,
 * "Probabilistic Interpretation of Feedforward Classification Network Outputs", 1990).
 */
public record Softmax() implements Head {
  /**
   * Where TensorFlow computes the cross-entropy in the same order each time: for GPUs it has no
   * such kernel, and refuses the operation where results have to repeat.
   */
  private static final DeviceSpec CPU =
      DeviceSpec.newBuilder().deviceType(DeviceType.CPU).deviceIndex(0).build();

  @Override
  public int outputs(int classes) {
    return classes;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    return new Distribution(tf.nn.softmax(inputs.outputs()), tf.nn.logSoftmax(inputs.outputs()));
  }

  /** Adds the cross-entropy to a graph as one operation, for the CPU. */
  @Override
  public Operand<TFloat32> crossEntropy(
      Ops tf, HeadInputs inputs, Distribution distribution, Operand<TFloat32> oneHot) {
    return tf.withDevice(CPU).nn.softmaxCrossEntropyWithLogits(inputs.outputs(), oneHot).loss();
  }
}
