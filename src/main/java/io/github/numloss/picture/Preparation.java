package io.github.numloss.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * How the images were made that a model has learned, so that pictures are made so for it.
 *
 * @param fit how they came to their size
 * @param ink the colour of what is drawn in them
 * @param background the colour behind what was transparent; where nothing is said, white, or black
 *     behind light ink
 */
public record Preparation(
    Fit fit,
    Ink ink,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Background background) {
  /** That of MNIST. */
  public static final Preparation MNIST = new Preparation(Fit.MNIST, Ink.LIGHT);

  /** Where nothing is known: the whole picture, its colours as they are. */
  public static final Preparation AS_IT_IS = new Preparation(Fit.STRETCH, Ink.ANY);

  /**
   * Says nothing of a background.
   *
   * @param fit how the images came to their size
   * @param ink the colour of what is drawn in them
   */
  public Preparation(Fit fit, Ink ink) {
    this(fit, ink, null);
  }

  /**
   * Changes how images come to their size.
   *
   * @param other how from now on
   * @return the preparation that is else the same
   */
  public Preparation withFit(Fit other) {
    return new Preparation(other, ink, background);
  }
}
