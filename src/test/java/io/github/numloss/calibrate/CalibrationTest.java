package io.github.numloss.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.Labels;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calibrations as SciPy, properscoring, crepes and NumPy have them. */
final class CalibrationTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/github/numloss");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode fixture() throws IOException {
    return MAPPER.readTree(RESOURCES.resolve("calibrate/calibrate.json").toFile());
  }

  static Stream<String> names() throws IOException {
    Iterator<String> names = fixture().fieldNames();
    return Stream.generate(names::next).limit(fixture().size());
  }

  /** Images with labels, and what is expected of their first and their second half. */
  private record Case(Predictions predictions, int[] labels, ClassValues values, JsonNode found) {
    static Case read(String name) throws IOException {
      JsonNode found = fixture().get(name);
      ClassValues values = MAPPER.treeToValue(found.get("classValues"), ClassValues.class);
      if (!found.has("labels")) {
        Path folder = RESOURCES.resolve("measure");
        return new Case(
            Predictions.fromNpy(folder.resolve(name + "-predictions.npy")),
            Labels.read(folder.resolve(name + "-labels.npy")),
            values,
            found);
      }
      int[] labels = new int[found.get("labels").size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) found.get("labels").get(i).asInt();
      }
      float[] probabilities = MAPPER.treeToValue(found.get("probabilities"), float[].class);
      return new Case(new Predictions(values.count(), probabilities), labels, values, found);
    }

    private int half() {
      return labels.length / 2;
    }

    Calibration calibration() {
      float[] seen = Arrays.copyOf(predictions.probabilities(), half() * values.count());
      return Calibration.of(
          new Predictions(values.count(), seen), Arrays.copyOf(labels, half()), values, null);
    }

    Predictions others() {
      float[] all = predictions.probabilities();
      return new Predictions(
          values.count(), Arrays.copyOfRange(all, half() * values.count(), all.length));
    }

    int[] otherLabels() {
      return Arrays.copyOfRange(labels, half(), labels.length);
    }
  }

  private static void assertClose(double found, JsonNode expected, String at) {
    assertThat(found)
        .as(at)
        .isCloseTo(expected.asDouble(), within(1e-6 * (1 + Math.abs(expected.asDouble()))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isThatOfOtherLibraries(String name) throws IOException {
    Case read = Case.read(name);
    Calibration calibration = read.calibration();
    JsonNode seen = read.found().get("seen");

    assertThat(calibration.images()).isEqualTo(read.half());
    assertClose(calibration.temperature().value(), read.found().get("temperature"), "temperature");
    assertClose(calibration.logLossBefore(), seen.get("logLossBefore"), "before");
    assertClose(calibration.logLossAfter(), seen.get("logLossAfter"), "after");
    assertThat(calibration.logLossAfter()).isLessThanOrEqualTo(calibration.logLossBefore());
    assertClose(
        calibration.expectedCalibrationErrorBefore(),
        seen.get("expectedCalibrationErrorBefore"),
        "before");
    assertClose(
        calibration.expectedCalibrationErrorAfter(),
        seen.get("expectedCalibrationErrorAfter"),
        "after");
    JsonNode intervals = read.found().get("intervals");
    assertThat(calibration.intervals()).hasSameSizeAs(intervals);
    for (int i = 0; i < intervals.size(); i++) {
      Threshold threshold = calibration.intervals().get(i);
      JsonNode expected = intervals.get(i);
      assertThat(threshold.level()).isEqualTo(expected.get("level").asDouble());
      if (expected.get("threshold").isNull()) {
        assertThat(threshold.threshold()).isNull();
      } else {
        assertThat(threshold.threshold())
            .isCloseTo(expected.get("threshold").asDouble(), within(1e-9));
      }
      for (int image = 0; image < read.others().count(); image++) {
        assertThat(threshold.interval(read.others(), image, read.values()))
            .as("image %s at level %s", image, threshold.level())
            .isEqualTo(
                new ClassInterval(
                    expected.get("lowest").get(image).asInt(),
                    expected.get("highest").get(image).asInt()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void otherImagesAreMeasuredAsByNumPy(String name) throws IOException {
    Case read = Case.read(name);
    CalibrationMetrics found =
        CalibrationMetrics.of(
            read.calibration(), read.others(), read.otherLabels(), read.values(), null);
    JsonNode other = read.found().get("other");

    assertClose(found.logLossBefore(), other.get("logLossBefore"), "before");
    assertClose(found.logLossAfter(), other.get("logLossAfter"), "after");
    assertClose(
        found.expectedCalibrationErrorBefore(),
        other.get("expectedCalibrationErrorBefore"),
        "before");
    assertClose(
        found.expectedCalibrationErrorAfter(), other.get("expectedCalibrationErrorAfter"), "after");
    for (int i = 0; i < found.intervals().size(); i++) {
      JsonNode written = MAPPER.readTree(Json.line(found.intervals().get(i)));
      JsonNode expected = read.found().get("intervals").get(i);
      assertClose(written.get("coverage").asDouble(), expected.get("coverage"), "coverage");
      assertClose(written.get("meanWidth").asDouble(), expected.get("meanWidth"), "width");
      assertThat(written.get("classes")).hasSameSizeAs(expected.get("classes"));
      for (int k = 0; k < expected.get("classes").size(); k++) {
        JsonNode ofClass = written.get("classes").get(k);
        JsonNode expectedOfClass = expected.get("classes").get(k);
        for (String field : new String[] {"value", "images", "coverage", "meanWidth"}) {
          assertClose(ofClass.get(field).asDouble(), expectedOfClass.get(field), field);
        }
      }
    }
  }

  @Test
  void imagesOfOneClassAreEnough() {
    Predictions predictions =
        new Predictions(3, new float[] {0.2f, 0.7f, 0.1f, 0.5f, 0.4f, 0.1f, 0, 0.3f, 0.7f});
    Calibration calibration =
        Calibration.of(predictions, new int[] {1, 1, 1}, ClassValues.of(1, 2, 4), null);

    // Scores of class 1: 0.2² + 2 ⋅ 0.1² = 0.06, 0.5² + 2 ⋅ 0.1² = 0.27, 2 ⋅ 0.7² = 0.98.
    assertThat(calibration.intervals().get(0).threshold()).isCloseTo(0.27, within(1e-7));
    assertThat(calibration.intervals().get(1).threshold()).isNull();
    assertThat(calibration.temperature().value()).isGreaterThan(1);
  }

  @Test
  void oneImageIsEnough() {
    Calibration calibration =
        Calibration.of(
            new Predictions(2, new float[] {0.3f, 0.7f}), new int[1], ClassValues.range(2), null);

    assertThat(calibration.temperature().value()).isEqualTo(Temperature.MOST);
    // ⌈(1 + 1) ⋅ 0.5⌉ = 1.
    assertThat(calibration.intervals().get(0).threshold()).isCloseTo(0.49, within(1e-7));
    assertThat(calibration.intervals().get(2).threshold()).isNull();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    for (String name : names().toList()) {
      Calibration calibration = Case.read(name).calibration();
      byte[] written = Json.pretty(calibration).getBytes(StandardCharsets.UTF_8);
      assertThat(Json.parse(Path.of("trial.json"), written, Calibration.class))
          .isEqualTo(calibration);
    }
  }

  @Test
  void hasPlainFields() throws IOException {
    JsonNode written = MAPPER.readTree(Json.line(Case.read("perfect").calibration()));

    assertThat(written.fieldNames())
        .toIterable()
        .containsExactly(
            "images",
            "temperature",
            "logLossBefore",
            "logLossAfter",
            "expectedCalibrationErrorBefore",
            "expectedCalibrationErrorAfter",
            "intervals");
    assertThat(written.get("temperature").asDouble()).isEqualTo(1);
    assertThat(written.at("/intervals/0").fieldNames())
        .toIterable()
        .containsExactly("level", "threshold");
    assertThat(written.at("/intervals/1").fieldNames())
        .toIterable()
        .containsExactly("level", "threshold", "thresholdReason");
    assertThat(written.at("/intervals/1/threshold").isNull()).isTrue();
    assertThat(written.at("/intervals/1/thresholdReason").asText())
        .isEqualTo("5 images are too few for this level; its intervals hold all classes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temperature | 0.09 | the temperature is 0.09, expected 0.1 to 10.0",
        "temperature | 11   | the temperature is 11.0, expected 0.1 to 10.0",
        "images      | 0    | the number of images of a calibration is 0, expected at least 1",
        "logLossAfter | -1  | the log losses are",
        "expectedCalibrationErrorBefore | 1.5 | the expected calibration errors are 1.5",
        "intervals   | []   | no interval has the level 0.9",
        "intervals   | [{\"level\": 0.9, \"threshold\": -1}] | the threshold is -1.0",
        "intervals   | [{\"level\": 1, \"threshold\": 1}] | the level is 1.0",
        "intervals   | [{\"level\": 0.9, \"threshold\": null}] | either the threshold or the reason",
        "intervals   | [{\"level\": 0.9, \"threshold\": 1}, {\"level\": 0.5, \"threshold\": 1}]"
            + " | the level 0.5 of an interval follows 0.9, expected ascending levels"
      })
  void refusesWhatItCannotHaveWritten(String field, String value, String problem)
      throws IOException {
    ObjectNode json = (ObjectNode) Json.tree(Case.read("digits").calibration());
    json.set(field, MAPPER.readTree(value));

    Assertions.assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                Json.parse(
                    Path.of("trial.json"), MAPPER.writeValueAsBytes(json), Calibration.class))
        .withMessageContaining(problem);
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    Predictions predictions = new Predictions(2, new float[] {0.3f, 0.7f});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.of(predictions, new int[2], ClassValues.range(2), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.of(predictions, new int[] {2}, ClassValues.range(2), null));
  }

  /** An image of weight 3 is as three of them to the temperature, and one to the thresholds. */
  @Test
  void weightsCountForTheTemperatureAndNotForTheThresholds() {
    ClassValues values = ClassValues.range(2);
    float[] rows = {0.9f, 0.1f, 0.6f, 0.4f, 0.7f, 0.3f};
    int[] labels = {0, 1, 0};
    Calibration weighted =
        Calibration.of(new Predictions(2, rows), labels, values, new float[] {1, 1, 3});
    float[] copies = {0.9f, 0.1f, 0.6f, 0.4f, 0.7f, 0.3f, 0.7f, 0.3f, 0.7f, 0.3f};
    Calibration copied =
        Calibration.of(new Predictions(2, copies), new int[] {0, 1, 0, 0, 0}, values, null);
    assertThat(weighted.temperature().value())
        .isCloseTo(copied.temperature().value(), within(1e-9))
        .isNotCloseTo(1, within(1e-3));
    assertThat(weighted.logLossBefore()).isCloseTo(copied.logLossBefore(), within(1e-12));
    assertThat(weighted.logLossAfter()).isCloseTo(copied.logLossAfter(), within(1e-7));
    assertThat(weighted.images()).isEqualTo(3);
    assertThat(weighted.intervals())
        .isEqualTo(Calibration.of(new Predictions(2, rows), labels, values, null).intervals());
  }
}
