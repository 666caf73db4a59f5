package io.github.numloss.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The checksums of a folder's files, in a file that {@code sha256sum --check} reads. */
public final class Sha256Sums {
  private static final String NAME = "SHA256SUMS";
  private static final int MOST_BYTES = 1 << 16;

  private Sha256Sums() {}

  /**
   * Writes the checksums beside the files.
   *
   * @param folder the folder
   * @param names the files in it
   * @throws IOException if a file can't be read, or the checksums not be written
   */
  public static void write(Path folder, List<String> names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(line(folder, name));
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFiles.writeFile(folder.resolve(NAME), stream -> stream.write(bytes));
  }

  /**
   * Says whether a folder has checksums.
   *
   * @param folder the folder
   * @return whether they were written there
   */
  public static boolean areIn(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Compares the files with their checksums.
   *
   * @param folder the folder
   * @param names the files in it that have to be there
   * @throws DataException if a file is missing or is not what it was; the message names it
   * @throws IOException if a file can't be read
   */
  public static void verify(Path folder, List<String> names) throws IOException {
    Path sums = folder.resolve(NAME);
    String expected = new String(InputFile.read(sums, MOST_BYTES), StandardCharsets.UTF_8);
    for (String name : names) {
      String found = line(folder, name);
      if (!expected.contains(found)) {
        throw new DataException(
            folder.resolve(name),
            "it is damaged: its SHA-256 is %s, which is not what %s has"
                .formatted(found.substring(0, found.indexOf(' ')), NAME));
      }
    }
  }

  private static String line(Path folder, String name) throws IOException {
    try {
      byte[] bytes = InputFile.read(folder.resolve(name), InputFile.MOST_BYTES);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "%s  %s\n".formatted(HexFormat.of().formatHex(hash), name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
