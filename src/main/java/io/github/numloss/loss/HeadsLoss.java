package io.github.numloss.loss;

import io.github.numloss.head.Head;
import java.util.List;
import org.tensorflow.op.Ops;

/**
 * A head's name in the place of a loss, as users may write it; {@link Method#of} makes the head and
 * its own loss of it, and nothing is trained or written with this.
 *
 * @param head the head
 */
record HeadsLoss(Head head) implements Loss {
  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    throw new IllegalStateException("a head's name must be made a head and its own loss first");
  }
}
