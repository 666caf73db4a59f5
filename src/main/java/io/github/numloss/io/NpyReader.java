package io.github.numloss.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Reads one array from a stream whose length is known, and faults by what it finds there. */
final class NpyReader {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  static final int CHUNK = 1 << 16;

  private final Path file;
  private final String where;
  private final InputStream in;
  private final long length;
  private long offset;

  /**
   * Reads from a stream.
   *
   * @param file what a fault names
   * @param where what a fault says after the file, for a part of one
   * @param length how many bytes the stream has
   */
  NpyReader(Path file, String where, InputStream in, long length) {
    this.file = file;
    this.where = where;
    this.in = in;
    this.length = length;
  }

  /** Reads an array of one type, which takes the stream to its end. */
  <T extends NpyArray> T read(Class<T> arrayClass) throws IOException {
    NpyHeader header = header();
    NpyType expected = NpyType.of(arrayClass);
    if (!header.type().equals(expected)) {
      throw fault(
          "header field descr is '%s', expected '%s'"
              .formatted(header.type().descr(), expected.descr()));
    }
    if (header.isFortranOrder()) {
      throw fault(
          "header field fortran_order is True, expected False;"
              + " save numpy.ascontiguousarray(array) instead");
    }
    return arrayClass.cast(elements(header));
  }

  /** Reads what stands before the numbers, and requires that as many follow as it says. */
  NpyHeader header() throws IOException {
    NpyHeader header = start();
    if (header.dataBytes() != length - offset) {
      throw fault(
          String.format(
              Locale.ROOT,
              "%d bytes follow the header, expected %d for shape %s",
              length - offset,
              header.dataBytes(),
              Arrays.toString(header.shape())));
    }
    return header;
  }

  private NpyHeader start() throws IOException {
    byte[] start = next(MAGIC.length + 2).array();
    if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw fault("the first 6 bytes are not those of a NumPy file");
    }
    int major = start[MAGIC.length];
    if (major < 1 || major > 3) {
      throw fault(
          String.format(Locale.ROOT, "format version at byte 6 is %d, expected 1, 2 or 3", major));
    }
    long size =
        major == 1
            ? Short.toUnsignedInt(next(Short.BYTES).getShort())
            : Integer.toUnsignedLong(next(Integer.BYTES).getInt());
    if (size > NpyHeader.MAX_TEXT) {
      throw fault(
          String.format(
              Locale.ROOT,
              "header length at byte 8 is %d, expected at most %d",
              size,
              NpyHeader.MAX_TEXT));
    }
    String text = new String(next((int) size).array(), StandardCharsets.ISO_8859_1);
    try {
      return NpyHeader.parse(text);
    } catch (IllegalArgumentException e) {
      throw new DataException(file, where + e.getMessage(), e);
    }
  }

  private NpyArray elements(NpyHeader header) throws IOException {
    int count = header.elements();
    int step = CHUNK / header.type().bytes();
    if (header.type().equals(NpyType.FLOAT32)) {
      float[] values = new float[count];
      for (int i = 0; i < count; i += step) {
        int n = Math.min(step, count - i);
        next(n * Float.BYTES).asFloatBuffer().get(values, i, n);
      }
      return new NpyArray.FloatArray(header.shape(), values);
    }
    if (header.type().equals(NpyType.UINT8)) {
      byte[] values = new byte[count];
      for (int i = 0; i < count; i += step) {
        int n = Math.min(step, count - i);
        next(n).get(values, i, n);
      }
      return new NpyArray.ByteArray(header.shape(), values);
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i += step) {
      int n = Math.min(step, count - i);
      next(n * Long.BYTES).asLongBuffer().get(values, i, n);
    }
    return new NpyArray.LongArray(header.shape(), values);
  }

  /** Takes the next bytes, of which there must be so many, as little-endian numbers. */
  ByteBuffer next(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw fault(
          String.format(
              Locale.ROOT,
              "ends at byte %d, expected %d bytes from byte %d",
              offset + read.length,
              bytes,
              offset));
    }
    offset += bytes;
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Says what is wrong, and where. */
  DataException fault(String problem) {
    return new DataException(file, where + problem);
  }
}
