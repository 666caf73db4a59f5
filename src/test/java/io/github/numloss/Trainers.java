package io.github.numloss;

import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingListener;

/** Trainers that train in one go and leave no checkpoints. */
public final class Trainers {
  private Trainers() {}

  /** Makes one that tells nobody. */
  public static Trainer plain() {
    return telling(TrainingListener.NONE);
  }

  /** Makes one that tells how it goes on. */
  public static Trainer telling(TrainingListener listener) {
    return new Trainer(Checkpoints.none(), () -> false, listener);
  }
}
