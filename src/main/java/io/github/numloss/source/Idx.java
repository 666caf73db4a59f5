package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

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
   * @param file an IDX file of 3 or 4 dimensions: images, rows, columns, channels (1, 3 or 4)
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
    try (IdxReader reader = new IdxReader(file, IdxReader.Kind.PICTURES)) {
      return images(reader);
    }
  }

  /** Reads pictures of 3 or 4 dimensions; or of 2 vectors of features, or rows of pixels. */
  static Inputs inputs(StoredFile file, TableDescription description) throws IOException {
    try (IdxReader reader = new IdxReader(file, IdxReader.Kind.INPUTS)) {
      int[] sizes = reader.sizes();
      if (sizes.length > 2) {
        return images(reader);
      }
      if (description.height() == 0) {
        return new Features(sizes[0], sizes[1], reader.floats());
      }
      int height = description.height();
      int width = description.width();
      int channels = description.channels();
      if ((long) height * width * channels != sizes[1]) {
        throw reader.fault(
            8,
            String.format(
                Locale.ROOT,
                "dimension 2 is %d, expected %d x %d x %d pixels, as the size says",
                sizes[1],
                height,
                width,
                channels));
      }
      return new Images(sizes[0], height, width, channels, Pixels.of(reader.bytes()));
    }
  }

  private static Images images(IdxReader reader) throws IOException {
    int[] sizes = reader.sizes();
    int channels = sizes.length == 3 ? 1 : sizes[3];
    if (channels != 1 && channels != 3 && channels != 4) {
      throw reader.fault(
          16,
          String.format(
              Locale.ROOT,
              "dimension 4 is %d, expected 1, 3 or 4 channels (pictures, rows, columns, channels)",
              channels));
    }
    return new Images(sizes[0], sizes[1], sizes[2], channels, Pixels.of(reader.bytes()));
  }

  /**
   * What labels a file holds.
   *
   * @param columns how many numbers it has for each example
   * @param values [N, columns]
   */
  record Targets(int columns, double[] values) {}

  /** Reads labels of any type, one or several for each example. */
  static Targets targets(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, IdxReader.Kind.TARGETS)) {
      int[] sizes = reader.sizes();
      return new Targets(sizes.length == 1 ? 1 : sizes[1], reader.doubles());
    }
  }

  static int[] labels(StoredFile file) throws IOException {
    try (IdxReader reader = new IdxReader(file, IdxReader.Kind.LABELS)) {
      byte[] values = reader.bytes();
      int[] labels = new int[values.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Byte.toUnsignedInt(values[i]);
      }
      return labels;
    }
  }
}
