package io.github.numloss.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One array in a NumPy file ({@code .npy}), little-endian and row-major. */
public final class Npy {
  private static final int CHUNK = 1 << 16;

  private Npy() {}

  /**
   * Reads a file of format version 1.0, 2.0 or 3.0. Memory is taken only for bytes that are there.
   *
   * @param <T> the kind of array
   * @param file the file
   * @param arrayClass the kind that it must hold
   * @return the array
   * @throws DataException if there is no such file, or it isn't just one such array; the message
   *     says which field or byte
   * @throws IOException if it can't be read
   */
  public static <T extends NpyArray> T read(Path file, Class<T> arrayClass) throws IOException {
    InputFile.requireFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(channel)) {
      return new NpyReader(file, "", in, channel.size()).read(arrayClass);
    } catch (NoSuchFileException e) {
      throw InputFile.missing(file, e);
    }
  }

  /**
   * Writes a file of format version 1.0, whole or not at all; the bytes are those of numpy.save.
   *
   * @param file the file, replaced if it exists
   * @param array the array
   * @throws IOException if it can't be written
   */
  public static void write(Path file, NpyArray array) throws IOException {
    AtomicFiles.writeFile(file, out -> write(out, array));
  }

  /** Writes an array to a stream. */
  static void write(OutputStream out, NpyArray array) throws IOException {
    NpyHeader header = header(array);
    out.write(header.toBytes());
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int count = header.elements();
    int step = CHUNK / header.type().bytes();
    for (int i = 0; i < count; i += step) {
      int n = Math.min(step, count - i);
      if (array instanceof NpyArray.FloatArray floats) {
        chunk.asFloatBuffer().put(floats.values(), i, n);
      } else if (array instanceof NpyArray.LongArray longs) {
        chunk.asLongBuffer().put(longs.values(), i, n);
      } else if (array instanceof NpyArray.ByteArray bytes) {
        chunk.put(0, bytes.values(), i, n);
      }
      out.write(chunk.array(), 0, n * header.type().bytes());
    }
  }

  private static NpyHeader header(NpyArray array) {
    return new NpyHeader(NpyType.of(array.getClass()), false, array.shape());
  }
}
