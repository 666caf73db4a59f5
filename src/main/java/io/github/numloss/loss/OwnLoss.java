package io.github.numloss.loss;

import java.util.List;
import org.tensorflow.op.Ops;

/** The loss that a head was proposed with. */
public record OwnLoss() implements Loss {
  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    return List.of(inputs.ownLoss(tf, 1));
  }
}
