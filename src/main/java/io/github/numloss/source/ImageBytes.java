package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.data.Pixels;
import java.io.IOException;
import java.io.OutputStream;

/** The pixels of pictures, taken in pieces from where they lie. */
final class ImageBytes {
  private static final int PIECE_BYTES = 1 << 20;

  private ImageBytes() {}

  /** Writes all pixels, unsigned bytes in row-major order. */
  static void write(OutputStream stream, Images images) throws IOException {
    Pixels pixels = images.pixels();
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, pixels.count())];
    for (long done = 0; done < pixels.count(); done += piece.length) {
      int length = (int) Math.min(piece.length, pixels.count() - done);
      pixels.copy(done, piece, 0, length);
      stream.write(piece, 0, length);
    }
  }
}
