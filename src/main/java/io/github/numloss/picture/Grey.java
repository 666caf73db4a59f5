package io.github.numloss.picture;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Makes a decoded picture grey, on a ground where it is transparent. */
final class Grey {
  /** What is drawn is light if it is so on average. */
  private static final int LIGHT = 191;

  private final BufferedImage picture;
  private final Samples samples;
  private final float[] luma;

  private Grey(BufferedImage picture) {
    this.picture = picture;
    this.samples = new Samples(picture);
    this.luma = new float[picture.getWidth()];
  }

  /**
   * Makes it grey; where no background is said, it is black behind light ink alone, and else white.
   */
  static GreyPicture of(
      BufferedImage picture, Orientation orientation, Ink ink, @Nullable Background background) {
    Grey grey = new Grey(picture);
    if (background != null) {
      return grey.on(background.luma(), orientation);
    }
    return grey.on(ink != Ink.ANY && grey.isLight() ? 0 : 255, orientation);
  }

  /** Says whether there is transparency, and what is seen is light: it needs a dark ground. */
  private boolean isLight() {
    if (!picture.getColorModel().hasAlpha()) {
      return false;
    }
    double seen = 0;
    double all = 0;
    boolean isOpaque = true;
    for (int y = 0; y < picture.getHeight(); y++) {
      readRow(y);
      for (int x = 0; x < luma.length; x++) {
        all += samples.opaque[x];
        seen += samples.opaque[x] * luma[x];
        isOpaque &= samples.opaque[x] == 1;
      }
    }
    return !isOpaque && seen > LIGHT * all;
  }

  private GreyPicture on(float ground, Orientation orientation) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    float[] pixels = new float[height * width];
    for (int y = 0; y < height; y++) {
      readRow(y);
      for (int x = 0; x < width; x++) {
        pixels[orientation.place(x, y, width, height)] =
            ground + (luma[x] - ground) * samples.opaque[x];
      }
    }
    return orientation.isOnSide()
        ? new GreyPicture(width, height, pixels)
        : new GreyPicture(height, width, pixels);
  }

  private void readRow(int y) {
    samples.readRow(y);
    for (int x = 0; x < luma.length; x++) {
      luma[x] =
          samples.isGrey()
              ? samples.red[x]
              : Samples.luma(samples.red[x], samples.green[x], samples.blue[x]);
    }
  }
}
