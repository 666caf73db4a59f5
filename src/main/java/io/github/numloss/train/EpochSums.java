package io.github.numloss.train;

import java.util.Locale;

/**
 * What an epoch has learned so far. The losses are sums over its images.
 *
 * @param images images learned
 * @param loss the loss that is minimised
 * @param crossEntropy its cross-entropy part, unweighted
 * @param numericLoss its numeric part, scaled by alpha but not weighted by beta
 * @param seconds the time that it took
 */
record EpochSums(int images, double loss, double crossEntropy, double numericLoss, double seconds) {
  /** An epoch that has not begun. */
  static final EpochSums NONE = new EpochSums(0, 0, 0, 0, 0);

  /**
   * Checks the number of images.
   *
   * @throws IllegalArgumentException if it is negative
   */
  EpochSums {
    if (images < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "images is %d, expected at least 0", images));
    }
  }

  /** Adds a step; the time is that of the epoch so far. */
  EpochSums plus(TrainingGraph.Losses means, int batch, double secondsSoFar) {
    return new EpochSums(
        images + batch,
        loss + (double) means.loss() * batch,
        crossEntropy + (double) means.crossEntropy() * batch,
        numericLoss + (double) means.numericLoss() * batch,
        secondsSoFar);
  }

  /** Gives the epoch's row of the history; the time is that of the epoch with its validation. */
  EpochResult result(int epoch, EpochResult.Validation validation, double allSeconds) {
    return new EpochResult(
        epoch,
        loss / images,
        crossEntropy / images,
        numericLoss / images,
        validation,
        allSeconds,
        images / seconds);
  }
}
