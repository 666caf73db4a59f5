package io.github.numloss.picture;

import java.util.Optional;

/** What makes an image so unlike what a model has learned that its answer is worth little. */
public enum Remark {
  /** No pixel stands out. */
  BLANK("nothing stands out in it, as on a blank page"),
  /** More of it is ink than of any image of MNIST, where 40 % is the most. */
  MOSTLY_INK(
      "most of it is ink, as where there is more than one sign or black and white are changed");

  private static final double MOST_INK = 0.4;

  private final String sentence;

  Remark(String sentence) {
    this.sentence = sentence;
  }

  /**
   * Looks at an image as the model gets it.
   *
   * @param pixels unsigned bytes, of one image or more
   * @param start the image's first
   * @param length how many it has
   * @param ink the colour of ink in the images that the model has learned
   * @return what is to be said, if anything is
   */
  public static Optional<Remark> of(byte[] pixels, int start, int length, Ink ink) {
    int least = 255;
    int most = 0;
    long sum = 0;
    for (int i = start; i < start + length; i++) {
      int pixel = Byte.toUnsignedInt(pixels[i]);
      least = Math.min(least, pixel);
      most = Math.max(most, pixel);
      sum += ink == Ink.DARK ? 255 - pixel : pixel;
    }
    if (most - least < Ground.LEAST_CONTRAST) {
      return Optional.of(BLANK);
    }
    return ink != Ink.ANY && sum > MOST_INK * 255 * length
        ? Optional.of(MOSTLY_INK)
        : Optional.empty();
  }

  /**
   * Gives what is said to people.
   *
   * @return a sentence without its full stop
   */
  @Override
  public String toString() {
    return sentence;
  }
}
