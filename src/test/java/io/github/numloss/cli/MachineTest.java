package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process is given too little of. */
final class MachineTest {
  @TempDir private Path folder;

  /** MNIST's training images take 47 MB. */
  @Test
  void tooLittleMemoryIsToldWithWhatToDo() throws IOException, InterruptedException {
    String datasets = Path.of(System.getProperty("numloss.home"), "datasets").toString();
    Process process =
        JavaProcess.start(
            folder, List.of("-Xmx40m"), "train", "--datasets", datasets, "--no-export", "--quiet");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.FAILED);
    assertThat(output)
        .contains("numloss: there is not enough memory (Java heap space); ")
        .contains("JDK_JAVA_OPTIONS=-Xmx8g.");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have no /dev/full")
  void resultsThatCannotBePrintedAreTold() throws IOException, InterruptedException {
    File errors = folder.resolve("errors").toFile();
    Process process =
        JavaProcess.prepare(folder, List.of(), "models")
            .redirectErrorStream(false)
            .redirectOutput(new File("/dev/full"))
            .redirectError(errors)
            .start();
    assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
    assertThat(errors).hasContent("numloss: standard output can't be written to.");
  }
}
