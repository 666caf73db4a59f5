package io.github.numloss.picture;

import java.util.Arrays;

/**
 * What a picture is drawn on, told from its border.
 *
 * @param grey its usual brightness: the median of the border
 * @param isInkLight whether what is drawn is lighter
 * @param noise how far it strays: half as much again as most of the border does, away from the ink
 * @param contrast how far the ink is from it at most
 */
record Ground(float grey, boolean isInkLight, float noise, float contrast) {
  /** Ink that stands out less is none: a pencil on paper has 40 and more. */
  static final float LEAST_CONTRAST = 24;

  private static final int BORDER_SHARE = 100;
  private static final double MOST_BORDER = 0.95;
  private static final float MARGIN = 1.5f;

  /** Looks at a picture of ink whose colour is known, or of either. */
  static Ground of(GreyPicture picture, Ink ink) {
    float[] border = border(picture);
    Arrays.sort(border);
    float grey = border[border.length / 2];
    double lighter = 0;
    double darker = 0;
    float lightest = 0;
    float darkest = 0;
    for (float pixel : picture.pixels()) {
      lighter += Math.max(pixel - grey, 0);
      darker += Math.max(grey - pixel, 0);
      lightest = Math.max(lightest, pixel - grey);
      darkest = Math.max(darkest, grey - pixel);
    }
    boolean isInkLight =
        switch (ink) {
          case LIGHT -> true;
          case DARK -> false;
          case ANY -> lighter == darker ? grey < 128 : lighter > darker;
        };
    int most = (int) ((border.length - 1) * MOST_BORDER);
    float strays = isInkLight ? grey - border[border.length - 1 - most] : border[most] - grey;
    return new Ground(grey, isInkLight, MARGIN * strays, isInkLight ? lightest : darkest);
  }

  /** Says whether nothing stands out from it. */
  boolean isBlank() {
    return contrast - noise < LEAST_CONTRAST;
  }

  /** Gives how far a pixel is from it towards the ink. */
  float distance(float pixel) {
    return Math.max(0, isInkLight ? pixel - grey : grey - pixel);
  }

  /** Gives how much ink a pixel has, 0 none to 255 as much as any. */
  float ink(float pixel) {
    return Math.max(0, distance(pixel) - noise) * 255 / (contrast - noise);
  }

  private static float[] border(GreyPicture picture) {
    int height = picture.height();
    int width = picture.width();
    int across = Math.min(height, width) / BORDER_SHARE + 1;
    float[] border = new float[picture.pixels().length];
    int count = 0;
    for (int y = 0; y < height; y++) {
      boolean isWhole = y < across || y >= height - across;
      for (int x = 0; x < width; x++) {
        if (isWhole || x < across || x >= width - across) {
          border[count++] = picture.pixels()[y * width + x];
        }
      }
    }
    return Arrays.copyOf(border, count);
  }
}
