package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.calibrate.Calibration;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.device.Hardware;
import io.github.numloss.predict.LoadedModel;
import io.github.numloss.random.ValidationSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calibration's way from the training to predictions. */
final class CalibrationCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);
  private static final Examples TEST = TinyData.images(45, VALUES, Split.TEST);

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static Path models;

  @BeforeAll
  static void train() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 240, 45, VALUES);
    IdxFiles.writeLabels(data.resolve("train-labels-idx1-ubyte"), training().labels());
    run = folder.resolve("run");
    models = folder.resolve("models");
    train("0.25", run, models);
  }

  /** Gives images of which every fifth has a wrong label, so that the model is too sure. */
  private static Examples training() {
    Examples train = TinyData.images(240, VALUES, Split.TRAIN);
    for (int i = 0; i < 240; i += 5) {
      train.labels()[i] = (byte) ((train.label(i) + 1) % 3);
    }
    return train;
  }

  private static void train(String validation, Path out, Path export) {
    Object[] command = {
      "train",
      "--dataset",
      data,
      "--out",
      out,
      "--export",
      export,
      "--validation",
      validation,
      "--epochs",
      2,
      "--device",
      "cpu"
    };
    Run trained = Run.of(command);
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  private static JsonNode trial() throws IOException {
    return MAPPER.readTree(run.resolve("trial.json").toFile());
  }

  private static JsonNode model(Path version) throws IOException {
    return MAPPER.readTree(version.resolve("assets.extra/model.json").toFile());
  }

  private static List<JsonNode> predict(Path model, Images images) throws IOException {
    Path file = folder.resolve("images-idx3-ubyte");
    IdxFiles.writeImages(file, images);
    Run predicted = Run.of("predict", "--model-dir", model, file);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : predicted.out().lines().toList()) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  @Test
  void isLearnedOfTheImagesThatWereHeldBack() throws IOException {
    JsonNode found = trial().get("calibration");
    ValidationSplit split = ValidationSplit.of(trial().at("/config/seed").asLong(), 240, 0.25);
    Examples heldBack = training().select(split.validation());
    try (LoadedModel loaded = LoadedModel.open(models, Hardware.cpu().sessionConfig())) {
      Calibration expected =
          Calibration.of(loaded.predict(heldBack.images()), heldBack.labels(), VALUES, null);
      assertThat(found.get("images").asInt()).isEqualTo(60);
      assertThat(expected.temperature().value()).isNotEqualTo(1);
      assertThat(found.get("temperature").asDouble())
          .isCloseTo(expected.temperature().value(), within(1e-3));
      assertThat(found.get("logLossBefore").asDouble())
          .isCloseTo(expected.logLossBefore(), within(1e-4))
          .isGreaterThan(found.get("logLossAfter").asDouble());
      for (int i = 0; i < 3; i++) {
        assertThat(found.at("/intervals/" + i + "/threshold").asDouble())
            .isCloseTo(expected.intervals().get(i).threshold(), within(1e-4));
      }
    }
  }

  @Test
  void exportKeepsIt() throws IOException {
    assertThat(model(models.resolve("1")).get("calibration"))
        .isNotNull()
        .isEqualTo(trial().get("calibration"));
    Path again = folder.resolve("again");
    Run exported = Run.of("export", "--run", run, "--out", again);
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(model(again.resolve("1")).get("calibration")).isEqualTo(trial().get("calibration"));
    assertThat(Files.readString(again.resolve("1/assets.extra/README.md")))
        .contains("## Calibration");
  }

  @Test
  void predictGivesProbabilitiesAtTheTemperatureAndAnInterval() throws IOException {
    double temperature = trial().at("/calibration/temperature").asDouble();
    double threshold = trial().at("/calibration/intervals/1/threshold").asDouble();
    for (JsonNode line : predict(models, TEST.images())) {
      double[] heated = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        heated[k] = Math.pow(line.get("probabilities").get(k).asDouble(), 1 / temperature);
        sum += heated[k];
      }
      for (int k = 0; k < 3; k++) {
        assertThat(line.get("calibratedProbabilities").get(k).asDouble())
            .isCloseTo(heated[k] / sum, within(1e-6));
      }
      assertThat(line.get("interval")).hasSize(2);
      double low = line.get("interval").get(0).asDouble();
      double high = line.get("interval").get(1).asDouble();
      assertThat(line.get("median").asDouble()).isBetween(low, high);
      double first = line.get("probabilities").get(0).asDouble();
      double second = first + line.get("probabilities").get(1).asDouble();
      // The scores of the classes 1 and 7, whose distance from 2.5 is 1.5 and 4.5.
      double lowest = 1.5 * Math.pow(first - 1, 2) + 4.5 * Math.pow(second - 1, 2);
      double highest = 1.5 * Math.pow(first, 2) + 4.5 * Math.pow(second, 2);
      assertThat(low == 1).isEqualTo(lowest <= threshold || first >= 0.5);
      assertThat(high == 7).isEqualTo(highest <= threshold || second < 0.5);
    }
  }

  @Test
  void evaluateMeasuresIt() throws IOException {
    Path json = folder.resolve("evaluated.json");
    Run evaluated = Run.of("evaluate", "--model-dir", models, "--json", json);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    JsonNode found = MAPPER.readTree(json.toFile());
    List<JsonNode> lines = predict(models, TEST.images());
    double held = 0;
    double heldOfLast = 0;
    double width = 0;
    double logLoss = 0;
    for (int i = 0; i < lines.size(); i++) {
      double value = VALUES.at(TEST.label(i));
      double low = lines.get(i).get("interval").get(0).asDouble();
      double high = lines.get(i).get("interval").get(1).asDouble();
      held += low <= value && value <= high ? 1 : 0;
      heldOfLast += value == 7 && high == 7 ? 1 : 0;
      width += high - low;
      logLoss -=
          Math.log(lines.get(i).get("calibratedProbabilities").get(TEST.label(i)).asDouble());
    }
    JsonNode calibration = found.get("calibration");
    assertThat(calibration.get("temperature")).isEqualTo(trial().at("/calibration/temperature"));
    assertThat(calibration.get("logLossBefore")).isEqualTo(found.at("/distribution/logLoss"));
    assertThat(calibration.get("expectedCalibrationErrorBefore"))
        .isEqualTo(found.at("/distribution/expectedCalibrationError"));
    assertThat(calibration.get("logLossAfter").asDouble()).isCloseTo(logLoss / 45, within(1e-6));
    JsonNode interval = calibration.at("/intervals/1");
    assertThat(interval.get("level").asDouble()).isEqualTo(0.9);
    assertThat(interval.get("coverage").asDouble()).isCloseTo(held / 45, within(1e-9));
    assertThat(interval.get("meanWidth").asDouble()).isCloseTo(width / 45, within(1e-9));
    assertThat(interval.at("/classes/2/value").asDouble()).isEqualTo(7);
    assertThat(interval.at("/classes/2/images").asInt()).isEqualTo(15);
    assertThat(interval.at("/classes/2/coverage").asDouble())
        .isCloseTo(heldOfLast / 15, within(1e-9));

    assertThat(evaluated.out())
        .contains(
            "Calibrated on images that were held back from training",
            "that should hold 90 %",
            "The level is promised for images of the kind that was held back");
  }

  @Test
  void withoutValidationNobodySpeaksOfIt() throws IOException {
    Path out = folder.resolve("without");
    Path export = folder.resolve("models-without");
    train("0", out, export);
    assertThat(MAPPER.readTree(out.resolve("trial.json").toFile()).has("calibration")).isFalse();
    assertThat(model(export.resolve("1")).has("calibration")).isFalse();
    assertThat(predict(export, TEST.images()).get(0).fieldNames())
        .toIterable()
        .doesNotContain("interval", "calibratedProbabilities");
    Run evaluated = Run.of("evaluate", "--model-dir", export);
    assertThat(evaluated.out()).contains("Log loss").doesNotContain("alibrated", "ntervals");
    Run json = Run.of("evaluate", "--model-dir", export, "--json");
    assertThat(MAPPER.readTree(json.out()).has("calibration")).isFalse();
  }

  @Test
  void aModelOfBeforePredictsAsBefore() throws IOException {
    Path reference = Path.of(System.getProperty("numloss.home"), "graphs/reference");
    assertThat(model(reference.resolve("1")).has("calibration")).isFalse();
    JsonNode line = predict(reference, new Images(1, 28, 28, new byte[784])).get(0);
    assertThat(line.has("probabilities")).isTrue();
    assertThat(line.fieldNames())
        .toIterable()
        .doesNotContain("interval", "calibratedProbabilities");
  }
}
