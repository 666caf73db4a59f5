package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.report.MadeUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help and reports come at once, because TensorFlow is not loaded for them. */
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

  /**
   * Its Java types are part of what a report reads; its native library and what calls it aren't.
   */
  @Test
  void reportDoesNotLoadTheNativeLibrary() throws IOException, InterruptedException {
    MadeUp.writeSmall(folder);
    List<String> report = classesLoadedBy("report", ".");
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    assertThat(report)
        .contains("io.github.numloss.cli.ReportCommand")
        .doesNotContain("org.tensorflow.TensorFlow", "org.tensorflow.NativeLibrary")
        .noneMatch(name -> name.startsWith("org.tensorflow.internal."))
        .noneMatch(name -> name.startsWith("org.bytedeco."));
    assertThat(classesLoadedBy("devices"))
        .as("a command that needs the library, to see that its classes would be found")
        .anyMatch(name -> name.startsWith("org.tensorflow.internal."))
        .anyMatch(name -> name.startsWith("org.bytedeco."));
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
