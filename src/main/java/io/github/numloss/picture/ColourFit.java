package io.github.numloss.picture;

import java.util.Arrays;

/** Brings pictures in colours to one size; see {@link Fit}. */
final class ColourFit {
  private final Fit fit;
  private final int height;
  private final int width;

  ColourFit(Fit fit, int height, int width) {
    this.fit = fit;
    this.height = height;
    this.width = width;
  }

  /** Gives unsigned bytes [height, width, channels]. */
  byte[] of(ColourPicture picture) {
    return switch (fit) {
      case STRETCH -> picture.scaled(height, width).pixels();
      case CROP ->
          picture
              .cut(Box.middle(picture.height(), picture.width(), height, width))
              .scaled(height, width)
              .pixels();
      case PAD -> padded(picture);
      case MNIST -> throw new IllegalStateException("what is drawn is cut out of grey alone");
    };
  }

  private byte[] padded(ColourPicture picture) {
    Box place = Box.within(picture.height(), picture.width(), height, width);
    ColourPicture scaled = picture.scaled(place.height(), place.width());
    byte[] around = around(picture);
    int channels = picture.channels();
    byte[] image = new byte[height * width * channels];
    for (int i = 0; i < image.length; i++) {
      image[i] = around[i % channels];
    }
    int length = scaled.width() * channels;
    for (int y = 0; y < scaled.height(); y++) {
      int to = ((place.top() + y) * width + place.left()) * channels;
      System.arraycopy(scaled.pixels(), y * length, image, to, length);
    }
    return image;
  }

  /** Gives the median of each colour in the outermost pixels; nothing where there is alpha. */
  private static byte[] around(ColourPicture picture) {
    byte[] around = new byte[picture.channels()];
    if (around.length > ColourPicture.COLOURS) {
      return around;
    }
    for (int c = 0; c < around.length; c++) {
      int[] counts = new int[256];
      for (int y = 0; y < picture.height(); y++) {
        boolean isWhole = y == 0 || y == picture.height() - 1;
        int step = isWhole ? 1 : Math.max(1, picture.width() - 1);
        for (int x = 0; x < picture.width(); x += step) {
          int at = (y * picture.width() + x) * picture.channels() + c;
          counts[Byte.toUnsignedInt(picture.pixels()[at])]++;
        }
      }
      around[c] = (byte) median(counts);
    }
    return around;
  }

  private static int median(int[] counts) {
    int half = Arrays.stream(counts).sum() / 2;
    int value = 0;
    for (int below = counts[0]; below <= half; below += counts[value]) {
      value++;
    }
    return value;
  }
}
