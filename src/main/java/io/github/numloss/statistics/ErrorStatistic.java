package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonValue;

/** The metrics that follow from the absolute error of each image, by their names in files. */
public enum ErrorStatistic {
  /** The share of images whose absolute error is above 0. */
  ERROR_RATE("errorRate"),
  /** The mean absolute error over all images. */
  MEAN_ABSOLUTE_ERROR("meanAbsoluteError"),
  /** The mean absolute error over the images where it is above 0. */
  MEAN_ABSOLUTE_ERROR_MISCLASSIFIED("meanAbsoluteErrorMisclassified");

  private final String key;

  ErrorStatistic(String key) {
    this.key = key;
  }

  /**
   * Gives the name in files.
   *
   * @return the key that a trial's metrics have
   */
  @JsonValue
  @Override
  public String toString() {
    return key;
  }
}
