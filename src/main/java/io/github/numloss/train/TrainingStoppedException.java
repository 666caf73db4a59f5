package io.github.numloss.train;

import java.io.Serial;

/** A training was asked to stop, and did so after it had saved a checkpoint. */
public final class TrainingStoppedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /** Makes one. */
  public TrainingStoppedException() {
    super("the training was asked to stop");
  }
}
