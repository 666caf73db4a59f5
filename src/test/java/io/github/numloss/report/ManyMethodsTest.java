package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.DistributionMetrics;
import io.github.numloss.measure.DistributionMetrics.Bin;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty methods of twelve seeds. */
final class ManyMethodsTest {
  @TempDir private static Path folder;
  private static ExperimentSummary summary;
  private static String html;
  private static Path target;

  @BeforeAll
  static void report() throws IOException {
    String kept = System.getProperty("numloss.made-up-methods");
    target = kept == null ? folder : Files.createDirectories(Path.of(kept));
    Experiment experiment =
        new MadeUpMethods(
                30,
                12,
                300,
                new FamilyItem(Criterion.of("meanAbsoluteError", "median"), 0.05),
                FamilyItem.of("errorRate"),
                FamilyItem.of("logLoss"))
            .write(target);
    summary = Report.write(experiment, new Datasets(Path.of("no-data-sets")));
    html = Files.readString(target.resolve("report.html"));
  }

  /** Gives what a reader sees. */
  private static String words() {
    String body = html.substring(html.indexOf("<body>"));
    return body.replaceAll("<svg.*?</svg>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&#x3D;", "=")
        .replaceAll("\\s+", " ");
  }

  private static List<String> figures() throws IOException {
    try (Stream<Path> files = Files.list(target.resolve("figures"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".svg"))
          .sorted()
          .toList();
    }
  }

  @Test
  void thePageIsSmall() {
    assertThat(html.length()).isLessThan(3_000_000);
  }

  @Test
  void whatNeedsAColourOrAPictureForEachMethodShowsSix() throws IOException {
    assertThat(figures())
        .contains(
            "differences-marks-dnn-errorRate-argmax.svg",
            "differences-marks-dnn-logLoss.svg",
            "differences-marks-dnn-meanAbsoluteError-median.svg",
            "pit.svg",
            "ranks-marks-dnn.svg",
            "reliability.svg")
        .doesNotContain("figure-3.svg", "differences.svg");
    assertThat(figures().stream().filter(name -> name.startsWith("confusion-"))).hasSize(6);
    assertThat(words())
        .contains(
            "Of the 30 methods, the figures that have a colour or a picture for each show 6:"
                + " cross-entropy, numeric-1, ");
  }

  @Test
  void spreadAndRankStandBelowAMean() {
    String cell =
        "<td class=\"number( best)?\">[0-9.]+<span class=\"n\">± [0-9.]+, [0-9]+\\.[0-9]</span></td>";
    assertThat(html)
        .containsPattern("<tr><th scope=\"row\">numeric-1</th>(" + cell + "){8}</tr>")
        .containsPattern("<td class=\"number\">[0-9.]+ ± [0-9.]+</td>")
        .doesNotContain("<span class=\"n\"></span>", "<p></p>");
  }

  @Test
  void saysWhatTheDotsMean() throws Exception {
    assertThat(
            Svg.read(target.resolve("figures/differences-marks-dnn-meanAbsoluteError-median.svg"))
                .texts())
        .contains("better", "worse", "practically the same", "undecided");
    assertThat(Svg.read(target.resolve("figures/differences-marks-dnn-logLoss.svg")).texts())
        .contains("better", "worse", "undecided")
        .doesNotContain("practically the same", "smaller than reported");
  }

  /** The average ranks of k methods sum up to k (k + 1) / 2. */
  @Test
  void ranksAreOverTheSeedsThatAllMethodsHave() {
    assertThat(summary.rankings()).isNotEmpty();
    for (Ranking ranking : summary.rankings()) {
      assertThat(ranking.methods()).hasSize(30);
      assertThat(ranking.seeds()).hasSize(12);
      assertThat(ranking.methods().stream().mapToDouble(Ranking.Method::averageRank).sum())
          .isEqualTo(30 * 31 / 2.0, within(1e-9));
    }
  }

