package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A small disk of its own that fills up, or can't be written to. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it mounts a tmpfs")
final class FullDiskTest {
  @TempDir private Path folder;
  private Path disk;
  private Path data;
  private Path whole;
  private long weightBytes;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=16m", "none", disk.toString()) == 0,
        "this user may not mount a disk");
    data = TinyData.folder(folder.resolve("data"), 40, 12, ClassValues.range(3));
    whole = folder.resolve("whole");
    assertThat(train(whole).code()).isZero();
    weightBytes = Files.size(whole.resolve("weights.npz"));
  }

  @AfterEach
  void unmount() throws Exception {
    command("umount", disk.toString());
  }

  private static int command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
  }

  private void remount(String options) throws Exception {
    assertThat(command("mount", "-o", "remount," + options, disk.toString())).isZero();
  }

  private Run train(Path out, Object... more) {
    Map<String, ?> usual =
        Map.of("--dataset", data, "--out", out, "--epochs", 3, "--device", "cpu");
    Object[] all = Stream.concat(Stream.of("--no-export", "--quiet"), Stream.of(more)).toArray();
    return Run.of(usual, "train", all);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Adam keeps two numbers for each weight, so that a checkpoint takes three times theirs. */
  @Test
  void aTrainingThatFillsTheDiskKeepsItsLastCheckpointAndGoesOn() throws Exception {
    remount("size=" + weightBytes * 9 / 2);
    Path out = disk.resolve("run");
    Run full = train(out, "--checkpoint-seconds", 0);
    assertThat(full.code()).as(full.err()).isEqualTo(ExitCode.FAILED);
    assertThat(full.err())
        .startsWith("numloss: " + disk)
        .endsWith(": No space left on device; make room, and go on." + System.lineSeparator())
        .hasLineCount(1);
    assertThat(names(disk.resolve("run.running/checkpoints"))).containsExactly("1");

    remount("size=" + weightBytes * 20);
    Run resumed = train(out, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    SameTrial.assertSame(whole, out);
    assertThat(names(disk)).containsExactly("run");
  }

  @Test
  void anExportThatFillsTheDiskLeavesNothing() throws Exception {
    remount("size=" + weightBytes / 2);
    Run run = Run.of("export", "--run", whole, "--out", disk.resolve("models"));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith("numloss: " + disk)
        .endsWith("No space left on device; make room, and go on." + System.lineSeparator())
        .hasLineCount(1);
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void aDiskThatCannotBeWrittenToIsToldAtOnce() throws Exception {
    remount("ro");
    Run run = train(disk.resolve("run"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "numloss: %s: the folder can't be written to; check its permissions.".formatted(disk));
    Run export = Run.of("export", "--run", whole, "--out", disk.resolve("models"));
    assertThat(export.code()).isEqualTo(ExitCode.FAILED);
    assertThat(export.err()).startsWith("numloss: " + disk + ": the folder can't be written to;");
  }
}
