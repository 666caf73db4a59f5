package io.github.numloss.data;

import java.util.Arrays;

/** Unsigned bytes in a row, in memory or in a file, more than an array holds if need be. */
public interface Pixels {
  /**
   * Gives the number of bytes.
   *
   * @return how many
   */
  long count();

  /**
   * Copies bytes; several threads may do so at a time.
   *
   * @param from the first one
   * @param target where they go
   * @param offset where the first of them goes
   * @param length how many
   * @throws IndexOutOfBoundsException if they are not all there
   */
  void copy(long from, byte[] target, int offset, int length);

  /**
   * Takes an array.
   *
   * @param bytes the bytes; not copied
   * @return them
   */
  static Pixels of(byte[] bytes) {
    return new InMemory(bytes);
  }

  /**
   * Bytes of an array.
   *
   * @param bytes the bytes; not copied
   */
  record InMemory(byte[] bytes) implements Pixels {
    @Override
    public long count() {
      return bytes.length;
    }

    @Override
    public void copy(long from, byte[] target, int offset, int length) {
      System.arraycopy(bytes, Math.toIntExact(from), target, offset, length);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InMemory pixels && Arrays.equals(bytes, pixels.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
