package io.github.numloss.picture;

import java.util.Locale;

/** Whether black and white change places before all else. */
public enum Invert {
  /** Where the ink of a picture is not that of the images that the model has learned. */
  AUTO,
  /** Always. */
  YES,
  /** Never. */
  NO;

  /**
   * Gives the name on the command line.
   *
   * @return the name in lower case
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
