package io.github.numloss.layer;

import io.github.numloss.layer.BatchNorm.Moments;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of batch normalization through the statistics of a whole batch (Ioffe and Szegedy
 * 2015, section 3), put in terms of sums over all of the batch's N values of a channel:
 *
 * <pre>
 * normalized = (input − mean) / √(variance + epsilon)
 * of beta    = Σ of output
 * of gamma   = Σ of output · normalized
 * of input   = gamma / √(variance + epsilon) · (of output − (of beta + normalized · of gamma) / N)
 * </pre>
 *
 * @param layer the layer
 * @param parts the parts of the batch, [B,H,W,C]
 * @param places H · W
 * @param gamma [C]
 * @param batch mean and variance of the whole batch
 */
record BatchNormGradient(
    BatchNorm layer, List<Part> parts, float places, Operand<TFloat32> gamma, Moments batch) {
  /** Adds the gradients by gamma, beta and, if wanted, the input of each part. */
  Trainable.Gradients build(List<? extends Operand<TFloat32>> ofOutputs, boolean inputToo) {
    Ops tf = parts.get(0).tf();
    List<FusedBatchNormGrad<TFloat32, TFloat32>> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      found.add(withFixedMoments(parts.get(i), ofOutputs.get(i)));
    }
    Operand<TFloat32> ofGamma =
        Part.sum(tf, found.stream().map(FusedBatchNormGrad::scaleBackprop).toList());
    Operand<TFloat32> ofBeta =
        Part.sum(tf, found.stream().map(FusedBatchNormGrad::offsetBackprop).toList());
    List<Operand<TFloat32>> weights = List.of(ofGamma, ofBeta);
    if (!inputToo) {
      return new Trainable.Gradients(weights, null);
    }
    Operand<TFloat32> values =
        tf.math.mul(Part.sum(tf, parts.stream().map(Part::images).toList()), tf.constant(places));
    Operand<TFloat32> scale =
        tf.math.div(
            tf.math.mul(
                gamma,
                tf.math.rsqrt(tf.math.add(batch.variance(), tf.constant((float) layer.epsilon())))),
            values);
    List<Operand<TFloat32>> inputs = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      // An image that is computed in vain had no part in the statistics.
      Operand<TFloat32> ofStatistics =
          part.tf().math.mul(scale, part.tf().math.sign(part.images()));
      inputs.add(
          part.tf()
              .math
              .sub(
                  found.get(i).xBackprop(),
                  layer.normalized(
                      part.tf(),
                      part.input(),
                      part.tf().math.mul(ofStatistics, ofGamma),
                      part.tf().math.mul(ofStatistics, ofBeta),
                      batch)));
    }
    return new Trainable.Gradients(weights, inputs);
  }

  private FusedBatchNormGrad<TFloat32, TFloat32> withFixedMoments(
      Part part, Operand<TFloat32> ofOutput) {
    return part.tf()
        .nn
        .fusedBatchNormGrad(
            ofOutput,
            part.input(),
            gamma,
            batch.mean(),
            batch.variance(),
            part.tf().constant(new float[0]),
            FusedBatchNormGrad.epsilon((float) layer.epsilon()),
            FusedBatchNormGrad.isTraining(false));
  }
}
