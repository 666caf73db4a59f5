package io.github.numloss.picture;

import io.github.numloss.check.Check;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Makes pictures into images of one size, as those were made that a model has learned. */
public final class Preparer {
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final Invert invert;
  private final int height;
  private final int width;
  private final int channels;

  /**
   * Settles how all pictures are made into grey images.
   *
   * @param preparation how the images were made that the model has learned
   * @param invert whether black and white change places first
   * @param height rows of an image
   * @param width columns of an image
   */
  public Preparer(Preparation preparation, Invert invert, int height, int width) {
    this(preparation, invert, height, width, 1);
  }

  /**
   * Settles how all pictures are made.
   *
   * @param preparation how the images were made that the model has learned
   * @param invert whether black and white change places first
   * @param height rows of an image
   * @param width columns of an image
   * @param channels 1 for grey, 3 for red, green and blue, or 4 for these and how opaque they are
   * @throws IllegalArgumentException if there is another number of channels, or the preparation is
   *     one of grey images, of ink or cut out as MNIST's are, and there are colours
   */
  public Preparer(Preparation preparation, Invert invert, int height, int width, int channels) {
    Check.that(
        channels == 1 || channels == 3 || channels == 4,
        "images of %d channels, expected 1 (grey), 3 (colours) or 4 (with transparency)",
        channels);
    Check.that(
        channels == 1 || (preparation.fit() != Fit.MNIST && preparation.ink() == Ink.ANY),
        "images of %d channels have neither ink nor the fit mnist, which are for grey ones of 1",
        channels);
    this.preparation = preparation;
    this.invert = invert;
    this.height = height;
    this.width = width;
    this.channels = channels;
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
   * Gives the channels of an image.
   *
   * @return 1, 3 or 4
   */
  public int channels() {
    return channels;
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
   * Makes an image of a picture's file.
   *
   * @param file where it comes from, for messages
   * @param bytes the file's content
   * @return unsigned bytes [height, width, channels], 0 black
   * @throws DataException if it is no picture, is cut off, can't be decoded, or is too large
   */
  public byte[] read(Path file, byte[] bytes) throws DataException {
    Background background = preparation.background();
    if (channels == 1) {
      return prepare(Pictures.decode(file, bytes, preparation.ink(), background));
    }
    ColourPicture picture =
        Pictures.decodeColours(
            file, bytes, channels, background == null ? Background.WHITE : background);
    byte[] image = new ColourFit(preparation.fit(), height, width).of(picture);
    if (invert == Invert.YES) {
      for (int i = 0; i < image.length; i++) {
        boolean isColour = i % channels < ColourPicture.COLOURS;
        image[i] = (byte) (isColour ? 255 - Byte.toUnsignedInt(image[i]) : image[i]);
      }
    }
    return image;
  }

  /**
   * Makes a grey image of a picture. Ink is told from the ground by the picture's border, where
   * that matters and nobody said what it is.
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
    return bytes(fitted(seen));
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

  /**
   * Says all that decides what images are like; a number counts up whenever that changes otherwise.
   *
   * @return such as "1 stretch any null no 28x28x3"
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d %s %s %s %s %dx%dx%d",
        VERSION,
        preparation.fit(),
        preparation.ink(),
        preparation.background(),
        invert,
        height,
        width,
        channels);
  }

  private GreyPicture fitted(GreyPicture picture) {
    return switch (preparation.fit()) {
      case PAD -> padded(picture);
      case CROP ->
          Box.middle(picture.height(), picture.width(), height, width)
              .cut(picture)
              .scaled(height, width);
      default -> picture.scaled(height, width);
    };
  }

  private GreyPicture padded(GreyPicture picture) {
    Box place = Box.within(picture.height(), picture.width(), height, width);
    GreyPicture scaled = picture.scaled(place.height(), place.width());
    float[] pixels = new float[height * width];
    Arrays.fill(pixels, Ground.of(picture, Ink.ANY).grey());
    for (int y = 0; y < scaled.height(); y++) {
      int to = (place.top() + y) * width + place.left();
      System.arraycopy(scaled.pixels(), y * scaled.width(), pixels, to, scaled.width());
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
