package io.github.numloss;

import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.ByteArray;
import java.io.IOException;
import java.nio.file.Path;

/** Labels that are kept as unsigned bytes. */
public final class Labels {
  private Labels() {}

  /** Widens them. */
  public static int[] of(byte... bytes) {
    int[] labels = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return labels;
  }

  /** Reads them from a NumPy file. */
  public static int[] read(Path file) throws IOException {
    return of(Npy.read(file, ByteArray.class).values());
  }
}
