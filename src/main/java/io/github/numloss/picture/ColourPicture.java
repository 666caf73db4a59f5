package io.github.numloss.picture;

import io.github.numloss.check.Check;
import java.awt.image.BufferedImage;

/**
 * A picture in colours.
 *
 * @param height rows
 * @param width columns
 * @param channels 3 for red, green and blue, or 4 for these and how opaque it is
 * @param pixels unsigned bytes [height, width, channels]; not copied
 */
record ColourPicture(int height, int width, int channels, byte[] pixels) {
  /** Red, green and blue. */
  static final int COLOURS = 3;

  ColourPicture {
    Check.that(
        height >= 1
            && width >= 1
            && (channels == COLOURS || channels == COLOURS + 1)
            && (long) height * width * channels == pixels.length,
        "a picture of %d x %d with %d channels and %d bytes",
        height,
        width,
        channels,
        pixels.length);
  }

  /** Takes a decoded picture as it is looked at; of three channels, on a background. */
  static ColourPicture of(
      BufferedImage picture, Orientation orientation, int channels, Background background) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(height * width, channels)];
    Samples samples = new Samples(picture);
    boolean isMixed = channels == COLOURS;
    for (int y = 0; y < height; y++) {
      samples.readRow(y);
      for (int x = 0; x < width; x++) {
        int at = orientation.place(x, y, width, height) * channels;
        float opaque = isMixed ? samples.opaque[x] : 1;
        pixels[at] = mixed(samples.red[x], background.red(), opaque);
        pixels[at + 1] = mixed(samples.green[x], background.green(), opaque);
        pixels[at + 2] = mixed(samples.blue[x], background.blue(), opaque);
        if (!isMixed) {
          pixels[at + COLOURS] = (byte) Math.round(255 * samples.opaque[x]);
        }
      }
    }
    return orientation.isOnSide()
        ? new ColourPicture(width, height, channels, pixels)
        : new ColourPicture(height, width, channels, pixels);
  }

  private static byte mixed(float colour, int ground, float opaque) {
    return (byte) Math.round(ground + (colour - ground) * opaque);
  }

  /** Cuts a part out. */
  ColourPicture cut(Box box) {
    byte[] part = new byte[box.height() * box.width() * channels];
    int length = box.width() * channels;
    for (int y = 0; y < box.height(); y++) {
      int from = ((box.top() + y) * width + box.left()) * channels;
      System.arraycopy(pixels, from, part, y * length, length);
    }
    return new ColourPicture(box.height(), box.width(), channels, part);
  }

  /** Scales it: the average of the area when shrinking, bilinear when enlarging. */
  ColourPicture scaled(int newHeight, int newWidth) {
    return newHeight == height && newWidth == width
        ? this
        : new ColourPicture(
            newHeight, newWidth, channels, ColourScaling.scale(this, newHeight, newWidth));
  }
}
