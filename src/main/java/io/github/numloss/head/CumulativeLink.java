package io.github.numloss.head;

import io.github.numloss.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The cumulative link model, or proportional odds: one output f and learned thresholds θ, with
 * {@code P(y ≤ k) = F(θ_k − f)} (McCullagh, "Regression Models for Ordinal Data", 1980). Its own
 * loss is the cross-entropy.
 *
 * <p>Free thresholds are θ_1 and sums of softplus-transformed steps after it. Equidistant ones lie
 * as the middles between the class values do, {@code θ_k = θ_0 + c (v_k + v_{k+1}) / 2} with c > 0:
 * with unit distances, those of McCullagh's model with a linear scale.
 *
 * @param link the cumulative distribution F
 * @param thresholds how the thresholds may lie
 */
public record CumulativeLink(Link link, Thresholds.Spacing thresholds) implements Head {
  @Override
  public int outputs(int classes) {
    return 1;
  }

  @Override
  public List<Weight> weights(int classes) {
    return Thresholds.weights(thresholds, classes, link::quantile);
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    Thresholds found = Thresholds.of(tf, thresholds, inputs.weights(), inputs.classValues());
    Operand<TFloat32> differences = tf.math.sub(found.values(), inputs.outputs());
    return StableLogs.distribution(tf, link.logs(tf, differences, found.steps()));
  }
}
