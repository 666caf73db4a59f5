package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.model.Models;
import io.github.numloss.report.Tables.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static final DatasetPair DIG = new DatasetPair("kannada-mnist", "dig-mnist");

  /** One trial of each pair and loss: of 300 images 3 are wrong, by 1, 1 and 2. */
  private static ExperimentSummary summary(List<DatasetPair> pairs, LossPlan... losses) {
    MadeUp madeUp = MadeUp.of(pairs, losses);
    for (DatasetPair pair : pairs) {
      for (LossPlan loss : losses) {
        madeUp.with(pair, Models.DNN, loss, 1, MadeUp.rows(99, 1, 0, 1, 99, 0, 1, 0, 99));
      }
    }
    return ExperimentSummary.of(madeUp.results());
  }

  private static ExperimentSummary baseline(DatasetPair pair) {
    return summary(List.of(pair), MadeUp.BASELINE);
  }

  private static List<List<String>> rows(DatasetPair pair) {
    return Tables.of(baseline(pair)).stream().limit(3).map(table -> table.rows().get(0)).toList();
  }

  private static Table differences(ExperimentSummary summary) {
    return Tables.of(summary).stream()
        .filter(table -> table.title().startsWith("Differences: "))
        .findFirst()
        .orElseThrow();
  }

  private static Table errorRates(ExperimentSummary summary) {
    return Tables.of(summary).get(0);
  }

  @Test
  void keepsThePapersDigitsBesideOurs() {
    assertThat(rows(MadeUp.MNIST))
        .containsExactly(
            List.of("dnn", "baseline", "1.00 (1)", "2.00 ± 0.037"),
            List.of("dnn", "baseline", "0.0133 (1)", "0.076 ± 0.0022"),
            List.of("dnn", "baseline", "1.333 (1)", "3.80 ± 0.044"));
    assertThat(rows(DIG))
        .extracting(row -> row.get(3))
        .containsExactly("32.5 ± 0.458", "1.02 ± 0.030", "3.14 ± 0.049");
  }

  @Test
  void hasNoColumnOfThePapersForOtherData() {
    Table table = errorRates(summary(List.of(MadeUp.MARKS, MadeUp.MNIST), MadeUp.BASELINE));
    assertThat(table.header()).containsExactly("model", "loss", "marks", "mnist", "paper");
    assertThat(table.rows())
        .containsExactly(List.of("dnn", "baseline", "1.00 (1)", "1.00 (1)", "2.00 ± 0.037"));
    assertThat(rows(MadeUp.MARKS)).allSatisfy(row -> assertThat(row).hasSize(3));
  }

  @Test
  void aFolderThatIsCalledAsThePapersDataIsNotThatData() {
    assertThat(errorRates(baseline(new DatasetPair("my/mnist", "my/mnist"))).header())
        .containsExactly("model", "loss", "mnist");
    DatasetPair folders = new DatasetPair("my/kannada-mnist", "my/dig-mnist");
    assertThat(errorRates(baseline(folders)).header())
        .containsExactly("model", "loss", "kannada-mnist+dig-mnist");
  }

  @Test
  void knowsThePapersLossByItsWeightsAndNotByItsName() {
    Table table =
        errorRates(summary(List.of(MadeUp.MNIST), MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS));
    assertThat(table.rows())
        .containsExactly(
            List.of("dnn", "baseline", "1.00 (1)", "2.00 ± 0.037"),
            List.of("dnn", "proposed", "1.00 (1)", "-"),
            List.of("dnn", "theirs", "1.00 (1)", "2.00 ± 0.094"));
  }

  @Test
  void namesTheLossOfAClaimWhereThereAreSeveral() {
    Table several =
        differences(
            summary(List.of(MadeUp.MARKS), MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS));
    assertThat(several.header()).startsWith("model", "data", "loss", "measure", "pairs");
    assertThat(several.rows())
        .hasSize(6)
        .extracting(row -> row.get(2))
        .containsOnly("proposed", "theirs");
    assertThat(several.title())
        .isEqualTo(
            "Differences: proposed against baseline, theirs against baseline, in pairs by seed");
    Table one = differences(summary(List.of(MadeUp.MARKS), MadeUp.BASELINE, MadeUp.PROPOSED));
    assertThat(one.header()).startsWith("model", "data", "measure", "pairs");
  }

  @Test
  void laysThePapersDifferencesBesideOursWhereItComparesTheSame() {
    MadeUp madeUp =
        MadeUp.of(List.of(MadeUp.MNIST), MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS);
    for (LossPlan loss : List.of(MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS)) {
      for (int seed = 1; seed <= 2; seed++) {
        int[][] counts = MadeUp.rows(99, seed, 0, 1, 99, 0, 1, 0, 99);
        madeUp.with(MadeUp.MNIST, Models.DNN, loss, seed, counts);
      }
    }
    Table table = differences(ExperimentSummary.of(madeUp.results()));
    int column = table.header().indexOf("reported");
    assertThat(table.header().get(column + 1)).isEqualTo("ours − reported, 95 %");
    // ± the interval of ReportedDifferenceTest's formula: √((0.044² + 0.077²) / 3) · t(3.18).
    assertThat(table.rows())
        .extracting(row -> row.get(2), row -> row.get(column), row -> row.get(column + 1))
        .contains(tuple("proposed", "-", "-"), tuple("theirs", "-0.24000", "+0.08215 … +0.39785"));
    assertThat(table.rows())
        .extracting(row -> row.get(table.header().size() - 1))
        .containsExactly(
            "undecided",
            "no gain reported",
            "undecided",
            "undecided",
            "undecided",
            "smaller than reported");
    assertThat(table.notes())
        .last()
        .asString()
        .startsWith("smaller than reported: the interval of ours − reported lies above 0");
  }

  @Test
  void saysBelowTheClaimsWhatTheSeedsCanDecide() {
    Table claims = differences(summary(List.of(MadeUp.MARKS), MadeUp.BASELINE, MadeUp.PROPOSED));
    assertThat(claims.notes())
        .containsExactly(
            "6 comparisons (1 data set × 2 models × 3 measures × 1 loss) are decided together,"
                + " with the correction of Holm (1979).",
            "The least p value that 3 seeds can give, corrected for 6 comparisons, is 1, not below"
                + " 0.05: they show the direction and the size of a difference, not whether it is"
                + " real. 8 seeds could.");
    assertThat(claims.header())
        .as("as the page names it, which has an interval for images too")
        .containsSubsequence("difference", "other seeds, 95 %", "d_z");
    assertThat(claims.text()).contains("undecided\n6 comparisons (").endsWith("seeds could.\n");
    assertThat(claims.markdown()).contains(" |\n\n6 comparisons (").endsWith("seeds could.\n");
  }

  @Test
  void comparesNothingThatHasNoPairs() {
    assertThat(Tables.of(baseline(MadeUp.MNIST))).hasSize(3);
  }

  @Test
  void listsThePapersSharesInCsv() {
    assertThat(Tables.csv(baseline(MadeUp.MNIST)).lines())
        .contains("mnist,dnn,baseline,errorRate,1,0.01,,0.0200,0.00037,argmax,");
  }

  @Test
  void aCommaOrAQuoteInAFoldersNameShiftsNoColumn() {
    assertThat(Tables.csv(baseline(new DatasetPair("my/a, \"b\"", "my/a, \"b\""))).lines())
        .contains("\"a, \"\"b\"\"\",dnn,baseline,errorRate,1,0.01,,,,argmax,");
  }

  @Test
  void aBarInAFoldersNameShiftsNoColumnOfMarkdown() {
    String markdown = errorRates(baseline(new DatasetPair("my/a|b\\", "my/a|b\\"))).markdown();
    assertThat(markdown).contains("| model | loss | a\\|b\\\\ |\n");
  }
}
