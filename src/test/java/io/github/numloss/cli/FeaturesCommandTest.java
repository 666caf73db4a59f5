package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that learns from what a frozen one makes of pictures. */
final class FeaturesCommandTest {
  private static final Path KERAS =
      Path.of(System.getProperty("numloss.home"))
          .resolve("src/test/resources/io/github/numloss/predict/frozen/keras");

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 240, 60, ClassValues.of(1, 2.5f, 7));
  }

  private Run train(String name, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "--dataset", data, "--quiet"));
    arguments.addAll(List.of("--out", folder.resolve(name), "--epochs", 20, "--batch-size", 16));
    arguments.addAll(List.of("--export", folder.resolve(name + "-model")));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  private JsonNode trial(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name + "/trial.json").toFile());
  }

  /** Measures the export, which takes pixels: it gives what the trial measured. */
  private void assertExported(String name) throws IOException {
    JsonNode trial = trial(name);
    Run evaluated = Run.of("evaluate", "--model-dir", folder.resolve(name + "-model"), "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    JsonNode measured = new ObjectMapper().readTree(evaluated.out());
    for (String decoder : List.of("argmax", "median", "mean")) {
      String metrics = "/metrics/" + decoder;
      assertThat(measured.at(metrics)).isEqualTo(trial.at(metrics));
    }
    assertThat(measured.at("/metrics/expected/meanAbsoluteError").asDouble())
        .isCloseTo(trial.at("/metrics/expected/meanAbsoluteError").asDouble(), within(1e-5));
    assertThat(trial.at("/data/height").asInt()).isEqualTo(9);
    assertThat(trial.at("/data/frozen/size").asInt()).isPositive();
    assertThat(folder.resolve(name).resolve("images.npy")).exists();
  }

  @Test
  void aHeadOnAKerasNetworkIsLearnedAndExportedWithIt() throws IOException {
    Run trained = train("keras", "--model", "mlp", "--features", KERAS);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertExported("keras");
    assertThat(trial("keras").at("/data/frozen/size").asInt()).isEqualTo(5);
    assertThat(trial("keras").at("/config/features").asText()).isEqualTo(KERAS.toString());
    Path again = folder.resolve("again");
    Run exported = Run.of("export", "--run", folder.resolve("keras"), "--out", again);
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(again.resolve("1/saved_model.pb"))
        .hasSameBinaryContentAs(folder.resolve("keras-model/1/saved_model.pb"));
    Run predicted =
        Run.of("predict", "--model-dir", again, data.resolve("t10k-images-idx3-ubyte.gz"));
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).hasLineCount(60);
  }

  @Test
  void anExportOfOursTurnsPicturesIntoVectorsToo() throws IOException {
    Run first = train("first", "--model", "dnn");
    assertThat(first.code()).as(first.err()).isZero();
    Path model = folder.resolve("first-model");
    Run unnamed = train("unnamed", "--model", "mlp", "--features", model);
    assertThat(unnamed.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(unnamed.err())
        .contains(
            "it has the outputs classes, expected, mean, median, probabilities, value, expected one");
    Run second = train("second", "--model", "mlp", "--features", model + ":probabilities");
    assertThat(second.code()).as(second.err()).isZero();
    assertExported("second");
    assertThat(trial("second").at("/data/frozen/output").asText()).isEqualTo("probabilities");
  }

  @Test
  void aNetworkThatChangedIsNotExported() throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy.resolve("variables"));
    for (String name :
        List.of(
            "saved_model.pb",
            "variables/variables.index",
            "variables/variables.data-00000-of-00001")) {
      Files.copy(KERAS.resolve(name), copy.resolve(name));
    }
    assertThat(train("run", "--model", "mlp", "--features", copy).code()).isZero();
    Path variables = copy.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(variables);
    Files.delete(variables);
    Run gone = Run.of("export", "--run", folder.resolve("run"), "--out", folder.resolve("again"));
    assertThat(gone.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(gone.err()).contains("TensorFlow can't load it");
    Files.write(variables, bytes);
    Files.write(copy.resolve("variables/more"), new byte[] {1});
    Run other = Run.of("export", "--run", folder.resolve("run"), "--out", folder.resolve("again"));
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err())
        .contains("it is another network than the one whose vectors were learned");
  }

  @Test
  void aPlanComparesVectorsWithPixels() throws IOException {
    Path experiment = Files.createDirectory(folder.resolve("experiment"));
    String model =
        """
        "seeds": [1, 2], "epochs": 3, "batchSize": 16, "validation": 0.1,
         "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}""";
    Files.writeString(
        experiment.resolve("plan.json"),
        """
        {"schemaVersion": 2, "title": "vectors or pixels",
         "pairs": [{"dataset": "../data", "test": "../data"}],
         "models": [{"name": "pixels", "model": "mlp", %s,
           {"name": "vectors", "model": "mlp", "features": "%s", %s],
         "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
           {"name": "crps", "loss": {"name": "crps"}}]}
        """
            .formatted(model, experiment.toAbsolutePath().relativize(KERAS), model));
    Run dry = Run.of("experiment", experiment, "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    Run ran = Run.of("experiment", experiment);
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode trial =
        new ObjectMapper()
            .readTree(experiment.resolve("trials/data-vectors-crps-seed2/trial.json").toFile());
    assertThat(trial.at("/data/frozen/size").asInt()).isEqualTo(5);
    assertThat(Run.of("experiment", experiment).err()).contains("0 of 8 trials to run");
  }

  @Test
  void featuresHaveNoFrozenNetwork() throws IOException {
    data = folder.resolve("rows.csv");
    Files.writeString(data, "hours,label\n" + "1,1\n2,1\n8,4\n9,4\n".repeat(5));
    Run run = train("rows", "--model", "mlp", "--features", KERAS);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains("has 1 features, expected pictures, which a frozen network");
  }
}
