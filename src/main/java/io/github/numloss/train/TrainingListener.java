package io.github.numloss.train;

import io.github.numloss.io.DataException;

/** Is told how a training goes on. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * The data is allowed, and yet hardly meant.
   *
   * @param doubt says why, without a full stop
   */
  default void doubtful(String doubt) {}

  /**
   * A checkpoint is damaged, and the one before it is tried.
   *
   * @param problem names the file and says what is wrong with it
   */
  default void damaged(DataException problem) {}

  /**
   * The training goes on from a checkpoint.
   *
   * @param step steps that were done before
   * @param steps steps that the training has in all
   */
  default void resumed(long step, long steps) {}

  /**
   * A step is done.
   *
   * @param epoch the epoch's number, from 1
   * @param done images that this epoch has learned
   * @param total images that it will learn
   */
  default void step(int epoch, int done, int total) {}

  /**
   * An epoch is done.
   *
   * @param result its row of the history
   */
  default void epoch(EpochResult result) {}
}
