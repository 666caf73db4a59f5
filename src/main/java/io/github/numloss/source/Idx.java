package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Images and labels in IDX files, MNIST's format: two zero bytes, a type code, the number of
 * dimensions, each dimension as a big-endian 32-bit number, the values. Every type is read if its
 * values are whole numbers from 0 to 255; whether a file is gzip is told by its content.
 */
public final class Idx {
  static final int UNSIGNED_BYTE = 0x08;

  private Idx() {}

  /**
   * Reads images.
   *
   * @param file an IDX file of 3 dimensions: images, rows, columns
   * @return the images, at least one
   * @throws DataException if there is no such file, or it isn't such a file
   * @throws IOException if it can't be read
   */
  public static Images readImages(Path file) throws IOException {
    return images(StoredFile.open(file));
  }

  /**
   * Reads labels.
   *
   * @param file an IDX file of 1 dimension
   * @return unsigned bytes, at least one
   * @throws DataException if there is no such file, or it isn't such a file
   * @throws IOException if it can't be read
   */
  public static byte[] readLabels(Path file) throws IOException {
    return labels(StoredFile.open(file));
  }

  static Images images(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, 3)) {
      int[] sizes = reader.sizes();
      return new Images(sizes[0], sizes[1], sizes[2], reader.values());
    }
  }

  static byte[] labels(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, 1)) {
      return reader.values();
    }
  }

  /**
   * Writes images as unsigned bytes.
   *
   * @param file the file, replaced if it exists; gzip if its name ends in .gz
   * @param images the images
   * @throws IllegalArgumentException if there are none
   * @throws IOException if it can't be written
   */
  public static void writeImages(Path file, Images images) throws IOException {
    write(file, images.pixels(), images.count(), images.height(), images.width());
  }

  /**
   * Writes labels as unsigned bytes.
   *
   * @param file the file, replaced if it exists; gzip if its name ends in .gz
   * @param labels unsigned bytes
   * @throws IllegalArgumentException if there are none
   * @throws IOException if it can't be written
   */
  public static void writeLabels(Path file, byte[] labels) throws IOException {
    write(file, labels, labels.length);
  }

  private static void write(Path file, byte[] values, int... sizes) throws IOException {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing to write to " + file);
    }
    AtomicFiles.writeFile(
        file,
        stream -> {
          if (file.getFileName().toString().endsWith(".gz")) {
            GZIPOutputStream gzip = new GZIPOutputStream(stream);
            write(gzip, values, sizes);
            gzip.finish();
          } else {
            write(stream, values, sizes);
          }
        });
  }

  private static void write(OutputStream stream, byte[] values, int... sizes) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(stream));
    data.writeInt(UNSIGNED_BYTE << 8 | sizes.length);
    for (int size : sizes) {
      data.writeInt(size);
    }
    data.write(values);
    data.flush();
  }
}
