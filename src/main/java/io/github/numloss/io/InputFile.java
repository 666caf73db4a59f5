package io.github.numloss.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Input that lies in a file: never a folder, nor a device or a pipe, which might have no end. */
public final class InputFile {
  /** The most bytes that an array holds on every virtual machine. */
  public static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final int PIECE_BYTES = 1 << 16;

  private InputFile() {}

  /**
   * Refuses what is there but is no file.
   *
   * @param file a file, or a link to one; it need not be there
   * @throws DataException if it is a folder, a device or a pipe
   */
  public static void requireFile(Path file) throws DataException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file, "found a folder or a device, expected a file");
    }
  }

  /**
   * Reads a whole file. Memory is taken only once its size is known to be small enough.
   *
   * @param file the file
   * @param mostBytes the most bytes that it may have
   * @return its bytes
   * @throws DataException if there is no such file, it is no file, or it has more bytes
   * @throws IOException if it can't be read
   */
  public static byte[] read(Path file, int mostBytes) throws IOException {
    // In pieces: to read it in one go, Java would take as much memory again outside its heap.
    byte[] bytes = new byte[size(file, mostBytes)];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int done = 0; done < bytes.length; ) {
        int read = stream.read(bytes, done, Math.min(PIECE_BYTES, bytes.length - done));
        if (read < 0) {
          return Arrays.copyOf(bytes, done);
        }
        done += read;
      }
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    }
    return bytes;
  }

  /**
   * Gives the size of a file.
   *
   * @param file the file
   * @param mostBytes the most bytes that it may have
   * @return how many bytes it has
   * @throws DataException if there is no such file, it is no file, or it has more bytes
   * @throws IOException if it can't be told
   */
  public static int size(Path file, int mostBytes) throws IOException {
    requireFile(file);
    try {
      long size = Files.size(file);
      if (size > mostBytes) {
        throw new DataException(
            file,
            String.format(Locale.ROOT, "found %d bytes, expected at most %d", size, mostBytes));
      }
      return (int) size;
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    }
  }

  /** Says that a file is not there. */
  static DataException missing(Path file, NoSuchFileException e) {
    return new DataException(file, "there is no such file", e);
  }
}
