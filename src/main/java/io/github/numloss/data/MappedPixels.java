package io.github.numloss.data;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Bytes of a file, which the operating system reads as they are asked for, and lets go again. */
final class MappedPixels implements Pixels {
  private final MappedByteBuffer[] chunks;
  private final long count;
  private final int chunkBytes;

  private MappedPixels(MappedByteBuffer[] chunks, long count, int chunkBytes) {
    this.chunks = chunks;
    this.count = count;
    this.chunkBytes = chunkBytes;
  }

  /** Maps a part of a file in chunks, as one buffer holds at most 2 GB. */
  static MappedPixels of(Path file, long offset, long count, int chunkBytes) throws IOException {
    MappedByteBuffer[] chunks =
        new MappedByteBuffer[Math.toIntExact((count + chunkBytes - 1) / chunkBytes)];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // Java would make a file that is only read no longer, but throw another kind of exception.
      if (channel.size() < offset + count) {
        throw new IOException(
            file + " has " + channel.size() + " bytes, fewer than " + (offset + count));
      }
      for (int i = 0; i < chunks.length; i++) {
        long from = (long) i * chunkBytes;
        chunks[i] =
            channel.map(MapMode.READ_ONLY, offset + from, Math.min(chunkBytes, count - from));
      }
    }
    return new MappedPixels(chunks, count, chunkBytes);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void copy(long from, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(from, length, count);
    int done = 0;
    while (done < length) {
      int place = (int) ((from + done) % chunkBytes);
      int part = Math.min(length - done, chunkBytes - place);
      chunks[(int) ((from + done) / chunkBytes)].get(place, target, offset + done, part);
      done += part;
    }
  }
}
