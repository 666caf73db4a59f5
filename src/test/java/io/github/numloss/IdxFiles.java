package io.github.numloss;

import io.github.numloss.data.Images;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files of unsigned bytes, compressed if their names end in .gz. */
public final class IdxFiles {
  private static final int UNSIGNED_BYTE = 0x08;

  private IdxFiles() {}

  /** Writes images. */
  public static void writeImages(Path file, Images images) throws IOException {
    write(file, images.bytes(), images.count(), images.height(), images.width());
  }

  /** Writes labels. */
  public static void writeLabels(Path file, int[] labels) throws IOException {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    write(file, bytes, bytes.length);
  }

  private static void write(Path file, byte[] values, int... sizes) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        DataOutputStream data =
            new DataOutputStream(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(stream) : stream)) {
      data.writeInt(UNSIGNED_BYTE << 8 | sizes.length);
      for (int size : sizes) {
        data.writeInt(size);
      }
      data.write(values);
    }
  }
}
