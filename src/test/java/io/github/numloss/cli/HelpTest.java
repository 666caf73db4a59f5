package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help comes at once, because nothing of TensorFlow is loaded for it. */
final class HelpTest {
  @TempDir private Path folder;

  @Test
  void helpLoadsNothingOfTensorFlow() throws IOException, InterruptedException {
    List<String> help = classesLoadedBy("train", "--help");
    assertThat(help).contains("io.github.numloss.cli.TrainCommand");
    assertThat(help)
        .noneMatch(name -> name.startsWith("org.tensorflow.") || name.startsWith("org.bytedeco."));
    assertThat(classesLoadedBy("models", "dnn"))
        .as("a command that needs TensorFlow, to see that its classes would be found")
        .anyMatch(name -> name.startsWith("org.tensorflow."));
  }

  private List<String> classesLoadedBy(String... args) throws IOException, InterruptedException {
    Path log = folder.resolve(args[0] + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-Xlog:class+load:file=" + log.getFileName() + "::filecount=0",
            "-cp",
            System.getProperty("java.class.path"),
            NumLoss.class.getName());
    builder.command().addAll(List.of(args));
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    try (var lines = Files.lines(log)) {
      return lines
          .map(line -> line.replaceFirst("^(\\[[^]]*])+ *", "").replaceFirst(" .*", ""))
          .toList();
    }
  }
}
