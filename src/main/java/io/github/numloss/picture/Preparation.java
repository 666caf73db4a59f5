package io.github.numloss.picture;

/**
 * How the images were made that a model has learned, so that pictures are made so for it.
 *
 * @param fit how they came to their size
 * @param ink the colour of what is drawn in them
 */
public record Preparation(Fit fit, Ink ink) {
  /** That of MNIST. */
  public static final Preparation MNIST = new Preparation(Fit.MNIST, Ink.LIGHT);

  /** Where nothing is known: the whole picture, its colours as they are. */
  public static final Preparation AS_IT_IS = new Preparation(Fit.STRETCH, Ink.ANY);
}
