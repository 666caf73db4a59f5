package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileHashesTest {
  /** The SHA-256 of "abc", from FIPS 180-4's examples. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void aFileIsReadOnceAsLongAsItsSizeAndTimeStay() throws IOException {
    FileHashes hashes = new FileHashes();
    Path file = Files.writeString(folder.resolve("file"), "abc");
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(hashes.sha256(file)).isEqualTo(ABC);

    Files.writeString(file, "abd");
    Files.setLastModifiedTime(file, time);
    assertThat(hashes.sha256(file)).as("not read again").isEqualTo(ABC);
    assertThat(new FileHashes().sha256(file)).isNotEqualTo(ABC);

    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2000));
    assertThat(hashes.sha256(file)).isNotEqualTo(ABC);
    Files.writeString(file, "abcd");
    Files.setLastModifiedTime(file, time);
    assertThat(hashes.sha256(file)).isNotEqualTo(ABC);
  }
}
