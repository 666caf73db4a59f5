package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.Labels;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of measures, as scikit-learn, SciPy, dlordinal, properscoring and NumPy have them. */
class MeasuresTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/github/numloss/measure");

  private static JsonNode expected(String name) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("measures.json").toFile()).get(name);
  }

  private static Evaluation evaluate(String name) throws IOException {
    ClassValues classValues =
        new ObjectMapper().treeToValue(expected(name).get("classValues"), ClassValues.class);
    return Evaluation.of(
        Predictions.fromNpy(FOLDER.resolve(name + "-predictions.npy")),
        Labels.read(FOLDER.resolve(name + "-labels.npy")),
        classValues);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits",
        "uneven",
        "perfect",
        "absent",
        "oneclass",
        "certain",
        "two",
        "hundred",
        "sure"
      })
  void areThoseOfOtherLibraries(String name) throws IOException {
    JsonNode expected = expected(name);
    JsonNode found = new ObjectMapper().readTree(Json.line(evaluate(name)));
    for (Map.Entry<String, JsonNode> decoder : expected.get("metrics").properties()) {
      JsonNode measures = found.at("/metrics/" + decoder.getKey());
      for (Map.Entry<String, JsonNode> measure : decoder.getValue().properties()) {
        String at = "%s: %s of %s".formatted(name, measure.getKey(), decoder.getKey());
        assertClose(measures.get(measure.getKey()), measure.getValue(), at);
        assertThat(measures.has(measure.getKey() + "Reason"))
            .as(at)
            .isEqualTo(measure.getValue().isNull());
      }
    }
    for (Map.Entry<String, JsonNode> measure : expected.get("distribution").properties()) {
      String at = "%s: %s".formatted(name, measure.getKey());
      assertClose(found.at("/distribution/" + measure.getKey()), measure.getValue(), at);
    }
  }

  private static void assertClose(JsonNode found, JsonNode expected, String at) {
    assertThat(found.getNodeType()).as(at).isEqualTo(expected.getNodeType());
    if (expected.isNumber()) {
      double value = expected.doubleValue();
      assertThat(found.doubleValue()).as(at).isCloseTo(value, within(1e-9 * (1 + value)));
    } else if (expected.isArray()) {
      assertThat(found).as(at).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertClose(found.get(i), expected.get(i), at + " " + i);
      }
    } else {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        assertClose(found.get(field.getKey()), field.getValue(), at + " " + field.getKey());
      }
    }
  }

  @Test
  void theFixtureHasEveryMeasureOfEveryDecoder() throws IOException {
    JsonNode expected = expected("digits");
    Evaluation found = evaluate("digits");
    assertThat(expected.get("distribution").fieldNames())
        .toIterable()
        .containsAll(fields(found.distribution()));
    for (Map.Entry<String, Metrics> decoder : found.metrics().entrySet()) {
      assertThat(expected.get("metrics").get(decoder.getKey()).fieldNames())
          .toIterable()
          .containsAll(fields(decoder.getValue()))
          .contains("meanAbsoluteError");
    }
  }

  private static List<String> fields(Object measured) {
    JsonNode fields = Json.tree(measured);
    return Measures.ALL.stream().map(Measure::name).filter(fields::has).toList();
  }

  @Test
  void aProbabilityOfZeroCountsAsTheSmallestNormalFloat() throws IOException {
    // Two of four images are certain of a wrong class.
    assertThat(evaluate("sure").distribution().value("logLoss"))
        .isCloseTo(126 * Math.log(2) * 2 / 4, within(1e-9));
  }

  @Test
  void aCertainAnswersScoreIsItsAbsoluteError() {
    Evaluation found =
        Evaluation.of(
            new Predictions(3, new float[] {0, 0, 1, 1, 0, 0}),
            new int[] {0, 1},
            ClassValues.of(0.5f, 2, 10));

    assertThat(found.distribution().value("crps")).isEqualTo((9.5 + 1.5) / 2);
    assertThat(found.metrics().get("argmax").value("meanAbsoluteError")).isEqualTo((9.5 + 1.5) / 2);
    assertThat(found.distribution().value("brier")).isEqualTo(2);
  }

  @Test
  void aValleyOfLessThanHalfAHundredthIsNone() {
    assertThat(unimodal(0.3f, 0.296f, 0.3f, 0.104f)).isEqualTo(1);
    assertThat(unimodal(0.3f, 0.29f, 0.3f, 0.11f)).isEqualTo(0);
    assertThat(unimodal(0.1f, 0.4f, 0.4f, 0.1f)).isEqualTo(1);
    assertThat(unimodal(0.5f, 0, 0, 0.5f)).isEqualTo(0);
    assertThat(unimodal(0.3f, 0.296f, 0.103f, 0.301f)).isEqualTo(0);
  }

  private static double unimodal(float... row) {
    return Evaluation.of(new Predictions(4, row), new int[1], ClassValues.range(4))
        .distribution()
        .value("unimodalShare");
  }
}
