package io.github.numloss.picture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a picture comes to the size that a model takes. */
public enum Fit {
  /**
   * As MNIST's makers did: what is drawn is cut out and scaled to a box of 20 by 20 pixels, or as
   * much of another size, its proportions kept; the box is laid with its centre of mass at the
   * centre of the image (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
   */
  MNIST,
  /** The whole picture is scaled, whatever its proportions. */
  STRETCH,
  /** The whole picture is scaled, its proportions kept; the rest gets the colour of its border. */
  PAD,
  /**
   * The middle of the picture, as large as it can be with the proportions of the image, is scaled.
   */
  CROP;

  /**
   * Gives the name in files and on the command line.
   *
   * @return the name in lower case
   */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
