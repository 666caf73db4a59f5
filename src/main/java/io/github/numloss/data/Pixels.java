package io.github.numloss.data;

import java.io.IOException;
import java.nio.file.Path;
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
   * Puts bytes one behind the other.
   *
   * @param first those at the start
   * @param second those behind them
   * @return all of them; not copied
   */
  static Pixels joined(Pixels first, Pixels second) {
    return new Joined(first, second);
  }

  /**
   * Picks pieces of one length.
   *
   * @param from where they lie
   * @param pieces which ones, counted from 0; not copied
   * @param length the bytes of each
   * @return the pieces in that order; not copied
   */
  static Pixels pieces(Pixels from, int[] pieces, int length) {
    return new Pieces(from, pieces, length);
  }

  /**
   * Bytes one behind the other.
   *
   * @param first those at the start
   * @param second those behind them
   */
  record Joined(Pixels first, Pixels second) implements Pixels {
    @Override
    public long count() {
      return first.count() + second.count();
    }

    @Override
    public void copy(long from, byte[] target, int offset, int length) {
      int ofFirst = (int) Math.max(0, Math.min(length, first.count() - from));
      if (ofFirst > 0) {
        first.copy(from, target, offset, ofFirst);
      }
      if (ofFirst < length) {
        second.copy(from + ofFirst - first.count(), target, offset + ofFirst, length - ofFirst);
      }
    }
  }

  /**
   * Pieces of other bytes.
   *
   * @param from where they lie
   * @param pieces which ones
   * @param length the bytes of each
   */
  record Pieces(Pixels from, int[] pieces, int length) implements Pixels {
    @Override
    public long count() {
      return (long) pieces.length * length;
    }

    @Override
    public void copy(long start, byte[] target, int offset, int count) {
      int done = 0;
      while (done < count) {
        long at = start + done;
        int within = (int) (at % length);
        int some = Math.min(count - done, length - within);
        long piece = pieces[(int) (at / length)];
        from.copy(piece * length + within, target, offset + done, some);
        done += some;
      }
    }
  }

  /**
   * Takes a part of a file, which is not to be changed from now on.
   *
   * @param file the file
   * @param offset where the first byte lies
   * @param count how many
   * @return them, read as they are asked for
   * @throws IOException if the file can't be read, or has fewer
   */
  static Pixels map(Path file, long offset, long count) throws IOException {
    return MappedPixels.of(file, offset, count, 1 << 30);
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
