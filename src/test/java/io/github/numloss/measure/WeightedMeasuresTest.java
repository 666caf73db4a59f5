package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.Labels;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Decoders;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures of images that count differently. */
final class WeightedMeasuresTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/github/numloss/measure");
  private static final Set<String> WITHOUT_WEIGHTS = Set.of("spearman", "kendall");

  private static Evaluation evaluate(
      Predictions predictions, int[] labels, ClassValues values, float[] weights) {
    return Evaluation.of(predictions, labels, Decoders.ready(), values, weights);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "uneven", "absent"})
  void areThoseOfScikitLearn(String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode expected = json.readTree(FOLDER.resolve("weights.json").toFile()).get(name);
    Evaluation found =
        evaluate(
            Predictions.fromNpy(FOLDER.resolve(name + "-predictions.npy")),
            Labels.read(FOLDER.resolve(name + "-labels.npy")),
            json.treeToValue(expected.get("classValues"), ClassValues.class),
            json.treeToValue(expected.get("weights"), float[].class));
    for (Map.Entry<String, JsonNode> decoder : expected.get("metrics").properties()) {
      JsonNode measures = Json.tree(found.metrics().get(decoder.getKey()));
      assertThat(measures.get("weighted").booleanValue()).isTrue();
      for (Map.Entry<String, JsonNode> measure : decoder.getValue().properties()) {
        assertThat(measures.get(measure.getKey()).doubleValue())
            .as("%s: %s of %s", name, measure.getKey(), decoder.getKey())
            .isCloseTo(measure.getValue().doubleValue(), within(1e-9));
      }
    }
    JsonNode distribution = Json.tree(found.distribution());
    for (Map.Entry<String, JsonNode> measure : expected.get("distribution").properties()) {
      if (measure.getValue().isNumber()) {
        assertThat(distribution.get(measure.getKey()).doubleValue())
            .as("%s: %s", name, measure.getKey())
            .isCloseTo(measure.getValue().doubleValue(), within(1e-9));
      }
    }
    double[] pit = json.treeToValue(expected.at("/distribution/pit"), double[].class);
    assertThat(found.distribution().pit().stream().mapToDouble(x -> x).toArray())
        .containsExactly(pit, within(1e-9));
  }

  /** Whole weights are images that are there several times; those of weight 0 are not there. */
  @Test
  void aWeightCountsHowOftenAnImageIsThere() {
    Random random = new Random(20261127);
    for (int trial = 0; trial < 200; trial++) {
      ClassValues values = trial % 2 == 0 ? ClassValues.range(4) : ClassValues.of(1, 2, 5, 5.5f);
      int[] labels = random.ints(1 + random.nextInt(20), 0, 4).toArray();
      float[] rows = new float[4 * labels.length];
      float[] weights = new float[labels.length];
      for (int i = 0; i < labels.length; i++) {
        double[] row = random.doubles(4).map(x -> x * x * x + 1e-3).toArray();
        for (int k = 0; k < 4; k++) {
          rows[4 * i + k] = (float) (row[k] / Arrays.stream(row).sum());
        }
        weights[i] = random.nextInt(4);
      }
      weights[0] = Math.max(1, weights[0]);
      int[] copies =
          IntStream.range(0, labels.length)
              .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
              .toArray();
      float[] copiedRows = new float[4 * copies.length];
      int[] copiedLabels = new int[copies.length];
      for (int i = 0; i < copies.length; i++) {
        System.arraycopy(rows, 4 * copies[i], copiedRows, 4 * i, 4);
        copiedLabels[i] = labels[copies[i]];
      }
      Evaluation weighted = evaluate(new Predictions(4, rows), labels, values, weights);
      Evaluation copied = evaluate(new Predictions(4, copiedRows), copiedLabels, values, null);
      weighted
          .metrics()
          .forEach((decoder, metrics) -> assertSame(metrics, copied.metrics().get(decoder)));
      for (Measure measure : Measures.ALL) {
        assertSame(
            measure.name(),
            weighted.distribution().value(measure.name()),
            copied.distribution().value(measure.name()));
      }
      assertThat(weighted.confusion())
          .isEqualTo(evaluate(new Predictions(4, rows), labels, values, null).confusion());
    }
  }

  private static void assertSame(Metrics weighted, Metrics copied) {
    for (Measure measure : Measures.ALL) {
      if (WITHOUT_WEIGHTS.contains(measure.name())) {
        assertThat(weighted.value(measure.name())).isNull();
        assertThat(weighted.reason(measure.name()))
            .hasValue("it has no form for images of different weights");
      } else {
        assertSame(measure.name(), weighted.value(measure.name()), copied.value(measure.name()));
        assertThat(weighted.reason(measure.name())).isEqualTo(copied.reason(measure.name()));
      }
    }
  }

  private static void assertSame(String name, Double weighted, Double copied) {
    if (copied == null) {
      assertThat(weighted).as(name).isNull();
    } else {
      assertThat(weighted).as(name).isCloseTo(copied, within(1e-12));
    }
  }

  @Test
  void isSaidInFilesAndReadBack() throws IOException {
    Predictions predictions = new Predictions(2, new float[] {0.9f, 0.1f, 0.8f, 0.2f});
    int[] labels = {0, 1};
    ClassValues values = ClassValues.range(2);
    ObjectMapper json = new ObjectMapper();
    Metrics weighted =
        Metrics.of(predictions, labels, new Argmax(), values, new float[] {1e-3f, 3e-3f});
    assertThat(weighted.value("errorRate")).isCloseTo(0.75, within(1e-7));
    assertThat(weighted.misclassified()).isEqualTo(1);
    assertThat(weighted.images()).isEqualTo(2);
    String text = json.writeValueAsString(weighted);
    assertThat(text).startsWith("{\"images\":2,\"weighted\":true,\"misclassified\":1,");
    assertThat(json.readValue(text, Metrics.class)).isEqualTo(weighted);
    assertThat(json.readValue(text, Metrics.class).isWeighted()).isTrue();

    Metrics plain = Metrics.of(predictions, labels, new Argmax(), values, null);
    assertThat(json.writeValueAsString(plain)).doesNotContain("weighted\"");
    assertThat(plain)
        .isEqualTo(
            Metrics.of(ConfusionMatrix.of(predictions, labels, new Argmax(), values), values));

    DistributionMetrics distribution =
        DistributionMetrics.of(predictions, labels, values, new float[] {1, 3});
    String ofDistribution = json.writeValueAsString(distribution);
    assertThat(ofDistribution).startsWith("{\"weighted\":true,\"logLoss\":");
    assertThat(json.readValue(ofDistribution, DistributionMetrics.class)).isEqualTo(distribution);
    assertThat(json.writeValueAsString(DistributionMetrics.of(predictions, labels, values)))
        .startsWith("{\"logLoss\":");
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    Predictions predictions = new Predictions(2, new float[] {0.9f, 0.1f, 0.8f, 0.2f});
    ClassValues values = ClassValues.range(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(predictions, new int[2], values, new float[3]))
        .withMessage("3 weights for 2 images");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(predictions, new int[2], values, new float[2]))
        .withMessage("the weights of all 2 images are 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(predictions, new int[2], values, new float[] {1, -1}))
        .withMessage("weight 1 is -1.0, expected a finite number of at least 0");
  }
}
