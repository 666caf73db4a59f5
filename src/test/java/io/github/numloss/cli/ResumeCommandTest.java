package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ResumeCommandTest {
  private static String resume(List<String> missing, String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine root = NumLoss.commandLine(nowhere, nowhere);
    root.parseArgs(args);
    return ResumeCommand.of(root.getSubcommands().get("train").getCommandSpec(), missing);
  }

  @Test
  void theCommandLineIsAsItWasTypedWithWhatItLacks() {
    assertThat(resume(List.of("--out", "results/x", "--resume"), "train", "--epochs=3"))
        .isEqualTo("numloss train --epochs=3 --out results/x --resume");
    assertThat(resume(List.of(), "--quiet", "train", "--resume", "--out", "x"))
        .isEqualTo("numloss --quiet train --resume --out x");
  }

  @Test
  void aShellReadsEveryWordAsItWas() {
    assertThat(resume(List.of("--resume"), "train", "--dataset", "it's $HOME", "--test", "a;b"))
        .isEqualTo("numloss train --dataset 'it'\\''s $HOME' --test 'a;b' --resume");
  }
}
