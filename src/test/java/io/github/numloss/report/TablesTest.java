package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.data.ClassValues;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.model.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TablesTest {
  /** One trial: of 300 images 3 are wrong, by 1, 1 and 2. */
  private static ExperimentSummary summary(DatasetPair pair) {
    MadeUp madeUp = new MadeUp(ClassValues.range(3), 1, 0, List.of(pair));
    madeUp.with(
        pair, Architecture.DNN, MadeUp.BASELINE, 1, MadeUp.rows(99, 1, 0, 1, 99, 0, 1, 0, 99));
    return ExperimentSummary.of(madeUp.results());
  }

  private static List<List<String>> rows(DatasetPair pair) {
    return Tables.of(summary(pair)).stream().limit(3).map(table -> table.rows().get(0)).toList();
  }

  @Test
  void keepsThePapersDigitsBesideOurs() {
    assertThat(rows(new DatasetPair("mnist", "mnist")))
        .containsExactly(
            List.of("dnn", "baseline", "1.00 (1)", "2.00 ± 0.037"),
            List.of("dnn", "baseline", "0.0133 (1)", "0.076 ± 0.0022"),
            List.of("dnn", "baseline", "1.333 (1)", "3.80 ± 0.044"));
    assertThat(rows(new DatasetPair("kannada-mnist", "dig-mnist")))
        .extracting(row -> row.get(3))
        .containsExactly("32.5 ± 0.458", "1.02 ± 0.030", "3.14 ± 0.049");
  }

  @Test
  void leavesABarWhereThePaperHasNothing() {
    assertThat(rows(MadeUp.MARKS)).extracting(row -> row.get(3)).containsOnly("-");
  }

  @Test
  void listsThePapersSharesInCsv() {
    assertThat(Tables.csv(summary(new DatasetPair("mnist", "mnist"))).lines())
        .contains("mnist,dnn,baseline,errorRate,1,0.01,,0.0200,0.00037");
  }
}
