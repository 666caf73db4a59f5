package io.github.numloss.train;

import java.io.Serial;

/** A training that can't go on. The message is a sentence for the user. */
public final class TrainingFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  TrainingFailedException(String message) {
    super(message);
  }
}
