package io.github.numloss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.decode.Decoders;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standings;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.Losses;
import io.github.numloss.report.ExperimentSummary;
import io.github.numloss.report.Results;
import io.github.numloss.report.Tables;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures in the pages are those in the results. */
final class ReadmeTest {
  private static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final Path RESULTS = HOME.resolve("results");
  private static final List<String> MODELS = List.of("dnn", "cnn", "rnn");

  /** A number that is no part of a name, such as that of a GPU. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![A-Za-z0-9.,-])\\d[\\d,]*(\\.\\d+)?\\b");

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

  private static JsonNode cell(String pair, String model, String loss, String measure)
      throws IOException {
    for (JsonNode cell : json(RESULTS.resolve("paper/summary.json")).get("cells")) {
      if (cell.get("data").asText().equals(pair)
          && cell.get("model").asText().equals(model)
          && cell.get("loss").asText().equals(loss)
          && cell.get("measure").asText().equals(measure)) {
        return cell;
      }
    }
    throw new AssertionError("no cell for " + List.of(pair, model, loss, measure));
  }

  /** The bounds were agreed before any baseline was run. */
  @ParameterizedTest
  @CsvSource({
    "dnn, mnist, 0.022",
    "dnn, kannada-mnist+dig-mnist, 0.36",
    "cnn, mnist, 0.009",
    "cnn, kannada-mnist+dig-mnist, 0.25",
    "rnn, mnist, 0.011",
    "rnn, kannada-mnist+dig-mnist, 0.27"
  })
  void theBaselinesAreWithinTheirBounds(String model, String pair, double bound)
      throws IOException {
    JsonNode cell = cell(pair, model, "baseline", "errorRate");
    assertThat(cell.at("/summary/mean").asDouble()).isLessThanOrEqualTo(bound);
    String trial = "paper/trials/%s-%s-baseline-seed1/trial.json".formatted(pair, model);
    assertThat(json(RESULTS.resolve(trial)).at("/config/validation").asDouble()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "dnn, baseline",
    "dnn, proposed",
    "cnn, baseline",
    "cnn, proposed",
    "rnn, baseline",
    "rnn, proposed"
  })
  void theResultsAreThoseOfTheSummary(String model, String loss) throws IOException {
    List<String> row = row(HOME.resolve("README.md"), model, loss);
    int column = 2;
    for (String pair : List.of("mnist", "kannada-mnist+dig-mnist")) {
      for (String measure :
          List.of("errorRate", "meanAbsoluteError", "meanAbsoluteErrorMisclassified")) {
        JsonNode cell = cell(pair, model, loss, measure);
        double scale = measure.equals("errorRate") ? 100 : 1;
        double paper = Double.parseDouble(row.get(column).replaceAll(".*\\((.*)\\)", "$1"));
        assertThat(paper).isEqualTo(scale * cell.at("/paper/mean").asDouble(), within(1e-12));
        String format =
            switch (measure) {
              case "errorRate" -> "%.2f";
              case "meanAbsoluteError" -> "%.4f";
              default -> "%.3f";
            };
        double mean = scale * cell.at("/summary/mean").asDouble();
        assertThat(row.get(column)).startsWith(String.format(Locale.ROOT, format, mean) + " (");
        column++;
      }
    }
  }

  @Test
  void theVerdictsAreThoseOfTheSummary() throws IOException {
    JsonNode summary = json(RESULTS.resolve("paper/summary.json"));
    Map<String, Integer> counts = new TreeMap<>();
    int gains = 0;
    for (JsonNode claim : summary.get("claims")) {
      counts.merge(claim.get("verdict").asText(), 1, Integer::sum);
      gains += claim.at("/reported/difference").asDouble() < 0 ? 1 : 0;
    }
    int comparisons = summary.get("claims").size();
    assertThat(counts.getOrDefault("notClaimed", 0)).isEqualTo(comparisons - gains);
    assertThat(numbers("What ten seeds say"))
        .isEqualTo(
            Stream.of(
                    summary.get("trialsDone").asInt(),
                    comparisons,
                    gains,
                    counts.getOrDefault("replicated", 0),
                    counts.getOrDefault("smallerThanReported", 0),
                    counts.getOrDefault("contradicted", 0),
                    counts.getOrDefault("undecided", 0))
                .map(String::valueOf)
                .toList());
    assertThat(summary.get("trialsDone")).isEqualTo(summary.get("trialsPlanned"));
  }

