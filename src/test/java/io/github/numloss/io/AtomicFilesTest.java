package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {
  @TempDir private Path folder;

  private static IOException full() {
    return new IOException("the disk is full");
  }

  @Test
  void aWrittenFileReplacesAnother() throws IOException {
    Path file = folder.resolve("new/deep/file");
    for (byte content = 1; content <= 2; content++) {
      byte written = content;
      AtomicFiles.writeFile(file, stream -> stream.write(written));
      assertThat(file).hasBinaryContent(new byte[] {written});
    }
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFileThatFailsLeavesNothingNotEvenItsFolders() throws IOException {
    AtomicFiles.Writer<OutputStream> failing =
        stream -> {
          stream.write(1);
          throw full();
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFiles.writeFile(folder.resolve("new/deep/file"), failing));
    assertThat(folder).isEmptyDirectory();

    Path old = Files.writeString(folder.resolve("old"), "old");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFiles.writeFile(old, failing));
    assertThat(old).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFolderThatFailsLeavesNothingNotEvenThoseAbove() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    kept.resolve("new/deep"),
                    inside -> {
                      Files.createDirectories(inside.resolve("more"));
                      Files.writeString(inside.resolve("more/file"), "half");
                      throw full();
                    }))
        .withMessage("the disk is full");
    assertThat(kept).isEmptyDirectory();
  }

  @Test
  void foldersThatSomebodyElseUsesMeanwhileStay() {
    Path other = folder.resolve("new/other");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    folder.resolve("new/mine"),
                    inside -> {
                      Files.writeString(other, "theirs");
                      throw full();
                    }))
        .withMessage("the disk is full");
    assertThat(other).hasContent("theirs");
    assertThat(other.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFolderThatIsThereStaysAsItIs() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.writeString(there.resolve("file"), "old");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> AtomicFiles.writeFolder(there, inside -> {}));
    assertThat(there.resolve("file")).hasContent("old");
  }

  @Test
  void aFolderThatAppearsMeanwhileStaysAsItIs() {
    Path target = folder.resolve("target");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    target,
                    inside -> {
                      Files.createDirectory(target);
                      Files.writeString(target.resolve("file"), "theirs");
                    }))
        .withMessage(target.toString());
    assertThat(target.resolve("file")).hasContent("theirs");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFileDoesNotTakeThePlaceOfAFolder() {
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFiles.writeFile(folder, stream -> {}))
        .withMessage(folder + ": it is a folder, so that nothing can be written in its place");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFiles.requireWritableFile(folder));
  }

  @Test
  void leftoversOfOneTargetAreDeletedAndNothingElse() throws IOException {
    String id = "01234567-89ab-cdef-0123-456789abcdef";
    Path left = Files.createDirectory(folder.resolve(".run." + id + ".tmp"));
    Files.writeString(left.resolve("trial.json"), "{");
    List<String> others =
        List.of("run", ".run.tmp", ".run.old.tmp", ".run2." + id + ".tmp", "run." + id + ".tmp");
    for (String other : others) {
      Files.writeString(folder.resolve(other), other);
    }
    AtomicFiles.deleteLeftovers(folder.resolve("run"));
    assertThat(left).doesNotExist();
    assertThat(others).allSatisfy(other -> assertThat(folder.resolve(other)).hasContent(other));
    AtomicFiles.deleteLeftovers(folder.resolve("not there/run"));
  }

  @Test
  void whetherItCanBeWrittenIsFoundOutWithoutWriting() throws IOException {
    AtomicFiles.requireWritable(folder.resolve("new/deep/file"));
    assertThat(folder).isEmptyDirectory();
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path path : new Path[] {file.resolve("inside"), file.resolve("deep/inside")}) {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> AtomicFiles.requireWritable(path))
          .withMessageStartingWith(file + ": it is no folder");
    }
  }

  @Test
  void aFolderWithoutPermissionIsTold() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeFalse(
        !closed.toFile().setWritable(false) || Files.isWritable(closed),
        "this user, such as root, may write everywhere");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFiles.requireWritable(closed.resolve("new")))
        .withMessage(closed + ": the folder can't be written to; check its permissions");
  }
}
