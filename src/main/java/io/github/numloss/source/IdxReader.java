package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One IDX file while it is read. Nothing is allocated on a header's word: a plain file's size is
 * compared first, a compressed one must not grow too much, and its values are taken as they come,
 * never more than its header says. Byte offsets are those of the uncompressed content.
 */
final class IdxReader implements AutoCloseable {
  private static final int FIRST_VALUES = 1 << 20;
  private static final int CHUNK_VALUES = 1 << 14;

  /** What a gzip file may always unpack to, however small it is. */
  private static final int UNPACKED_BYTES = 16 << 20;

  /** How often its own size a larger one may unpack to; MNIST has 5, and the format up to 1032. */
  private static final int MOST_RATIO = 100;

  private final StoredFile file;
  private final InputStream content;
  private final int type;
  private final int[] sizes;
  private final int count;

  /** What a file may hold. */
  enum Kind {
    LABELS("1 (labels; images have 3 or 4)", 1, 1),
    TARGETS("1 or 2 (labels, columns; images have 3 or 4)", 1, 2),
    PICTURES("3 or 4 (images, rows, columns, channels; labels have 1)", 3, 4),
    INPUTS("2 (vectors, features), 3 or 4 (images, rows, columns, channels; labels have 1)", 2, 4);

    private final String expected;
    private final int least;
    private final int most;

    Kind(String expected, int least, int most) {
      this.expected = expected;
      this.least = least;
      this.most = most;
    }
  }

  /** Takes some of the values. */
  private interface Taker {
    void take(ByteBuffer values, int start, int length) throws DataException;
  }

  /** Reads the header. */
  IdxReader(StoredFile file, Kind kind) throws IOException {
    this.file = file;
    this.content = file.content();
    try {
      byte[] magic = readMagic(kind);
      this.type = magic[2];
      this.sizes = new int[magic[3]];
      this.count = readSizes();
      checkSize();
    } catch (IOException e) {
      content.close();
      throw e;
    }
  }

  /** Gives the size of each dimension. */
  int[] sizes() {
    return sizes.clone();
  }

  /** Says whether the values are floating-point numbers. */
  boolean isFloating() {
    return type >= 0x0d;
  }

  private byte[] readMagic(Kind kind) throws IOException {
    byte[] magic = content.readNBytes(4);
    if (magic.length < 4) {
      throw fault(magic.length, "it ends within its header");
    }
    for (int i = 0; i < 2; i++) {
      if (magic[i] != 0) {
        throw fault(
            i,
            String.format(
                Locale.ROOT,
                "found 0x%02x, expected 0x00, the start of every IDX file (this is not one)",
                magic[i]));
      }
    }
    if (width(magic[2]) == 0) {
      throw fault(
          2,
          String.format(
              Locale.ROOT,
              "found type 0x%02x, expected 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e",
              magic[2]));
    }
    if (magic[3] < kind.least || magic[3] > kind.most) {
      throw fault(
          3,
          String.format(
              Locale.ROOT,
              "found %d dimensions, expected %s",
              Byte.toUnsignedInt(magic[3]),
              kind.expected));
    }
    return magic;
  }

  private int readSizes() throws IOException {
    long product = 1;
    for (int i = 0; i < sizes.length; i++) {
      int offset = 4 + 4 * i;
      byte[] word = content.readNBytes(4);
      if (word.length < 4) {
        throw fault(offset + word.length, "it ends within its header");
      }
      long size = Integer.toUnsignedLong(ByteBuffer.wrap(word).getInt());
      if (size == 0) {
        throw fault(
            offset, String.format(Locale.ROOT, "dimension %d is 0, expected at least 1", i + 1));
      }
      if (size > InputFile.MOST_BYTES / product) {
        throw fault(
            offset,
            String.format(
                Locale.ROOT,
                "dimension %d is %d, which makes more than the %d values that can be read",
                i + 1,
                size,
                InputFile.MOST_BYTES));
      }
      sizes[i] = (int) size;
      product *= size;
    }
    return (int) product;
  }

  private void checkSize() throws DataException {
    long expected = (long) headerBytes() + (long) count * width(type);
    if (file.isGzip()) {
      if (expected > Math.max(UNPACKED_BYTES, file.size() * MOST_RATIO)) {
        throw fault(
            4,
            String.format(
                Locale.ROOT,
                "the %s values make %d bytes, which is over %d MiB and over %d times the %d bytes of"
                    + " the gzip file; if they are meant, unpack it",
                shape(),
                expected,
                UNPACKED_BYTES >> 20,
                MOST_RATIO,
                file.size()));
      }
      return;
    }
    if (file.size() != expected) {
      throw new DataException(
          file.path(),
          String.format(
              Locale.ROOT,
              "found %d bytes, expected %d (a header of %d, and %s values of type 0x%02x); %s",
              file.size(),
              expected,
              headerBytes(),
              shape(),
              type,
              "get the file again"));
    }
  }

