package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsCommandTest {
  @TempDir private Path folder;

  @Test
  void drawsTheLayersThatItPrints() throws IOException {
    Path svg = folder.resolve("networks.svg");
    Run run = Run.of("models", "dnn", "--image-size", "9x8", "--classes", 3, "--svg", svg);
    assertThat(run.code()).as(run.err()).isZero();
    // 72·512 + 512 of 301,571 in all.
    assertThat(run.out()).contains("dense_1", "37,376", "301,571");
    assertThat(Files.readString(svg))
        .startsWith("<svg ")
        .contains(">9 × 8</text>", ">dense_1, 512 units</text>", ">37,376 parameters</text>")
        .contains(">301,571 parameters</text>")
        .doesNotContain("conv2d");
  }

  @Test
  void drawsNothingOnWrongUsage() {
    Path svg = folder.resolve("networks.svg");
    Run run = Run.of("models", "--classes", 1, "--svg", svg);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(svg).doesNotExist();
  }
}
