package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.Npz;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of one's own, from its file to what is left when the file is gone. */
final class ModelFileCommandTest {
  private static final String SMALL =
      """
      {"schemaVersion": 1, "layers": [{"name": "conv2d", "filters": 4}, {"name": "max-pool"},
        {"name": "relu"}, {"name": "flatten"}, {"name": "dropout", "rate": 0.1},
        {"name": "dense", "units": 6}], "epochs": 2, "learningRate": 0.01}
      """;

  @TempDir private Path folder;
  private Path data;
  private Path file;
  private Path out;
  private Path models;

  @BeforeEach
  void writeFiles() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 120, 45, ClassValues.range(3));
    file = Files.writeString(folder.resolve("small.json"), SMALL);
    out = folder.resolve("run");
    models = folder.resolve("models/small");
  }

  private Run train(Object... more) {
    Map<String, ?> usual =
        Map.of(
            "--dataset",
            data,
            "--model",
            file,
            "--out",
            out,
            "--export",
            models,
            "--device",
            "cpu");
    return Run.of(usual, "train", more);
  }

  private static JsonNode json(Path path) throws IOException {
    return new ObjectMapper().readTree(path.toFile());
  }

  private static void assertDone(Run run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void isTrainedExportedReadAndExportedAgainWithoutItsFile() throws IOException {
    assertDone(train());
    JsonNode trial = json(out.resolve("trial.json"));
    assertThat(trial.at("/config/model/name").asText()).isEqualTo("small");
    assertThat(trial.at("/config/model/layers").size()).isEqualTo(6);
    assertThat(trial.at("/config/epochs").asInt()).isEqualTo(2);
    assertThat(trial.at("/config/optimizer/learningRate").asDouble()).isEqualTo(0.01);
    assertThat(Npz.read(out.resolve("weights.npz")))
        .containsOnlyKeys(
            "conv2d_1.kernel",
            "conv2d_1.bias",
            "dense_1.kernel",
            "dense_1.bias",
            "dense_2.kernel",
            "dense_2.bias");
    assertThat(json(models.resolve("1/assets.extra/model.json")).get("model"))
        .isEqualTo(trial.at("/config/model"));

    Files.delete(file);
    assertDone(Run.of("export", "--run", out, "--out", models));
    assertThat(models.resolve("2/saved_model.pb"))
        .hasSameBinaryContentAs(models.resolve("1/saved_model.pb"));
    Run evaluated =
        Run.of("evaluate", "--model-dir", models, "--dataset", data, "--json", "--device", "cpu");
    assertDone(evaluated);
    assertThat(new ObjectMapper().readTree(evaluated.out()).at("/metrics/argmax/errorRate"))
        .isEqualTo(trial.at("/metrics/argmax/errorRate"));
  }

  @Test
  void isResumedToTheSameBytes() throws Exception {
    assertDone(train("--threads", 1));
    byte[] weights = Files.readAllBytes(out.resolve("weights.npz"));
    Path again = folder.resolve("again");
    Checkpoints checkpoints = new Checkpoints(folder.resolve("again.running/checkpoints"), 60);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(
            () ->
                Trial.run(
                    Trial.readResult(out).config(),
                    new Datasets(folder),
                    new Trainer(checkpoints, () -> true, TrainingListener.NONE)));

    Files.writeString(file, SMALL.replace("\"units\": 6", "\"units\": 7"));
    Run other = train("--out", again, "--resume");
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err()).contains("model.layers[5].units is 6, now 7");

    Files.writeString(file, SMALL);
    assertDone(train("--out", again, "--resume"));
    assertThat(again.resolve("weights.npz")).hasBinaryContent(weights);
  }

  @Test
  void whatIsDoneIsComparedLayerByLayer() throws IOException {
    assertDone(train());
    assertDone(train("--resume"));
    Files.writeString(file, SMALL.replace("\"rate\": 0.1", "\"rate\": 0.2"));
    Run other = train("--resume");
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err())
        .contains("it is of another training: model.layers[4].rate is 0.1, now 0.2; set these");
  }

  @Test
  void modelsShowsItWithTheLayerThatIsAppended() throws IOException {
    Run run = Run.of("models", file, "--image-size", "9x8", "--classes", 3, "--json");
    assertDone(run);
    JsonNode model = new ObjectMapper().readTree(run.out()).at("/models/0");
    assertThat(model.get("name").asText()).isEqualTo("small");
    // 3·3·4 + 4, 5·4·4·6 + 6, 6·3 + 3
    assertThat(model.get("parameterCount").asLong()).isEqualTo(40 + 486 + 21);
    List<String> names =
        StreamSupport.stream(model.get("layers").spliterator(), false)
            .map(layer -> layer.get("name").asText())
            .toList();
    assertThat(names)
        .containsExactly(
            "conv2d_1", "max_pool_1", "relu_1", "flatten_1", "dropout_1", "dense_1", "dense_2");
  }

  @Test
  void aWrongFileIsBadDataAndNamesTheField() throws IOException {
    Files.writeString(file, SMALL.replace("\"units\": 6", "\"units\": \"six\""));
    Run run = train();
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .isEqualTo(
            "numloss: %s: at $.layers[5].units: found \"six\", expected a whole number from -2147483648 to 2147483647.%n"
                .formatted(file));
    assertThat(out).doesNotExist();
  }

  @Test
  void layersThatCannotTakeTheImagesAreTold() throws IOException {
    Files.writeString(
        file,
        SMALL.replace("\"filters\": 4", "\"filters\": 4, \"size\": 9, \"padding\": \"valid\""));
    Run run = train();
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .isEqualTo(
            "numloss: %s: small can't learn it: conv2d_1: a 9x9 kernel does not fit into [9, 8].%n"
                .formatted(data));
  }

  @Test
  void aPlanMayHoldTwoSettingsOfOneModelAndModelsOfFiles() throws IOException {
    Path experiment = Files.createDirectories(folder.resolve("experiment"));
    Files.writeString(
        experiment.resolve("plan.json"),
        """
        {"schemaVersion": 1, "title": "two settings",
          "pairs": [{"dataset": "../data", "test": "../data"}],
          "models": [{"model": "../small.json", "seeds": [1, 2], "epochs": 1, "batchSize": 16,
              "validation": 0, "optimizer": {"name": "adam", "learningRate": 0.01, "schedule": "linear"}},
            {"name": "small-3", "model": "../small.json", "seeds": [1, 2], "epochs": 3, "batchSize": 16,
              "validation": 0, "optimizer": {"name": "adam", "learningRate": 0.01, "schedule": "linear"}}],
          "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
            {"name": "near", "loss": {"name": "numeric"}}]}
        """);
    assertDone(Run.of("experiment", experiment));
    assertThat(experiment.resolve("trials/data-small-3-near-seed2/trial.json")).exists();
    JsonNode summary = json(experiment.resolve("summary.json"));
    assertThat(summary.get("claims").findValuesAsText("model"))
        .containsExactly("small", "small", "small", "small-3", "small-3", "small-3");
    JsonNode config =
        json(experiment.resolve("trials/data-small-3-near-seed2/trial.json")).get("config");
    assertThat(config.at("/model/name").asText()).isEqualTo("small");
    assertThat(config.at("/epochs").asInt()).isEqualTo(3);
    assertThat(Files.readString(experiment.resolve("tables.md")))
        .containsPattern("(?m)^\\| small +\\| baseline")
        .containsPattern("(?m)^\\| small-3 +\\| baseline");
    assertThat(Files.readString(experiment.resolve("report.html")))
        .contains("small-3, data", "small, small-3");

    Run dry = Run.of("experiment", experiment, "--dry-run");
    assertThat(dry.out()).contains("0 of 8 trials to run");
    Files.writeString(file, SMALL.replace("\"units\": 6", "\"units\": 7"));
    Run changed = Run.of("experiment", experiment, "--dry-run");
    assertThat(changed.out())
        .contains("8 of 8 trials to run", "changed ", "it was run with another configuration");
  }
}
