package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"digits", "uneven", "perfect"})
  void agreesWithScikitLearn(String name) throws IOException {
    Fixture fixture = Fixture.read(name);

    Evaluation evaluation =
        Evaluation.of(fixture.predictions(), fixture.labels(), fixture.classValues());

    JsonNode found = new ObjectMapper().readTree(Json.line(evaluation));
    assertThat(found.get("confusion")).isEqualTo(fixture.expected().get("confusion"));
    for (String decoder : List.of("argmax", "median", "mean")) {
      String at = "/metrics/" + decoder;
      assertSame(fixture.expected().at(at), found.at(at), at);
    }
  }

  @Test
  void anImagesErrorIsHowFarItsDecoderIsOff() {
    Predictions predictions =
        new Predictions(3, new float[] {0.4f, 0.3f, 0.3f, 0.4f, 0.3f, 0.3f, 0, 0, 1});
    ClassValues values = ClassValues.of(0.1f, 0.3f, 1);
    int[] labels = {0, 2, 2};

    assertThat(Evaluation.absoluteErrors(predictions, labels, new Argmax(), values))
        .containsExactly(0, 0.9f, 0);
    assertThat(Evaluation.absoluteErrors(predictions, labels, new Median(), values))
        .containsExactly(0.2f, 0.7f, 0);
  }

  @Test
  void decodersKeepTheirOrder() throws IOException {
    Fixture fixture = Fixture.read("uneven");

    Evaluation evaluation =
        Evaluation.of(fixture.predictions(), fixture.labels(), fixture.classValues());

    assertThat(evaluation.metrics().keySet())
        .containsExactly("argmax", "median", "mean", "expected", "mid-median");
    assertThat(evaluation.confusion().keySet()).containsExactly("argmax", "median", "mean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uneven", "perfect"})
  void readsWhatItWrites(String name) throws IOException {
    Fixture fixture = Fixture.read(name);
    Evaluation written =
        Evaluation.of(fixture.predictions(), fixture.labels(), fixture.classValues());
    Path file = folder.resolve("evaluation.json");

    Json.write(file, written);

    assertThat(Json.read(file, Evaluation.class)).isEqualTo(written);
  }

  /** Every field that is expected is there, numbers within 1e-12. */
  private static void assertSame(JsonNode expected, JsonNode found, String at) {
    if (expected.isContainerNode()) {
      if (expected.isArray()) {
        assertThat(found.size()).as(at).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
          assertSame(expected.get(i), found.path(i), at + "/" + i);
        }
      }
      for (var field : expected.properties()) {
        assertSame(field.getValue(), found.path(field.getKey()), at + "/" + field.getKey());
      }
    } else if (expected.isNumber()) {
      assertThat(found.isNumber()).as(at).isTrue();
      assertThat(found.doubleValue()).as(at).isCloseTo(expected.doubleValue(), within(1e-12));
    } else {
      assertThat(found).as(at).isEqualTo(expected);
    }
  }
}
