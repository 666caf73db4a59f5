package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A reader that wants no more, and a disk that is full, in processes of their own. */
final class StandardOutputTest {
  private static Process start(Redirect output, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dnumloss.home=" + System.getProperty("numloss.home"),
                NumLoss.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectOutput(output).start();
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aReaderThatWantsNoMoreIsNoFault() throws Exception {
    for (String command : new String[] {"models", "--help"}) {
      Process process = start(Redirect.PIPE, command);
      process.getInputStream().close();
      assertThat(errors(process)).as(command).isEmpty();
      assertThat(process.waitFor()).as(command).isZero();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
  void aFullDiskIsOne() throws Exception {
    Process process = start(Redirect.to(new File("/dev/full")), "models");
    assertThat(errors(process))
        .isEqualToIgnoringNewLines("numloss: standard output can't be written to.");
    assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
  }
}
