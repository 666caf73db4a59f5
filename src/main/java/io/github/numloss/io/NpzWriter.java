package io.github.numloss.io;

import io.github.numloss.check.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes named arrays one behind the other, as numpy.savez does; the same ones give the same bytes.
 * A checksum stands before each, so that its content is asked for twice and never held.
 */
public final class NpzWriter {
  private static final int CHUNK_NUMBERS = 1 << 13;

  /** Any fixed time will do; the zip format's first, 1 January 1980, makes Java add the zone's. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  /** The elements of an array. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the elements in row-major order, the same ones each time.
     *
     * @param stream where they go
     * @throws IOException if they can't be read or written
     */
    void write(OutputStream stream) throws IOException;
  }

  /** Gives an element. */
  private interface Numbers {
    void put(ByteBuffer buffer, int index);
  }

  /**
   * Starts a file.
   *
   * @param stream where it goes; not closed
   */
  public NpzWriter(OutputStream stream) {
    // Names are ASCII, and this charset leaves the flag for UTF-8 out, as NumPy does.
    this.zip = new ZipOutputStream(stream, StandardCharsets.US_ASCII);
  }

  /**
   * Adds unsigned bytes, {@code |u1}.
   *
   * @param name letters, digits and underscores, with single dots, hyphens or slashes between them
   * @param shape the length of each dimension, outermost first, at most 8
   * @param content writes as many bytes
   * @throws IllegalArgumentException if it is no such name, or a shape of more than an array holds
   * @throws IOException if it can't be written
   */
  public void addBytes(String name, int[] shape, Content content) throws IOException {
    add(name, new NpyHeader(NpyType.UINT8, false, shape), content);
  }

  /**
   * Adds 32-bit floating-point numbers, {@code <f4}.
   *
   * @param name as above
   * @param shape the length of each dimension, outermost first, at most 8
   * @param values the numbers in row-major order
   * @throws IllegalArgumentException if it is no such name, or there are not as many numbers
   * @throws IOException if it can't be written
   */
  public void addFloats(String name, int[] shape, float[] values) throws IOException {
    NpyHeader.check(shape, values.length);
    NpyHeader header = new NpyHeader(NpyType.FLOAT32, false, shape);
    add(name, header, numbers(header, (buffer, i) -> buffer.putFloat(values[i])));
  }

  /**
   * Adds a row of numbers: of 64-bit integers, {@code <i8}, if all are whole, else of 64-bit
   * floating-point numbers, {@code <f8}.
   *
   * @param name as above
   * @param values the numbers
   * @throws IllegalArgumentException if it is no such name
   * @throws IOException if it can't be written
   */
  public void addNumbers(String name, double[] values) throws IOException {
    boolean areWhole = true;
    for (double value : values) {
      areWhole &= value == (long) value;
    }
    NpyType type = areWhole ? NpyType.INT64 : NpyType.FLOAT64;
    NpyHeader header = new NpyHeader(type, false, new int[] {values.length});
    add(
        name,
        header,
        areWhole
            ? numbers(header, (buffer, i) -> buffer.putLong((long) values[i]))
            : numbers(header, (buffer, i) -> buffer.putDouble(values[i])));
  }

  private static Content numbers(NpyHeader header, Numbers numbers) {
    return stream -> {
      int width = header.type().bytes();
      byte[] chunk = new byte[CHUNK_NUMBERS * width];
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      int count = header.elements();
      for (int i = 0; i < count; i++) {
        numbers.put(buffer, i);
        if (!buffer.hasRemaining() || i == count - 1) {
          stream.write(chunk, 0, buffer.position());
          buffer.clear();
        }
      }
    };
  }

  private void add(String name, NpyHeader header, Content content) throws IOException {
    Check.that(Npz.isName(name), "not a name for an array: '%s'", name);
    byte[] start = header.toBytes();
    ZipEntry entry = new ZipEntry(name + Npz.SUFFIX);
    CRC32 crc = new CRC32();
    CheckedOutputStream checked = new CheckedOutputStream(OutputStream.nullOutputStream(), crc);
    checked.write(start);
    content.write(checked);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(start.length + header.dataBytes());
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(start);
    content.write(zip);
    zip.closeEntry();
  }

  /**
   * Ends the file.
   *
   * @throws IOException if it can't be written
   */
  public void finish() throws IOException {
    zip.finish();
  }
}
