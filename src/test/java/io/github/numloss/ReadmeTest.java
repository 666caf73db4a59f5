package io.github.numloss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures in the pages are those in the results. */
final class ReadmeTest {
  private static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final Path RESULTS = HOME.resolve("results");

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Finds the cells of the table row that starts with these, without their blanks. */
  private static List<String> row(Path page, String... start) throws IOException {
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("|")) {
        List<String> cells =
            Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
        if (cells.subList(0, Math.min(start.length, cells.size())).equals(List.of(start))) {
          return cells;
        }
      }
    }
    throw new AssertionError(page + " has no row that starts with " + List.of(start));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** The baselines, mean of seeds 1 to 3, and the bounds that were agreed before they were run. */
  @ParameterizedTest
  @CsvSource({
    "dnn, mnist, 1, 0.022",
    "dnn, kannada-mnist+dig-mnist, 3, 0.36",
    "cnn, mnist, 1, 0.009",
    "cnn, kannada-mnist+dig-mnist, 3, 0.25",
    "rnn, mnist, 1, 0.011",
    "rnn, kannada-mnist+dig-mnist, 3, 0.27"
  })
  void theBaselinesAreThoseOfTheTrialsAndWithinTheirBounds(
      String model, String pair, int column, double bound) throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= 3; seed++) {
      String name = "%s-%s-baseline-seed%d/trial.json".formatted(pair, model, seed);
      JsonNode trial = json(RESULTS.resolve("paper/trials").resolve(name));
      assertThat(trial.at("/config/validation").asDouble()).isZero();
      sum += trial.at("/metrics/argmax/errorRate").asDouble();
    }
    assertThat(sum / 3).isLessThanOrEqualTo(bound);
    assertThat(row(HOME.resolve("README.md"), model).get(column)).isEqualTo(percent(sum / 3));
  }

  @Test
  void theFirstCommandPrintsWhatReadmeSays() throws IOException {
    JsonNode trial = json(RESULTS.resolve("first-run/trial.json"));
    String readme = Files.readString(HOME.resolve("README.md"));
    double seconds = 0;
    for (JsonNode epoch : trial.get("history")) {
      seconds += epoch.get("seconds").asDouble();
    }
    assertThat(readme).contains("in under a minute");
    assertThat(seconds).isLessThan(60);
    for (String[] row :
        new String[][] {
          {"Error rate", "errorRate", "%.2f %%", "100"},
          {"Mean absolute error", "meanAbsoluteError", "%.4f", "1"},
          {
            "Mean absolute error of the misclassified",
            "meanAbsoluteErrorMisclassified",
            "%.3f",
            "1"
          }
        }) {
      StringBuilder line = new StringBuilder("%-40s".formatted(row[0]));
      for (String decoder : List.of("argmax", "median", "mean")) {
        double value = trial.at("/metrics/" + decoder + "/" + row[1]).asDouble();
        line.append(
            "%10s"
                .formatted(String.format(Locale.ROOT, row[2], value * Double.parseDouble(row[3]))));
      }
      assertThat(readme).contains("\n    " + line + "\n");
    }
  }

  @Test
  void theCandidatesOfTheArchitecturesAreThoseOfTheSearch() throws IOException {
    try (Stream<Path> files = Files.list(RESULTS.resolve("architectures/search"))) {
      List<Path> searched = files.sorted().toList();
      assertThat(searched).isNotEmpty();
      for (Path file : searched) {
        JsonNode result = json(file);
        JsonNode config = result.get("config");
        JsonNode history = result.get("history");
        String error =
            percent(history.get(history.size() - 1).at("/validation/errorRate").asDouble());
        int column = config.get("dataset").asText().equals("mnist") ? 5 : 6;
        List<String> settings =
            List.of(
                String.format(Locale.ROOT, "%,d", result.get("parameterCount").asLong()),
                config.get("epochs").asText(),
                config.at("/optimizer/learningRate").asText(),
                config.at("/optimizer/schedule").asText());
        assertThat(Files.readAllLines(RESULTS.resolve("architectures/README.md")))
            .as(file.toString())
            .anySatisfy(
                line -> {
                  List<String> cells =
                      Arrays.stream(line.substring(Math.min(1, line.length())).split("\\|", -1))
                          .map(String::strip)
                          .toList();
                  assertThat(cells).hasSizeGreaterThan(column);
                  assertThat(cells.subList(1, 5)).isEqualTo(settings);
                  assertThat(cells.get(column)).isEqualTo(error);
                });
      }
    }
  }
}
