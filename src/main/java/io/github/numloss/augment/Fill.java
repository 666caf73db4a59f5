package io.github.numloss.augment;

import java.util.Locale;

/** What comes into a picture where a point from outside of it is moved in. */
public enum Fill {
  /** Black: 0 in all channels. */
  BLACK("CONSTANT"),
  /** The nearest pixel of the picture's edge. */
  EDGE("NEAREST");

  /** TensorFlow's name. */
  private final String mode;

  Fill(String mode) {
    this.mode = mode;
  }

  String mode() {
    return mode;
  }

  /** Gives the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