  /** Reads all values as unsigned bytes, and checks that nothing comes after them. */
  byte[] bytes() throws IOException {
    byte[][] values = {new byte[firstLength()]};
    read(
        (chunk, start, length) -> {
          if (start + length > values[0].length) {
            values[0] = Arrays.copyOf(values[0], nextLength(values[0].length));
          }
          toBytes(chunk, start, length, values[0]);
        });
    return values[0];
  }

  /** Reads all values as features, rounded to 32 bits; one may be not-a-number. */
  float[] floats() throws IOException {
    float[][] values = {new float[firstLength()]};
    read(
        (chunk, start, length) -> {
          if (start + length > values[0].length) {
            values[0] = Arrays.copyOf(values[0], nextLength(values[0].length));
          }
          for (int i = start; i < start + length; i++) {
            double value = value(chunk);
            if (Math.abs((float) value) > Float.MAX_VALUE) {
              throw fault(
                  offset(i),
                  String.format(
                      Locale.ROOT,
                      "value %d is %s, expected a finite number of 32 bits",
                      i,
                      value));
            }
            values[0][i] = (float) value;
          }
        });
    return values[0];
  }

  /** Reads all values as they are. */
  double[] doubles() throws IOException {
    double[][] values = {new double[firstLength()]};
    read(
        (chunk, start, length) -> {
          if (start + length > values[0].length) {
            values[0] = Arrays.copyOf(values[0], nextLength(values[0].length));
          }
          for (int i = start; i < start + length; i++) {
            values[0][i] = value(chunk);
          }
        });
    return values[0];
  }

  private int firstLength() {
    return file.isGzip() ? Math.min(count, FIRST_VALUES) : count;
  }

  private int nextLength(int length) {
    return (int) Math.min(count, 2L * length);
  }

  private void read(Taker taker) throws IOException {
    byte[] chunk = new byte[CHUNK_VALUES * width(type)];
    for (int done = 0; done < count; ) {
      int want = Math.min(CHUNK_VALUES, count - done);
      int read = content.readNBytes(chunk, 0, want * width(type));
      if (read < want * width(type)) {
        throw fault(
            offset(done) + read,
            "the content ends, expected %s values; get the file again".formatted(shape()));
      }
      taker.take(ByteBuffer.wrap(chunk), done, want);
      done += want;
    }
    if (content.read() >= 0) {
      throw fault(
          offset(count), "the content goes on, expected its end after %s".formatted(shape()));
    }
  }

  private void toBytes(ByteBuffer chunk, int start, int length, byte[] values)
      throws DataException {
    if (type == Idx.UNSIGNED_BYTE) {
      chunk.get(values, start, length);
      return;
    }
    for (int i = start; i < start + length; i++) {
      double value = value(chunk);
      if (!(value >= 0 && value <= 255 && value == Math.rint(value))) {
        throw fault(
            offset(i),
            String.format(
                Locale.ROOT,
                "value %d is %s, expected a whole number from 0 to 255",
                i,
                isFloating() ? "" + value : Long.toString((long) value)));
      }
      values[i] = (byte) value;
    }
  }

  private double value(ByteBuffer buffer) {
    return switch (type) {
      case Idx.UNSIGNED_BYTE -> Byte.toUnsignedInt(buffer.get());
      case 0x09 -> buffer.get();
      case 0x0b -> buffer.getShort();
      case 0x0c -> buffer.getInt();
      case 0x0d -> buffer.getFloat();
      default -> buffer.getDouble();
    };
  }

  /** Gives the bytes that a value of a type takes, 0 if the format has no such type. */
  private static int width(int type) {
    return switch (type) {
      case 0x08, 0x09 -> 1;
      case 0x0b -> 2;
      case 0x0c, 0x0d -> 4;
      case 0x0e -> 8;
      default -> 0;
    };
  }

  private int headerBytes() {
    return 4 + 4 * sizes.length;
  }

  private long offset(int value) {
    return headerBytes() + (long) value * width(type);
  }

  private String shape() {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }

  /** Says what is wrong at a byte of the content. */
  DataException fault(long offset, String problem) {
    return new DataException(
        file.path(), String.format(Locale.ROOT, "at byte %d: %s", offset, problem));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
