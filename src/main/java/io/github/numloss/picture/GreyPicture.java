package io.github.numloss.picture;

import io.github.numloss.check.Check;

/**
 * A picture in grey.
 *
 * @param height rows
 * @param width columns
 * @param pixels [height, width], 0 black to 255 white; not copied
 */
public record GreyPicture(int height, int width, float[] pixels) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there is no pixel, or another number than the sizes say
   */
  public GreyPicture {
    Check.that(
        height >= 1 && width >= 1 && (long) height * width == pixels.length,
        "a picture of %d x %d with %d pixels",
        height,
        width,
        pixels.length);
  }

  /** Scales it: the average of the area when shrinking, bilinear when enlarging. */
  GreyPicture scaled(int newHeight, int newWidth) {
    return newHeight == height && newWidth == width
        ? this
        : new GreyPicture(
            newHeight, newWidth, Scaling.scale(pixels, height, width, newHeight, newWidth));
  }
}