  /** The claims by the median that were decided in a way. */
  private static List<JsonNode> byMedian(JsonNode summary, String verdict) {
    return claimsByMedian(summary).stream()
        .filter(claim -> claim.get("verdict").asText().equals(verdict))
        .toList();
  }

  private static List<JsonNode> claimsByMedian(JsonNode summary) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode claim : summary.get("claims")) {
      if (claim.get("measure").asText().equals("meanAbsoluteError")
          && claim.get("decoder").asText().equals("median")) {
        found.add(claim);
      }
    }
    return found;
  }

  private static String threeDigits(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  @Test
  void whatTheMethodsDidIsThatOfTheSummaries() throws IOException {
    JsonNode kannada = json(RESULTS.resolve("methods/summary.json"));
    List<JsonNode> claims = claimsByMedian(kannada);
    JsonNode best =
        Collections.min(
            claims,
            Comparator.comparingDouble(claim -> claim.at("/comparison/meanDifference").asDouble()));
    double baseline = best.get("baselineMean").asDouble();
    assertThat(best.get("proposed").asText()).isEqualTo("soft-geometric");
    assertThat(numbers("Kannada digits"))
        .isEqualTo(
            List.of(
                "" + byMedian(kannada, "replicated").size(),
                "" + claims.size(),
                "" + byMedian(kannada, "contradicted").size(),
                "" + byMedian(kannada, "undecided").size(),
                kannada.at("/family/leastSeeds").asText(),
                threeDigits(baseline + best.at("/comparison/meanDifference").asDouble()),
                threeDigits(baseline)));
    assertThat(byMedian(kannada, "undecided"))
        .filteredOn(claim -> claim.get("proposed").asText().startsWith("numeric-"))
        .hasSize(4);
    JsonNode cnn = json(RESULTS.resolve("methods-cnn/summary.json"));
    JsonNode better = byMedian(cnn, "replicated").get(0);
    double ofTheCnn = better.get("baselineMean").asDouble();
    assertThat(better.get("proposed").asText()).isEqualTo("soft-triangular");
    assertThat(byMedian(cnn, "equivalent"))
        .extracting(claim -> claim.get("proposed").asText())
        .containsExactly("numeric-w0005");
    assertThat(numbers("A convolutional network"))
        .isEqualTo(
            List.of(
                "" + claimsByMedian(cnn).size(),
                cnn.at("/family/leastSeeds").asText(),
                "" + byMedian(cnn, "replicated").size(),
                threeDigits(ofTheCnn + better.at("/comparison/meanDifference").asDouble()),
                threeDigits(ofTheCnn),
                "" + byMedian(cnn, "equivalent").size(),
                "" + byMedian(cnn, "contradicted").size(),
                "" + byMedian(cnn, "undecided").size()));
    JsonNode mnist = json(RESULTS.resolve("methods-mnist/summary.json"));
    assertThat(byMedian(mnist, "replicated")).isEmpty();
    assertThat(numbers("MNIST"))
        .isEqualTo(
            List.of(
                "" + claimsByMedian(mnist).size(),
                "" + byMedian(mnist, "contradicted").size(),
                "" + byMedian(mnist, "undecided").size()));
  }

  @Test
  void theFirstCommandPrintsWhatReadmeSays() throws IOException {
    Experiment firstRun = Experiment.open(RESULTS.resolve("first-run"));
    String readme = Files.readString(HOME.resolve("README.md"));
    Standings standings = Standings.of(firstRun, new Datasets(HOME.resolve("datasets")));
    List<Tables.Table> tables = Tables.of(ExperimentSummary.of(Results.read(firstRun, standings)));
    for (Tables.Table table : tables.subList(0, 3)) {
      assertThat(readme).contains(table.text().stripTrailing().indent(4));
    }
    double seconds = 0;
    for (PlannedTrial trial : firstRun.plan().trials()) {
      seconds += firstRun.result(trial).history().stream().mapToDouble(EpochResult::seconds).sum();
    }
    assertThat(readme).contains("3 minutes on two cores");
    assertThat(seconds / 2).isLessThan(180);
  }

  /** Finds the numbers of the paragraph that starts with a word in bold, in their order. */
  private static List<String> numbers(String bold) throws IOException {
    for (String paragraph : Files.readString(HOME.resolve("README.md")).split("\n\n", -1)) {
      int start = paragraph.indexOf("**" + bold + ".**");
      if (start >= 0) {
        return NUMBER
            .matcher(paragraph.substring(start))
            .results()
            .map(MatchResult::group)
            .toList();
      }
    }
    throw new AssertionError("README.md has no paragraph **" + bold + ".**");
  }

  /** From 5 seeds on, where the simulation has at least 1,000 intervals. */
  @Test
  void theCoverageIsThatOfTheSimulations() throws IOException {
    DoubleSummaryStatistics coverage =
        Files.readAllLines(RESULTS.resolve("coverage/coverage.csv")).stream()
            .skip(1)
            .map(row -> row.split(",", -1))
            .filter(row -> Integer.parseInt(row[2]) >= 5 && Integer.parseInt(row[6]) >= 1000)
            .mapToDouble(row -> 100 * Double.parseDouble(row[7]) / Double.parseDouble(row[6]))
            .summaryStatistics();
    assertThat(numbers("Statistics"))
        .isEqualTo(
            Stream.of(coverage.getMin(), coverage.getMax())
                .map(percent -> String.format(Locale.ROOT, "%.1f", percent))
                .toList());
  }

  private static String twoDigits(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  @Test
  void theSpeedIsThatOfTheMeasurements() throws IOException {
    List<String> keras = new ArrayList<>();
    List<String> fastest = new ArrayList<>();
    for (String model : MODELS) {
      Map<String, Double> speedups = new TreeMap<>();
      for (JsonNode program :
          json(RESULTS.resolve("bench/training-%s.json".formatted(model))).get("programs")) {
        if (!program.get("program").asText().startsWith("numloss")) {
          speedups.put(
              program.get("program").asText(), program.at("/numlossSpeedup/median").asDouble());
        }
      }
      assertThat(speedups).hasSize(6);
      keras.add(twoDigits(speedups.get("keras-tensorflow")));
      fastest.add(twoDigits(Collections.min(speedups.values())));
    }
    assertThat(numbers("Speed")).isEqualTo(concat(keras, fastest));
  }

  @Test
  void theSpeedOnAGpuIsThatOfTheMeasurement() throws IOException {
    JsonNode gpu = json(RESULTS.resolve("bench/gpu.json"));
    List<String> small = speedups(gpu, 128, "pytorch");
    List<String> large = speedups(gpu, 1024, "pytorch");
    assertThat(numbers("On a GPU"))
        .isEqualTo(concat(small, concat(List.of("128"), concat(large, List.of("1,024")))));
    assertThat(gpu.at("/training/0/rounds").asInt()).isEqualTo(1);
  }

  /** The same weights again on the GPU, also when stopped and resumed; others than the CPU's. */
  @Test
  void theChecksOnAGpuAreWell() throws IOException {
    JsonNode checks = json(RESULTS.resolve("bench/gpu.json")).get("checks");
    assertThat(checks).hasSize(3);
    for (JsonNode check : checks) {
      assertThat(List.of(check.at("/again/weights"), check.at("/stopped/weights")))
          .containsOnly(check.at("/gpu/weights"));
      assertThat(check.at("/stopped/exitCode").asInt()).isEqualTo(130);
      assertThat(check.at("/cpu/weights")).isNotEqualTo(check.at("/gpu/weights"));
    }
  }

  /** Gives the speed beside another program's, in the order in which they were measured. */
  private static List<String> speedups(JsonNode gpu, int batch, String name) {
    List<String> found = new ArrayList<>();
    for (JsonNode row : gpu.get("training")) {
      for (JsonNode program : row.get("programs")) {
        if (row.at("/plan/config/batchSize").asInt() == batch
            && program.get("program").asText().equals(name)) {
          found.add(twoDigits(program.at("/numlossSpeedup/median").asDouble()));
        }
      }
    }
    assertThat(found).hasSameSizeAs(MODELS);
    return found;
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Test
  void theReliabilityIsThatOfTheCampaigns() throws IOException {
    Kills ours = kills("numloss");
    Kills keras = kills("keras");
    assertThat(ours.lost() + ours.failed() + ours.finished() - ours.same()).isZero();
    assertThat(numbers("Reliability"))
        .isEqualTo(
            Stream.of(ours.kills(), ours.finished(), keras.kills(), keras.failed())
                .map(String::valueOf)
                .toList());
  }

  @Test
  void noFuzzedInputFoundAnything() throws IOException {
    JsonNode parsers = json(RESULTS.resolve("reliability/fuzz.json")).get("parsers");
    for (JsonNode pieces : parsers) {
      int inputs = 0;
      for (JsonNode piece : pieces) {
        assertThat(piece.get("findings")).isEmpty();
        inputs += piece.get("inputs").asInt();
      }
      assertThat(inputs).isEqualTo(1_000_000);
    }
  }

  /**
   * What a program's campaigns of kills come to.
   *
   * @param kills the kills
   * @param duringSave those that came while it saved
   * @param lost restarts or kills that lost what was saved
   * @param failed restarts that failed
   * @param finished trainings that ended after kills
   * @param same those with the weights of an uninterrupted one
   */
  private record Kills(int kills, int duringSave, int lost, int failed, int finished, int same) {}

  private static Kills kills(String program) throws IOException {
    int[] sums = new int[6];
    for (String model : MODELS) {
      JsonNode result =
          json(RESULTS.resolve("reliability/kill-%s-%s.json".formatted(program, model)));
      for (JsonNode kill : result.get("kills")) {
        sums[0]++;
        sums[1] += kill.get("duringSave").asBoolean() ? 1 : 0;
        sums[2] += kill.get("lost").asInt() > 0 ? 1 : 0;
      }
      for (JsonNode end : result.get("finished")) {
        sums[2] += end.get("lost").asInt() > 0 ? 1 : 0;
        sums[3] += end.has("error") ? 1 : 0;
        boolean finished = !end.has("error") && end.get("kills").asInt() > 0;
        sums[4] += finished ? 1 : 0;
        sums[5] += finished && end.get("same").asBoolean() ? 1 : 0;
      }
    }
    return new Kills(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
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

  /** README names each loss, head and decoder, in the registries' order, and no other. */
  @Test
  void theMethodsAreThoseOfTheRegistries() throws IOException {
    List<String> losses = new ArrayList<>(Losses.ALL.names());
    // It is not a loss of its own, but what a head's name stands for.
    losses.remove("own");
    assertThat(namesInRow("losses")).isEqualTo(losses);
    assertThat(namesInRow("heads")).isEqualTo(Heads.ALL.names());
    assertThat(namesInRow("decoders")).isEqualTo(Decoders.ALL.names());
  }

  private static List<String> namesInRow(String family) throws IOException {
    String row =
        Files.readAllLines(HOME.resolve("README.md")).stream()
            .filter(line -> line.startsWith("| " + family + " |"))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("`([a-z0-9-]+)`")
        .matcher(row)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
