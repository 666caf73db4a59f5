package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.train.TrainingStoppedException;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other signals")
final class StopSignalTest {
  @TempDir private Path folder;

  /** A process that does what its first argument says, and then waits for a signal. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws Exception {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      CommandLine command = NumLoss.commandLine(out, out);
      command.parseArgs("models");
      System.exit(
          StopSignal.guard(
              command.getCommandSpec(),
              List.of("--resume"),
              stop -> {
                if (args[0].equals("nothing to save")) {
                  stop.nothingToSave();
                }
                out.println("waits");
                while (args[0].equals("is slow") || !stop.getAsBoolean()) {
                  Thread.onSpinWait();
                }
                if (args[0].equals("too late")) {
                  stop.nothingToSave();
                }
                throw new TrainingStoppedException();
              }));
    }
  }

  private String signalled(List<String> javaOptions, String what) throws Exception {
    Process process = JavaProcess.prepare(Waiting.class, folder, javaOptions, what).start();
    BufferedReader reader = process.inputReader();
    assertThat(reader.readLine()).isEqualTo("waits");
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
    String last = reader.readLine();
    assertThat(process.waitFor()).as(last).isEqualTo(last == null ? 143 : 130);
    return last;
  }

  @Test
  void aProcessWithNothingToSaveEndsAtOnce() throws Exception {
    assertThat(signalled(List.of(), "nothing to save"))
        .isEqualTo("numloss: stopped; go on with: numloss models --resume");
  }

  @Test
  void oneThatHasSomethingIsAsked() throws Exception {
    for (String what : List.of("too late", "saves")) {
      assertThat(signalled(List.of("-Dnumloss.patience=600000"), what))
          .isEqualTo("numloss: stopped and saved; go on with: numloss models --resume");
    }
  }

  @Test
  void oneThatTakesTooLongIsEnded() throws Exception {
    assertThat(signalled(List.of("-Dnumloss.patience=100"), "is slow"))
        .isEqualTo(
            "numloss: stopped; go on from the last checkpoint with: numloss models --resume");
  }

  /** With -Xrs Java leaves the signals to the system. */
  @Test
  void withoutSignalsItWorksAllTheSame() throws Exception {
    assertThat(signalled(List.of("-Xrs"), "saves")).isNull();
  }
}
