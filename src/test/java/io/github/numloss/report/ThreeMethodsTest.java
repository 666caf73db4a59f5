package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Criterion;
import io.github.numloss.model.Models;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.source.Datasets;
import io.github.numloss.statistics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three methods, of which the first sees the numbers with the least noise. */
final class ThreeMethodsTest {
  private static final FamilyItem KAPPA = FamilyItem.of("quadraticWeightedKappa");
  private static final FamilyItem ERROR = FamilyItem.of("meanAbsoluteError");

  @TempDir private Path folder;

  private ExperimentSummary report(int seeds, FamilyItem... family) throws IOException {
    Experiment experiment = new MadeUpMethods(3, seeds, 400, family).write(folder);
    return Report.write(experiment, new Datasets(Path.of("no-data-sets")));
  }

  private static List<Claim> claims(ExperimentSummary summary, FamilyItem item) {
    return summary.claims().stream()
        .filter(claim -> claim.criterion().equals(item.criterion()))
        .toList();
  }

  /** Eight seeds decide four comparisons: 4 × 2^(1 − 8) is 0.03. */
  @Test
  void aLowerKappaIsWorseAsAHigherErrorIs() throws Exception {
    ExperimentSummary summary = report(8, KAPPA, ERROR);
    assertThat(claims(summary, KAPPA))
        .hasSize(2)
        .allMatch(claim -> claim.comparison().meanDifference() < 0);
    assertThat(claims(summary, ERROR))
        .hasSize(2)
        .allMatch(claim -> claim.comparison().meanDifference() > 0);
    assertThat(summary.claims()).extracting(Claim::verdict).containsOnly(Verdict.CONTRADICTED);
    for (FamilyItem item : List.of(KAPPA, ERROR)) {
      Ranking ranking = summary.ranking("marks", "dnn", item.criterion()).orElseThrow();
      assertThat(ranking.bestFirst().get(0).loss()).isEqualTo("cross-entropy");
      assertThat(ranking.methods().get(0).averageRank()).isEqualTo(1);
    }
    assertThat(Svg.read(folder.resolve("figures/differences.svg")).texts())
        .contains("quadratic weighted kappa by argmax (right of 0 is better)")
        .contains("mean absolute error of an image");
  }

  @Test
  void whatNoTestDecidesIsNotClaimed() throws IOException {
    assertThat(Tables.findings(report(3, ERROR)))
        .contains("Does any method beat cross-entropy when both are decoded alike?")
        .contains(
            "So few seeds can't tell. The least p value that 3 seeds can give, corrected for 2")
        .contains("By mean absolute error by argmax, none of 2 methods are better than")
        .doesNotContain("Yes");
  }

  @Test
  void whereAllAreWorseNoneWasShownToBeBetter() throws IOException {
    assertThat(Tables.findings(report(8, ERROR)))
        .contains("\nNone of 2 methods was shown to, by any measure of the family.\n")
        .contains("none of 2 methods are better than cross-entropy, 2 worse (Holm p 0.0156: ");
    assertThat(Files.readString(folder.resolve("tables.md")))
        .contains("### Does any method beat cross-entropy when both are decoded alike?");
  }

  @Test
  void whatWasNotRunIsNotCalledUndecided() throws IOException {
    Experiment experiment = new MadeUpMethods(3, 3, 50, ERROR).write(folder);
    for (int seed = 1; seed <= 3; seed++) {
      Path trial = folder.resolve("trials/marks-dnn-numeric-2-seed" + seed);
      Files.delete(trial.resolve("errors.npy"));
      Files.delete(trial.resolve("trial.json"));
      Files.delete(trial);
    }
    ExperimentSummary summary = Report.write(experiment, new Datasets(Path.of("no-data-sets")));
    assertThat(Tables.findings(summary))
        .contains("none of 2 methods are better than cross-entropy, 1 undecided, 1 not run yet.")
        .contains("alpha = 0.5 (numeric-2): not run yet for mean absolute error by argmax.");
  }

  /** In argmax's family alone a measure goes by the name that the paper's tables have. */
  @Test
  void aDecoderIsNamedWhereThereAreSeveral() throws IOException {
    FamilyItem median = new FamilyItem(Criterion.of("meanAbsoluteError", "median"), null);
    ExperimentSummary summary = report(3, ERROR, median);
    assertThat(Tables.of(summary))
        .filteredOn(table -> table.title().startsWith("Differences: "))
        .singleElement()
        .satisfies(table -> assertThat(table.header()).contains("decoder"));
    assertThat(MeasureText.of(summary, ERROR.criterion()).title())
        .isEqualTo("mean absolute error by argmax");
    assertThat(MeasureText.of(report(3, ERROR), ERROR.criterion()).title())
        .isEqualTo("mean absolute error of an image");
  }

  @Test
  void figure3IsLeftOutWhereALossIsNotOfThePapersKind() {
    LossPlan corn = new LossPlan("corn", Losses.parse("corn"));
    for (LossPlan loss : List.of(MadeUp.PROPOSED, corn)) {
      assertThat(figures(MadeUp.BASELINE, loss).containsKey("figure-3"))
          .isEqualTo(!loss.equals(corn));
    }
    assertThat(Labels.formula(corn)).isEqualTo("the own loss of the head corn");
  }

  /**
   * Of three classes, corn, or-cnn and stick-breaking take two outputs and coral takes one; it
   * learns two numbers of its own.
   */
  @Test
  void networksAreDrawnWithTheirHeads() {
    String words = "The last box is the head";
    Picture one = figures(MadeUp.BASELINE, MadeUp.PROPOSED).get("figure-4");
    assertThat(one.heading().caption()).doesNotContain(words);
    assertThat(texts(one)).containsSubsequence("dnn", "dense_3, 3 units", "3", "softmax", "3");

    LossPlan[] heads =
        Stream.of("corn", "or-cnn", "stick-breaking", "coral")
            .map(name -> new LossPlan(name, Losses.parse(name)))
            .toArray(LossPlan[]::new);
    Picture several = figures(heads).get("figure-4");
    assertThat(several.heading().caption()).contains(words);
    assertThat(texts(several))
        .containsSubsequence(
            "dnn",
            "dense_3, 2 units",
            "corn, or-cnn and 1 more",
            "dnn",
            "dense_3, 1 units",
            "coral",
            "3",
            "2 parameters")
        .doesNotContain("softmax");
  }

  private static Map<String, Picture> figures(LossPlan... losses) {
    MadeUp madeUp = MadeUp.of(List.of(MadeUp.MARKS), losses);
    for (LossPlan loss : losses) {
      int[][] counts = MadeUp.rows(9, 1, 2, 1, 9, 1, 0, 1, 9);
      madeUp.with(MadeUp.MARKS, Models.DNN, loss, 1, counts);
    }
    return Figures.of(madeUp.results(), ExperimentSummary.of(madeUp.results())).stream()
        .collect(Collectors.toMap(figure -> figure.heading().name(), figure -> figure));
  }

  private static List<String> texts(Picture picture) {
    return Pattern.compile("<text[^>]*>([^<]*)</text>")
        .matcher(SvgWriter.write(picture))
        .results()
        .map(text -> text.group(1).strip())
        .toList();
  }
}
