package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.head.Softmax;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compares losses with those of dlordinal, SciPy and the authors' formulas, in float64. */
final class LossesFixtureTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream stream = LossesFixtureTest.class.getResourceAsStream("losses_fixture.json")) {
      return StreamSupport.stream(MAPPER.readTree(stream).spliterator(), false).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesAndSlopesAreThoseOfOthers(JsonNode expected) throws IOException {
    float[][] logits = MAPPER.treeToValue(expected.get("logits"), float[][].class);
    int[] labels = MAPPER.treeToValue(expected.get("labels"), int[].class);
    ClassValues values =
        ClassValues.of(MAPPER.treeToValue(expected.get("classValues"), float[].class));
    List<Map.Entry<String, JsonNode>> losses = List.copyOf(expected.get("losses").properties());
    try (LossInAGraph graph = new LossInAGraph(new Softmax(), values, logits, labels)) {
      List<Operand<TFloat32>> wanted = new ArrayList<>();
      for (Map.Entry<String, JsonNode> loss : losses) {
        Operand<TFloat32> total =
            LossGraph.of(graph.tf(), Losses.ALL.parse(loss.getKey()), graph.inputs()).total();
        wanted.add(total);
        wanted.add(graph.gradient(total));
      }
      List<float[]> found = graph.run(wanted);
      for (int n = 0; n < losses.size(); n++) {
        String text = losses.get(n).getKey();
        JsonNode right = losses.get(n).getValue();
        double value = right.get("loss").asDouble();
        assertThat((double) found.get(2 * n)[0])
            .as(text)
            .isCloseTo(value, within(1e-5 * Math.max(0.1, value)));
        double[] gradient =
            Arrays.stream(MAPPER.treeToValue(right.get("gradient"), double[][].class))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < gradient.length; i++) {
          assertThat((double) found.get(2 * n + 1)[i])
              .as("slope %d of %s", i, text)
              .isCloseTo(gradient[i], within(2e-5 * scale));
        }
      }
    }
  }

  @Test
  void everyLossOnProbabilitiesIsCompared() throws IOException {
    Set<String> compared =
        cases()
            .flatMap(fixture -> fixture.get("losses").properties().stream())
            .map(loss -> loss.getKey().split(":", 2)[0])
            .collect(Collectors.toSet());
    // These are Keras's, in another fixture.
    compared.addAll(Set.of("cross-entropy", "numeric", "numeric-only", "own"));
    assertThat(compared).containsAll(Losses.ALL.names());
  }
}
