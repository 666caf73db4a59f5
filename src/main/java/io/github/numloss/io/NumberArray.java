package io.github.numloss.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in a NumPy file, of any of its types, either byte order and either order of
 * indices. Its numbers are read each time that they are asked for, and come in row-major order.
 */
public final class NumberArray {
  private static final int MOST_PIXEL = 255;

  private final Path file;
  private final String name;
  private final Content content;
  private final NpyHeader header;

  /**
   * Where an array's bytes are.
   *
   * @param where what a fault says after the file, for a part of one
   * @param length how many there are, no more than memory can be taken for
   * @param crc their CRC-32, if it is known
   */
  record Content(Opener opener, String where, long length, @Nullable Long crc) {}

  /** Opens a stream of bytes. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /** Takes a number, and where it stands in row-major order. */
  private interface Sink {
    void put(int index, double value) throws IOException;
  }

  /** Reads the header. */
  NumberArray(Path file, String name, Content content) throws IOException {
    this.file = file;
    this.name = name;
    this.content = content;
    try (InputStream in = content.opener().open()) {
      this.header = reader(in).header();
    }
  }

  /**
   * Gives the array's name.
   *
   * @return its name in the file, or that of a file that holds nothing else
   */
  public String name() {
    return name;
  }

  /**
   * Gives the length of each dimension.
   *
   * @return a copy, outermost first
   */
  public int[] shape() {
    return header.shape().clone();
  }

  /**
   * Gives the number of elements.
   *
   * @return how many
   */
  public int count() {
    return header.elements();
  }

  /**
   * Says whether the numbers are floating-point ones.
   *
   * @return false for integers and booleans
   */
  public boolean isFloating() {
    return header.type().kind() == NpyType.Kind.FLOAT;
  }

  /**
   * Reads the numbers.
   *
   * @return each of them, exactly unless it is an integer of more than 53 bits
   * @throws DataException if the file is damaged
   * @throws IOException if it can't be read
   */
  public double[] doubles() throws IOException {
    double[] values = new double[count()];
    read((index, value) -> values[index] = value);
    return values;
  }

  /**
   * Reads the numbers as features.
   *
   * @return each of them, rounded to 32 bits; not-a-number where it is so in the file
   * @throws DataException if one has no 32-bit number near it, or the file is damaged
   * @throws IOException if it can't be read
   */
  public float[] floats() throws IOException {
    float[] values = new float[count()];
    read(
        (index, value) -> {
          if (Math.abs((float) value) > Float.MAX_VALUE) {
            throw fault(
                "element %s is %s, expected a finite number of 32 bits"
                    .formatted(place(index), value));
          }
          values[index] = (float) value;
        });
    return values;
  }

  /**
   * Reads the numbers as pixels.
   *
   * @return an unsigned byte each
   * @throws DataException if one is no whole number from 0 to 255, or the file is damaged
   * @throws IOException if it can't be read
   */
  public byte[] pixels() throws IOException {
    byte[] values = new byte[count()];
    int[] wrong = {-1};
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] first = new double[1];
    read(
        (index, value) -> {
          if (!(value >= 0 && value <= MOST_PIXEL && value == Math.rint(value)) && wrong[0] < 0) {
            wrong[0] = index;
            first[0] = value;
          }
          range[0] = Math.min(range[0], value);
          range[1] = Math.max(range[1], value);
          values[index] = (byte) value;
        });
    if (wrong[0] >= 0) {
      throw fault(
          String.format(
              Locale.ROOT,
              "element %s is %s, expected pixels, whole numbers from 0 to 255%s",
              place(wrong[0]),
              number(first[0]),
              remedy(range[0], range[1])));
    }
    return values;
  }

  private static String remedy(double least, double most) {
    if (Double.isNaN(least)) {
      return "";
    }
    String from = "; its numbers lie from %s to %s".formatted(number(least), number(most));
    if (least >= 0 && most <= 1) {
      return from + ", so multiply by 255: save (255 * x).round().astype('uint8')";
    }
    if (least >= -1 && most <= 1) {
      return from
          + ", so add 1 and multiply by 127.5: save (127.5 * (x + 1)).round().astype('uint8')";
    }
    if (least >= 0 && most <= MOST_PIXEL) {
      return from + ", so round them: save x.round().astype('uint8')";
    }
    return from
        + "; scale them to 0 … 255, or save rows of numbers, [N, D], if they are no pictures";
  }

  private static String number(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * Says what is wrong with the array.
   *
   * @param problem what was found and what was expected, without a full stop
   * @return a sentence that names the file and, if there are more in it, the array
   */
  public DataException fault(String problem) {
    return new DataException(file, content.where() + problem);
  }

  /**
   * Names an element.
   *
   * @param index where it stands in row-major order
   * @return its indices, as Python writes them
   */
  public String place(int index) {
    int[] shape = header.shape();
    int[] indices = new int[shape.length];
    int left = index;
    for (int i = shape.length - 1; i >= 0; i--) {
      indices[i] = left % shape[i];
      left /= shape[i];
    }
    return Arrays.toString(indices);
  }

  /**
   * Gives the shape in words.
   *
   * @return such as {@code 60000 x 28 x 28}
   */
  public String shapeText() {
    return header.shape().length == 0
        ? "one number"
        : Arrays.stream(header.shape())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" x "));
  }

  private NpyReader reader(InputStream in) {
    return new NpyReader(file, content.where(), in, content.length());
  }

  private void read(Sink sink) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(content.opener().open(), crc)) {
      NpyReader reader = reader(in);
      NpyHeader again = reader.header();
      if (!again.type().equals(header.type()) || !Arrays.equals(again.shape(), header.shape())) {
        throw fault("it changed while it was read");
      }
      NpyType type = header.type();
      int step = NpyReader.CHUNK / type.bytes();
      RowMajor places = new RowMajor(header.shape(), header.isFortranOrder());
      for (int i = 0; i < header.elements(); i += step) {
        int n = Math.min(step, header.elements() - i);
        ByteBuffer chunk = reader.next(n * type.bytes()).order(type.order());
        for (int j = 0; j < n; j++) {
          sink.put(places.next(), type.next(chunk));
        }
      }
      if (in.read() >= 0) {
        throw fault("its content goes on after its %s numbers".formatted(shapeText()));
      }
    }
    if (content.crc() != null && crc.getValue() != content.crc()) {
      throw fault(
          String.format(
              Locale.ROOT,
              "its checksum is %08x, expected %08x; the file is damaged, make it again",
              crc.getValue(),
              content.crc()));
    }
  }

  /** Where each element of an array goes, in the order of the file. */
  private static final class RowMajor {
    private final int[] shape;
    private final int[] strides;
    private final int[] indices;
    private final boolean isFortranOrder;
    private int place;

    RowMajor(int[] shape, boolean isFortranOrder) {
      this.shape = shape;
      this.indices = new int[shape.length];
      this.strides = new int[shape.length];
      this.isFortranOrder = isFortranOrder && shape.length > 1;
      int stride = 1;
      for (int i = shape.length - 1; i >= 0; i--) {
        strides[i] = stride;
        stride *= shape[i];
      }
    }

    int next() {
      int here = place;
      if (!isFortranOrder) {
        place++;
        return here;
      }
      for (int i = 0; i < shape.length; i++) {
        place += strides[i];
        if (++indices[i] < shape[i]) {
          break;
        }
        place -= shape[i] * strides[i];
        indices[i] = 0;
      }
      return here;
    }
  }
}
