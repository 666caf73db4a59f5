package io.github.numloss.loss;

import io.github.numloss.loss.Loss.Part;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss in a graph, averaged over a batch.
 *
 * @param total a scalar, the sum of the parts times their weights: what a training makes small
 * @param parts scalars by the parts' names, not weighted, in the order of the loss
 */
public record LossGraph(Operand<TFloat32> total, Map<String, Operand<TFloat32>> parts) {
  /** Copies the map and keeps its order. */
  public LossGraph {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Adds a loss to a graph.
   *
   * @param tf builds the operations
   * @param loss the loss
   * @param inputs what it may use
   * @return the loss, and each part: sums of the images' losses times the images' weights, divided
   *     by the number of images
   */
  public static LossGraph of(Ops tf, Loss loss, LossInputs inputs) {
    Map<String, Operand<TFloat32>> means = new LinkedHashMap<>();
    Operand<TFloat32> total = null;
    for (Part part : loss.parts(tf, inputs)) {
      Operand<TFloat32> perImage =
          inputs.imageWeights() == null
              ? part.perImage()
              : tf.math.mul(part.perImage(), inputs.imageWeights());
      Operand<TFloat32> mean = tf.math.mean(perImage, tf.constant(0));
      means.put(part.name(), mean);
      if (part.weight() == 0) {
        continue;
      }
      Operand<TFloat32> weighted =
          part.weight() == 1
              ? tf.identity(mean)
              : tf.math.mul(tf.constant((float) part.weight()), mean);
      total = total == null ? weighted : tf.math.add(total, weighted);
    }
    return new LossGraph(total == null ? tf.constant(0f) : total, means);
  }
}
