package io.github.numloss.train;

/** Is told how a training goes on. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

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
