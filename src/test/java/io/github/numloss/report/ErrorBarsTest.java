package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.model.Models;
import io.github.numloss.report.ErrorBars.Measure;
import io.github.numloss.report.Results.Group;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.junit.jupiter.api.Test;

final class ErrorBarsTest {
  private static final Group GROUP =
      new Group(MadeUp.MARKS, MadeUp.threeClasses().results().plan().models().get(0));

  /** Errors of 1 and of 2: 4 and 2, 6 and 6 under the baseline; 3 and 1 under the other loss. */
  private static Results results() {
    return MadeUp.threeClasses()
        .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, MadeUp.rows(9, 1, 2, 1, 9, 1, 0, 1, 9))
        .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 2, MadeUp.rows(9, 0, 5, 2, 9, 1, 1, 3, 9))
        .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 1, MadeUp.rows(9, 3, 0, 0, 9, 0, 1, 0, 9))
        .with(MadeUp.MARKS, Models.RNN, MadeUp.PROPOSED, 3, MadeUp.rows(9, 7, 7, 7, 9, 7, 7, 7, 9))
        .results();
  }

  @Test
  void countsTheErrorsOfAGroupByLoss() {
    DefaultStatisticalCategoryDataset bars = ErrorBars.of(results(), GROUP, Measure.COUNT);
    assertThat(bars.getRowKeys().toString()).isEqualTo("[baseline, proposed]");
    assertThat(bars.getColumnKeys().toString()).isEqualTo("[1, 2]");
    assertBar(bars, 0, 0, 5, Math.sqrt(2));
    assertBar(bars, 0, 1, 4, Math.sqrt(8));
    assertThat(bars.getMeanValue(1, 0)).isEqualTo(3.0);
    assertThat(bars.getMeanValue(1, 1)).isEqualTo(1.0);
  }

  @Test
  void takesEachTrialsShareOfItsOwnErrorsInPerCent() {
    DefaultStatisticalCategoryDataset bars = ErrorBars.of(results(), GROUP, Measure.RATE);
    // 4 of 6 and 6 of 12; 2 of 6 and 6 of 12.
    assertBar(bars, 0, 0, 175.0 / 3, 50.0 / 3 / Math.sqrt(2));
    assertBar(bars, 0, 1, 125.0 / 3, 50.0 / 3 / Math.sqrt(2));
    assertThat(bars.getMeanValue(1, 0)).isEqualTo(75.0);
    assertThat(bars.getMeanValue(1, 1)).isEqualTo(25.0);
  }

  @Test
  void givesASingleTrialNoDeviation() {
    DefaultStatisticalCategoryDataset bars = ErrorBars.of(results(), GROUP, Measure.COUNT);
    assertThat(bars.getStdDevValue(1, 0)).isNull();
    assertThat(bars.getStdDevValue(1, 1)).isNull();
  }

  @Test
  void leavesATrialWithoutErrorsOutOfTheRates() {
    Results results =
        MadeUp.threeClasses()
            .with(
                MadeUp.MARKS,
                Models.DNN,
                MadeUp.BASELINE,
                1,
                MadeUp.rows(9, 0, 0, 0, 9, 0, 0, 0, 9))
            .with(
                MadeUp.MARKS,
                Models.DNN,
                MadeUp.BASELINE,
                2,
                MadeUp.rows(9, 3, 1, 0, 9, 0, 0, 0, 9))
            .results();
    DefaultStatisticalCategoryDataset counts = ErrorBars.of(results, GROUP, Measure.COUNT);
    DefaultStatisticalCategoryDataset rates = ErrorBars.of(results, GROUP, Measure.RATE);
    assertThat(counts.getMeanValue(0, 0)).isEqualTo(1.5);
    assertThat(rates.getMeanValue(0, 0)).isEqualTo(75.0);
    assertThat(rates.getStdDevValue(0, 0)).isNull();
  }

  @Test
  void labelsOnlyAsManyErrorsAsThereIsRoomFor() {
    MadeUp manyClasses = new MadeUp(ClassValues.range(60), 1, 0);
    int[][] counts = new int[60][60];
    counts[0][59] = 1;
    manyClasses.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts);
    DefaultStatisticalCategoryDataset bars =
        ErrorBars.of(manyClasses.results(), manyClasses.results().groups().get(0), Measure.COUNT);
    List<String> labels =
        IntStream.range(0, bars.getColumnCount())
            .mapToObj(column -> bars.getColumnKey(column).toString())
            .toList();
    assertThat(labels).hasSize(59).startsWith("1", "");
    assertThat(labels.stream().filter(label -> !label.isEmpty())).hasSizeBetween(3, 10);
  }

  private static void assertBar(
      DefaultStatisticalCategoryDataset bars, int row, int column, double mean, double deviation) {
    assertThat(bars.getMeanValue(row, column).doubleValue()).isCloseTo(mean, within(1e-12));
    assertThat(bars.getStdDevValue(row, column).doubleValue()).isCloseTo(deviation, within(1e-12));
  }
}
