package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file of images that were made of pictures once: what it was made of, their sizes, and the
 * pixels.
 *
 * @param key the SHA-256 of the pictures' content, and of how images were made of them
 * @param count how many images
 * @param height rows of each
 * @param width columns of each
 * @param channels channels of each
 */
record Pack(byte[] key, int count, int height, int width, int channels) {
  private static final byte[] MAGIC = {'n', 'u', 'm', 'l', 'o', 's', 's', 1};
  private static final int HEADER_BYTES = 64;

  /** Gives the name of the file. */
  String name() {
    return HexFormat.of().formatHex(key) + ".pack";
  }

  /** Gives the number of bytes of all pixels. */
  long pixelBytes() {
    return (long) count * imageBytes();
  }

  /** Gives the number of bytes of an image. */
  int imageBytes() {
    return height * width * channels;
  }

  private byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .put(MAGIC)
        .put(key)
        .putInt(count)
        .putInt(height)
        .putInt(width)
        .putInt(channels)
        .array();
  }

  /** Begins the file; the pixels follow. */
  void writeHeader(OutputStream stream) throws IOException {
    stream.write(header());
  }

  /** Says whether a file is this one, of which nothing is missing. */
  boolean isIn(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != HEADER_BYTES + pixelBytes()) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(stream.readNBytes(HEADER_BYTES), header());
    }
  }

  /** Says what a file of images has, by its header. */
  static String describe(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] header = stream.readNBytes(HEADER_BYTES);
      if (header.length < HEADER_BYTES
          || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        return "something else";
      }
      ByteBuffer sizes = ByteBuffer.wrap(header).position(MAGIC.length + 32);
      return String.format(
          Locale.ROOT,
          "%,d images of %d x %d x %d",
          sizes.getInt(),
          sizes.getInt(),
          sizes.getInt(),
          sizes.getInt());
    } catch (NoSuchFileException e) {
      return "deleted just now";
    }
  }

  /** Maps the pixels of the file. */
  Images open(Path file) throws IOException {
    if (!isIn(file)) {
      throw new DataException(file, "it was changed or deleted just now; start again");
    }
    return images(Pixels.map(file, HEADER_BYTES, pixelBytes()));
  }

  /** Makes images of the pixels. */
  Images images(Pixels pixels) {
    return new Images(count, height, width, channels, pixels);
  }
}
