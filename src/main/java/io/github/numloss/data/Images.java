package io.github.numloss.data;

import io.github.numloss.check.Check;
import io.github.numloss.io.InputFile;
import java.util.stream.IntStream;

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
    Check.that(count >= 0, "impossible number of images: %s", count);
    requireSize(height, width);
    Check.that(
        (long) count * height * width == pixels.length,
        "%d images of %d x %d need another number of pixels than %d",
        count,
        height,
        width,
        pixels.length);
  }

  /**
   * Picks images.
   *
   * @param indices which ones
   * @return copies of them, in that order
   */
  public Images select(int[] indices) {
    int size = height * width;
    byte[] picked = new byte[Math.multiplyExact(indices.length, size)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * size, picked, i * size, size);
    }
    return new Images(indices.length, height, width, picked);
  }

  /**
   * Takes images from the start.
   *
   * @param most how many at most
   * @return copies of them, or these images if there are no more
   */
  public Images first(int most) {
    return count <= most ? this : select(IntStream.range(0, most).toArray());
  }

  /**
   * Checks the size of an image before there are any.
   *
   * @param height rows
   * @param width columns
   * @throws IllegalArgumentException if one is not positive, or an array can't hold the pixels
   */
  public static void requireSize(int height, int width) {
    Check.that(
        height >= 1 && width >= 1 && (long) height * width <= InputFile.MOST_BYTES,
        "impossible image size %d x %d, expected sizes of at least 1 and at most %,d pixels",
        height,
        width,
        InputFile.MOST_BYTES);
  }
}
