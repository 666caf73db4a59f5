package io.github.numloss.data;

import io.github.numloss.check.Check;
import java.util.stream.IntStream;

/**
 * Pictures of one size.
 *
 * @param count number of pictures
 * @param height rows of each
 * @param width columns of each
 * @param channels 1 of grey pictures, 3 of red, green and blue, 4 with alpha behind them
 * @param pixels unsigned bytes [count, height, width, channels] in row-major order, 0 black
 */
public record Images(int count, int height, int width, int channels, Pixels pixels)
    implements Inputs {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is not positive or the pixels are not as many as the
   *     sizes say
   */
  public Images {
    Check.atLeast(0, "the number of images", count);
    InputShape shape = InputShape.picture(height, width, channels);
    Check.that(
        (long) count * shape.count() == pixels.count(),
        "%d images of %s need another number of pixels than %d",
        count,
        shape,
        pixels.count());
  }

  /**
   * Takes grey pictures.
   *
   * @param count number of pictures
   * @param height rows of each
   * @param width columns of each
   * @param pixels unsigned bytes [count, height, width]; not copied
   * @throws IllegalArgumentException if a size is not positive or the pixels are not as many as the
   *     sizes say
   */
  public Images(int count, int height, int width, byte[] pixels) {
    this(count, height, width, 1, Pixels.of(pixels));
  }

  @Override
  public InputShape shape() {
    return InputShape.picture(height, width, channels);
  }

  /**
   * Gives all pixels.
   *
   * @return unsigned bytes, which are not to be changed
   * @throws ArithmeticException if they are more than an array holds
   */
  public byte[] bytes() {
    return pixels instanceof Pixels.InMemory all ? all.bytes() : bytes(0, count);
  }

  /**
   * Gives the pixels of some pictures.
   *
   * @param from the first picture
   * @param length how many pictures
   * @return a copy, unsigned bytes [length, height, width, channels]
   * @throws ArithmeticException if they are more than an array holds
   */
  public byte[] bytes(int from, int length) {
    int size = size();
    byte[] copy = new byte[Math.multiplyExact(length, size)];
    pixels.copy((long) from * size, copy, 0, copy.length);
    return copy;
  }

  /** Gives the number of bytes of a picture. */
  private int size() {
    return height * width * channels;
  }

  @Override
  public Images select(int[] indices) {
    int size = size();
    byte[] picked = new byte[Math.multiplyExact(indices.length, size)];
    for (int i = 0; i < indices.length; i++) {
      pixels.copy((long) indices[i] * size, picked, i * size, size);
    }
    return new Images(indices.length, height, width, channels, Pixels.of(picked));
  }

  /**
   * Gives the colour of a pixel, on white where it is transparent.
   *
   * @param picture the bytes of a picture of this size
   * @param pixel which pixel, counted row by row
   * @return red, green and blue, as java.awt has them
   */
  public int rgb(byte[] picture, int pixel) {
    int rgb = 0;
    for (int c = 0; c < 3; c++) {
      int value = Byte.toUnsignedInt(picture[pixel * channels + (channels == 1 ? 0 : c)]);
      int alpha = channels == 4 ? Byte.toUnsignedInt(picture[pixel * channels + 3]) : 255;
      rgb = rgb << 8 | (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
    return rgb;
  }

  @Override
  public Images view(int[] indices) {
    return new Images(
        indices.length, height, width, channels, Pixels.pieces(pixels, indices, size()));
  }

  @Override
  public Images and(Inputs others) {
    Check.that(
        others instanceof Images && others.shape().equals(shape()),
        "%s and %s can't be put together",
        shape().named(),
        others.shape().named());
    return new Images(
        count + others.count(),
        height,
        width,
        channels,
        Pixels.joined(pixels, ((Images) others).pixels));
  }

  @Override
  public Images first(int most) {
    return count <= most ? this : select(IntStream.range(0, most).toArray());
  }

  @Override
  public float[] numbers(int from, int length) {
    byte[] bytes = bytes(from, length);
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return numbers;
  }

  /**
   * Checks the size of a grey picture before there are any.
   *
   * @param height rows
   * @param width columns
   * @throws IllegalArgumentException if one is not positive, or an array can't hold the pixels
   */
  public static void requireSize(int height, int width) {
    InputShape.picture(height, width, 1);
  }
}
