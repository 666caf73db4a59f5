package io.github.numloss.data;

/**
 * Grey images of one size.
 *
 * @param count number of images
 * @param height rows of each
 * @param width columns of each
 * @param pixels unsigned bytes [count, height, width] in row-major order, 0 black; not copied
 */
public record Images(int count, int height, int width, byte[] pixels) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is not positive or the pixels are not as many as the
   *     sizes say
   */
  public Images {
    if (count < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "impossible sizes: %d images of %d x %d".formatted(count, height, width));
    }
    if ((long) count * height * width != pixels.length) {
      throw new IllegalArgumentException(
          "%d images of %d x %d need another number of pixels than %d"
              .formatted(count, height, width, pixels.length));
    }
  }
}
