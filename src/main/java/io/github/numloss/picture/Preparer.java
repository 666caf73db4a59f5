package io.github.numloss.picture;

import java.util.Arrays;

/** Makes pictures into images of one size, as those were made that a model has learned. */
public final class Preparer {
  private final Preparation preparation;
  private final Invert invert;
  private final int height;
  private final int width;

  /**
   * Settles how all pictures are made.
   *
   * @param preparation how the images were made that the model has learned
   * @param invert whether black and white change places first
   * @param height rows of an image
   * @param width columns of an image
   */
  public Preparer(Preparation preparation, Invert invert, int height, int width) {
    this.preparation = preparation;
    this.invert = invert;
    this.height = height;
    this.width = width;
  }

  /**
   * Gives the rows of an image.
   *
   * @return how many
   */
  public int height() {
    return height;
  }

  /**
   * Gives the columns of an image.
   *
   * @return how many
   */
  public int width() {
    return width;
  }

  /**
   * Gives the colour of ink in the images.
   *
   * @return the colour
   */
  public Ink ink() {
    return preparation.ink();
  }

  /**
   * Makes an image of a picture. Ink is told from the ground by the picture's border, where that
   * matters and nobody said what it is.
   *
   * @param picture the picture
   * @return unsigned bytes [height, width], 0 black
   */
  public byte[] prepare(GreyPicture picture) {
    GreyPicture seen = invert == Invert.YES ? inverted(picture) : picture;
    Ink known = invert == Invert.AUTO ? Ink.ANY : preparation.ink();
    if (preparation.fit() == Fit.MNIST) {
      boolean isInkLight =
          preparation.ink() == Ink.ANY
              ? Ground.of(seen, known).isInkLight()
              : preparation.ink() == Ink.LIGHT;
      float[] light = new MnistFit(height, width).of(seen, known);
      GreyPicture image = new GreyPicture(height, width, light);
      return bytes(isInkLight ? image : inverted(image));
    }
    if (known != preparation.ink()
        && Ground.of(seen, Ink.ANY).isInkLight() != (preparation.ink() == Ink.LIGHT)) {
      seen = inverted(seen);
    }
    return bytes(preparation.fit() == Fit.PAD ? padded(seen) : seen.scaled(height, width));
  }

  /**
   * Makes an image of one that is none but for its size: it is scaled, and inverted only if that
   * was said.
   *
   * @param image the image
   * @return unsigned bytes [height, width], 0 black
   */
  public byte[] resize(GreyPicture image) {
    GreyPicture scaled = image.scaled(height, width);
    return bytes(invert == Invert.YES ? inverted(scaled) : scaled);
  }

  private GreyPicture padded(GreyPicture picture) {
    double factor = Math.min(height / (double) picture.height(), width / (double) picture.width());
    GreyPicture scaled =
        picture.scaled(
            Math.max(1, (int) Math.round(picture.height() * factor)),
            Math.max(1, (int) Math.round(picture.width() * factor)));
    float[] pixels = new float[height * width];
    Arrays.fill(pixels, Ground.of(picture, Ink.ANY).grey());
    int top = (height - scaled.height()) / 2;
    int left = (width - scaled.width()) / 2;
    for (int y = 0; y < scaled.height(); y++) {
      System.arraycopy(
          scaled.pixels(), y * scaled.width(), pixels, (top + y) * width + left, scaled.width());
    }
    return new GreyPicture(height, width, pixels);
  }

  private static GreyPicture inverted(GreyPicture picture) {
    float[] pixels = new float[picture.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 255 - picture.pixels()[i];
    }
    return new GreyPicture(picture.height(), picture.width(), pixels);
  }

  private static byte[] bytes(GreyPicture image) {
    byte[] bytes = new byte[image.pixels().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(image.pixels()[i]);
    }
    return bytes;
  }
}
