package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.source.Idx;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadedModelTest {
  private static final ClassValues VALUES = ClassValues.range(3);

  /** An export of commit 8e3d892, before weights were constants, and what it gave these images. */
  private static final Path WITH_VARIABLES =
      Path.of("src/test/resources/io/github/numloss/predict/with-variables");

  private static final Images TEST = TinyData.images(12, VALUES, Split.TEST).images();

  @TempDir private static Path shared;
  private static Path exported;
  private static Trial trial;
  @TempDir private Path folder;
  private Path model;

  @BeforeAll
  static void export() throws Exception {
    String data = TinyData.folder(shared.resolve("data"), 30, 12, VALUES).toString();
    TrainConfig config =
        new TrainConfig(
            data,
            data,
            Models.DNN,
            new CrossEntropy(),
            null,
            new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null),
            1,
            16,
            0,
            1,
            Hardware.cpu());
    trial = Trial.run(config, new Datasets(shared), Trainers.plain());
    exported = SavedModels.export(trial.model(), TEST, shared.resolve("model"));
  }

  @BeforeEach
  void copyModel() throws IOException {
    model = folder.resolve("model");
    copy(exported, model.resolve("1"));
  }

  private static void copy(Path version, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(version)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(version.relativize(file).toString()));
    }
  }

  private static Path openedVersion(Path folder) throws IOException {
    try (LoadedModel loaded = LoadedModel.open(folder, Hardware.cpu().sessionConfig())) {
      return loaded.folder();
    }
  }

  private void assertRefused(Path file, String problem) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> openedVersion(model))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void predictsWhatTheTrialPredicted() throws IOException {
    try (LoadedModel loaded = LoadedModel.open(model, Hardware.cpu().sessionConfig())) {
      assertThat(loaded.info().config()).hasToString(Json.line(trial.result().config()));
      Predictions predictions = loaded.predict(TEST);
      for (int image = 0; image < 12; image++) {
        for (int k = 0; k < 3; k++) {
          assertThat(predictions.at(image, k))
              .isCloseTo(trial.predictions().at(image, k), within(1e-6f));
        }
      }
    }
  }

  @Test
  void takesTheNewestVersionOrTheOneThatIsNamed() throws IOException {
    copy(exported, model.resolve("9"));
    copy(exported, model.resolve("10"));
    Files.createDirectory(model.resolve("11")); // holds no model
    copy(exported, model.resolve("latest"));
    assertThat(openedVersion(model)).isEqualTo(model.resolve("10"));
    assertThat(openedVersion(model.resolve("9"))).isEqualTo(model.resolve("9"));
  }

  @Test
  void aFolderWithoutAModelIsRefused() throws IOException {
    model = folder.resolve("none");
    assertRefused(model, "there is no such folder; name one that was exported to");
    Files.createDirectories(model.resolve("one"));
    assertRefused(model, "no saved_model.pb in it or in a folder named by a number under it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void aGraphThatIsCutOffIsRefused(int bytes) throws IOException {
    Path graph = model.resolve("1/saved_model.pb");
    Files.write(graph, Arrays.copyOf(Files.readAllBytes(graph), bytes));
    assertRefused(model.resolve("1"), "TensorFlow can't load it (");
  }

  @Test
  void aModelWithVariablesGivesWhatItGaveThen() throws Exception {
    Predictions then = Predictions.fromNpy(WITH_VARIABLES.resolve("predictions.npy"));
    Images images = Idx.readImages(WITH_VARIABLES.resolve("t10k-images-idx3-ubyte"));
    try (LoadedModel loaded = LoadedModel.open(WITH_VARIABLES, Hardware.cpu().sessionConfig())) {
      assertThat(loaded.predict(images).probabilities())
          .containsExactly(then.probabilities(), within(1e-6f));
    }
  }

  @Test
  void variablesThatAreDamagedAreRefused() throws IOException {
    copyOld();
    Files.writeString(model.resolve("1/variables/variables.index"), "no index");
    assertRefused(model.resolve("1"), "TensorFlow can't load it (");
  }

  @Test
  void variablesThatAreMissingAreRefused() throws IOException {
    copyOld();
    Path index = model.resolve("1/variables/variables.index");
    Files.delete(index);
    assertRefused(index, "there is no such file; export the model again");
  }

  private void copyOld() throws IOException {
    model = folder.resolve("old");
    copy(WITH_VARIABLES.resolve("1"), model.resolve("1"));
  }

  @Test
  void aModelThatAnotherProgramMadeIsRefused() throws IOException {
    Path info = model.resolve("1/assets.extra/model.json");
    Files.delete(info);
    assertRefused(info, "only models that numloss exported can be loaded");
  }

  @Test
  void aDescriptionOfOtherSizesThanTheGraphsIsRefused() throws IOException {
    Path info = model.resolve("1/assets.extra/model.json");
    ObjectNode other = (ObjectNode) new ObjectMapper().readTree(info.toFile());
    other.put("height", 1000);
    new ObjectMapper().writeValue(info.toFile(), other);
    assertRefused(
        model.resolve("1"),
        "its images are DT_FLOAT [-1, 9, 8], but model.json makes them DT_FLOAT [-1, 1000, 8];");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "classValues", "config", "metrics", "provenance"})
  void aDescriptionWithoutAFieldIsRefused(String field) throws IOException {
    Path info = model.resolve("1/assets.extra/model.json");
    ObjectNode less = (ObjectNode) new ObjectMapper().readTree(info.toFile());
    assertThat(less.remove(field)).isNotNull();
    new ObjectMapper().writeValue(info.toFile(), less);
    assertRefused(info, "at $.%s: it is missing or null".formatted(field));
  }
}