  @Test
  void theFamilyIsWhatThePlanNames() {
    assertThat(summary.family().comparisons()).isEqualTo(3 * 29);
    assertThat(summary.family().leastP()).isEqualTo(87.0 / 2048);
    assertThat(summary.family().equivalences()).isEqualTo(29);
    assertThat(summary.claims())
        .extracting(claim -> claim.criterion().words())
        .startsWith("mean absolute error by median")
        .endsWith("log loss");
  }

  @Test
  void answersCountWhatTheTestsDecide() {
    List<String> better =
        summary.claims().stream()
            .filter(claim -> claim.criterion().equals(Criterion.of("errorRate", "argmax")))
            .filter(claim -> claim.isDecided(true))
            .map(ExperimentSummary.Claim::proposed)
            .toList();
    assertThat(better).isNotEmpty();
    assertThat(words())
        .contains(
            "Does any method beat cross-entropy when both are decoded alike? Yes: ",
            "By error rate by argmax, %s of 29 methods are better".formatted(better.size()),
            "Does any method give better probabilities than cross-entropy?",
            "Which decoder is best for which measure?",
            "Is a gain the loss’s or the decoder’s?",
            "practically the same");
  }

  @Test
  void aSeriesOfWeightsHasASentenceForEach() {
    assertThat(summary.series())
        .containsExactly(
            new Series(
                "numeric",
                "alpha",
                List.of(
                    new Series.Member("numeric-1", 0.05),
                    new Series.Member("numeric-2", 0.5),
                    new Series.Member("numeric-3", 5),
                    new Series.Member("numeric-4", 50))));
    assertThat(words())
        .contains("Does numeric beat cross-entropy at any alpha?")
        .contains("alpha = 0.05 (numeric-1): ", "alpha = 50 (numeric-4): ");
  }

  /** Seconds of epoch e of method m are 1 + 0.02 m + 0.01 (e mod 3), of 20 epochs. */
  @Test
  void theCostIsBesideThatOfTheFirstMethod() {
    Cost cost = summary.costs().get(10);
    assertThat(cost.secondsAnEpoch()).isEqualTo(1.21, within(1e-12));
    assertThat(cost.timesBaseline()).isEqualTo(1.21 / 1.01, within(1e-12));
    assertThat(cost.seconds()).isEqualTo(12 * (20 * 1.2 + 0.21), within(1e-9));
  }

  /** Two trials of 3 and 1 images in a bin: their images count, not the trials. */
  @Test
  void reliabilityIsOverTheImagesOfAllSeeds() throws IOException {
    List<DistributionMetrics> trials = new ArrayList<>();
    for (String bin :
        List.of(
            "{\"count\": 3, \"confidence\": 0.5, \"accuracy\": 1.0}",
            "{\"count\": 1, \"confidence\": 0.9, \"accuracy\": 0.0}")) {
      Path file = Files.createTempFile(folder, "distribution", ".json");
      Files.writeString(
          file,
          "{\"reliability\": [%s, {\"count\": 0, \"confidence\": null, \"accuracy\": null}], \"pit\": [1.0]}"
              .formatted(bin));
      trials.add(Json.read(file, DistributionMetrics.class));
    }
    List<Bin> pooled = CalibrationFigures.pooled(trials);
    assertThat(pooled.get(0).count()).isEqualTo(4);
    assertThat(pooled.get(0).confidence()).isEqualTo(0.6, within(1e-12));
    assertThat(pooled.get(0).accuracy()).isEqualTo(0.75, within(1e-12));
    assertThat(pooled.get(1)).isEqualTo(new Bin(0, null, null));
  }

  /** Ranks 1, 2, 4 and 7 at a critical difference of 2.5: 1 and 2 are joined, and 2 and 4. */
  @Test
  void barsJoinRanksThatAreNotToldApart() {
    List<Double> ranks = List.of(1.0, 2.0, 4.0, 7.0);
    assertThat(RankFigure.joined(ranks, 2.5))
        .containsExactly(new RankFigure.Bar(0, 1, 0), new RankFigure.Bar(1, 2, 1));
    assertThat(RankFigure.joined(ranks, 0.5)).isEmpty();
    assertThat(RankFigure.joined(ranks, 10)).containsExactly(new RankFigure.Bar(0, 3, 0));
  }
}
