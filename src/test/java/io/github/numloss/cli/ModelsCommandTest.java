package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.layer.Layers;
import io.github.numloss.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
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

  /** Weights and biases, by hand: 3·4·512 + 512, 512·512 + 512, 512·2 + 2. */
  @Test
  void theTextHasEveryLayerAndTheSum() {
    Run run = Run.of("models", "dnn", "--image-size", "3x4", "--classes", 2);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("dnn for 3x4 images and 2 classes\n")
        .containsPattern("dense_1 +dense, 512 units +512 +6,656\n")
        .containsPattern("dense_2 +dense, 512 units +512 +262,656\n")
        .containsPattern("dense_3 +dense, 2 units +2 +1,026\n")
        .containsPattern("\n +270,338\n");
  }

  @Test
  void theJsonHasTheSettingsOfEveryLayer() throws IOException {
    Run run = Run.of("models", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode models = new ObjectMapper().readTree(run.out()).get("models");
    assertThat(layers(models.get(0)))
        .startsWith(
            "flatten {\"name\":\"flatten\"}",
            "dense {\"name\":\"dense\",\"units\":512}",
            "relu {\"name\":\"relu\"}",
            "dropout {\"name\":\"dropout\",\"rate\":0.2}");
    assertThat(layers(models.get(1)))
        .startsWith(
            "conv2d {\"name\":\"conv2d\",\"filters\":32,\"size\":3,\"padding\":\"same\","
                + "\"stride\":1,\"bias\":true}",
            "max_pool {\"name\":\"max-pool\"}");
    assertThat(layers(models.get(2)))
        .startsWith("lstm {\"name\":\"lstm\",\"units\":128,\"everyStep\":false}");
  }

  @Test
  void layersAreListedAsAModelFileHasThem() throws IOException {
    Run run = Run.of("models", "--layers");
    assertThat(run.code()).as(run.err()).isZero();
    List<String> written =
        run.out().lines().map(line -> line.substring(0, line.lastIndexOf('}') + 1)).toList();
    assertThat(written).hasSameSizeAs(Layers.ALL.names());
    Path file = folder.resolve("all.json");
    Files.writeString(
        file, "{\"schemaVersion\": 1, \"layers\": [%s]}".formatted(String.join(", ", written)));
    assertThat(Models.find(file.toString()).spec().layers())
        .extracting(Layers.ALL::name)
        .isEqualTo(Layers.ALL.names());
  }

  private static List<String> layers(JsonNode model) {
    return StreamSupport.stream(model.get("layers").spliterator(), false)
        .map(layer -> layer.get("kind").asText() + " " + layer.get("settings"))
        .toList();
  }
}
