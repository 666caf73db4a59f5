package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    String log = args[0] + ".log";
    JavaProcess.run(folder, List.of("-Xlog:class+load:file=" + log + "::filecount=0"), args);
    try (Stream<String> lines = Files.lines(folder.resolve(log))) {
      return lines
          .map(line -> line.replaceFirst("^(\\[[^]]*])+ *", "").replaceFirst(" .*", ""))
          .toList();
    }
  }
}
