package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trials of results are read, whatever version of the program wrote them. */
final class EarlierTrialsTest {
  private static final Path RESULTS = Path.of(System.getProperty("numloss.home"), "results");

  private static List<Path> trials() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS)) {
      return files
          .filter(file -> file.endsWith("trial.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @Test
  void whatTheyMeasuredIsAsItWas() throws IOException {
    ObjectMapper json = new ObjectMapper();
    assertThat(trials()).hasSizeGreaterThanOrEqualTo(120);
    for (Path folder : trials()) {
      TrialResult result = Trial.readResult(folder);
      JsonNode written = json.readTree(folder.resolve("trial.json").toFile());
      assertThat(json.readTree(Json.line(result.metrics()))).isEqualTo(written.get("metrics"));
      if (result.schemaVersion() == 1) {
        assertThat(result.distribution()).isNull();
      }
    }
  }

  @Test
  void whatTheyDidNotMeasureFollowsFromTheirCounts() throws IOException {
    for (Path folder : trials()) {
      TrialResult result = Trial.readResult(folder);
      result
          .confusion()
          .forEach(
              (decoder, counts) -> {
                Metrics before = result.metrics().get(decoder);
                Metrics now = Metrics.of(counts, result.data().classValues());
                assertThat(now.absoluteErrors()).isEqualTo(before.absoluteErrors());
                assertThat(now.value("errorRate")).isEqualTo(before.value("errorRate"));
                assertThat(now.value("meanAbsoluteError"))
                    .isEqualTo(before.value("meanAbsoluteError"));
                assertThat(now.value("quadraticWeightedKappa")).isBetween(0.5, 1.0);
              });
    }
  }
}
