package io.github.numloss.picture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The colour of what is drawn in the images that a model has learned. */
public enum Ink {
  /** Light on a dark ground, as in MNIST. */
  LIGHT,
  /** Dark on a light ground, as on paper. */
  DARK,
  /** Either, or there is none, as in photographs. */
  ANY;

  /**
   * Gives the name in files.
   *
   * @return the name in lower case
   */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
