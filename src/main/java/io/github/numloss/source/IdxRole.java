package io.github.numloss.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.numloss.data.Examples.Split;

/** What a file of a data set holds. */
public enum IdxRole {
  /** The images to train on. */
  @JsonProperty("trainImages")
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  /** Their labels. */
  @JsonProperty("trainLabels")
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  /** The images to test on. */
  @JsonProperty("testImages")
  TEST_IMAGES("t10k-images-idx3-ubyte"),
  /** Their labels. */
  @JsonProperty("testLabels")
  TEST_LABELS("t10k-labels-idx1-ubyte");

  private final String mnistName;

  IdxRole(String mnistName) {
    this.mnistName = mnistName;
  }

  /** Gives the name that such a file has in MNIST, without .gz. */
  String mnistName() {
    return mnistName;
  }

  static IdxRole images(Split split) {
    return split == Split.TRAIN ? TRAIN_IMAGES : TEST_IMAGES;
  }

  static IdxRole labels(Split split) {
    return split == Split.TRAIN ? TRAIN_LABELS : TEST_LABELS;
  }
}
