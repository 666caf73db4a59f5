package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Path;

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
   * @return numbers from 0 to 255, at least one
   * @throws DataException if there is no such file, or it isn't such a file
   * @throws IOException if it can't be read
   */
  public static int[] readLabels(Path file) throws IOException {
    return labels(StoredFile.open(file));
  }

  static Images images(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, 3)) {
      int[] sizes = reader.sizes();
      return new Images(sizes[0], sizes[1], sizes[2], reader.values());
    }
  }

  static int[] labels(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, 1)) {
      byte[] values = reader.values();
      int[] labels = new int[values.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Byte.toUnsignedInt(values[i]);
      }
      return labels;
    }
  }
}
