package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
  @TempDir private Path temporary;

  @Test
  void theSecondIsToldWhoHoldsIt() throws IOException {
    Path folder = temporary.resolve("new/work");
    try (FolderLock lock = FolderLock.acquire(folder)) {
      assertThat(lock.folder()).isEqualTo(folder);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> FolderLock.acquire(folder))
          .withMessageMatching(
              String.format(
                  Locale.ROOT,
                  "\\Q%s\\E is in use by process %d on host \\S+ since [-0-9]+T[:0-9]+Z; wait for it, or end it",
                  folder,
                  ProcessHandle.current().pid()));
      assertThat(folder.resolve("lock")).exists();
    }
    assertThat(temporary).isEmptyDirectory();
    FolderLock.acquire(folder).close();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatAProcessThatIsGoneLeftIsTakenOver() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("work"));
    Path file = folder.resolve("lock");
    Files.writeString(
        file, "process 4711 on host gone since 2020-01-01T00:00:00Z, and much more\n");
    try (FolderLock lock = FolderLock.acquire(folder)) {
      assertThat(Files.readString(lock.folder().resolve("lock")))
          .startsWith(
              String.format(Locale.ROOT, "process %d on host ", ProcessHandle.current().pid()))
          .hasLineCount(1);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aFolderThatSomethingIsInStays() throws IOException {
    Path folder = temporary.resolve("work");
    try (FolderLock lock = FolderLock.acquire(folder)) {
      Files.writeString(lock.folder().resolve("other"), "");
    }
    assertThat(folder)
        .isDirectoryContaining("glob:**/other")
        .isDirectoryNotContaining("glob:**/lock");
  }
}
