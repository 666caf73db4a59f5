package io.github.numloss.loss;

import java.util.List;
import org.tensorflow.op.Ops;

/**
 * Categorical cross-entropy, {@code −log p_y} of the true class y: the baseline, and with a softmax
 * the paper's identification loss L1 (Suzuki et al. 2021). The class values are not used.
 */
public record CrossEntropy() implements Loss {
  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    return List.of(new Part("crossEntropy", 1, inputs.crossEntropy(tf)));
  }
}
