package io.github.numloss.picture;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture's bytes. The decoder of WebP takes the end for zeros, as often as it asks: some bytes
 * beyond it are read by what looks ahead, but no more.
 */
final class EndingStream extends MemoryCacheImageInputStream {
  private static final int MOST_BEYOND = 1 << 14;

  private int beyond;

  EndingStream(byte[] bytes) {
    super(new ByteArrayInputStream(bytes));
  }

  @Override
  public byte readByte() throws IOException {
    try {
      return super.readByte();
    } catch (EOFException e) {
      if (++beyond > MOST_BEYOND) {
        throw new IOException("it ends too early", e);
      }
      throw e;
    }
  }
}
