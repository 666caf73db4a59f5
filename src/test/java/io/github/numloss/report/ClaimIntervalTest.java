package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.measure.Criterion;
import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of a claim's interval for other seeds and images. */
final class ClaimIntervalTest {
  private static final String VERMILLION = "213,94,0";

  private static final DifferenceInterval WITH =
      new DifferenceInterval(
          ErrorStatistic.ERROR_RATE, 10, -0.1, 0.02, 9.0, -0.145, -0.055, List.of(), null);

  private static final DifferenceInterval WITHOUT =
      new DifferenceInterval(
          ErrorStatistic.ERROR_RATE,
          10,
          -0.1,
          null,
          null,
          null,
          null,
          List.of(),
          "it takes 5 seeds, and there are 2");

  @TempDir Path folder;

  @Test
  void theTableShowsItOrSaysWhyThereIsNone() {
    assertThat(ClaimGroup.of(summary(WITH, WITHOUT, null)).get(0).rows())
        .extracting(ClaimGroup.Row::seedsAndImages)
        .containsExactly(
            "−14.50 … −5.50",
            "none: it takes 5 seeds, and there are 2",
            "none: it takes each trial’s errors.npy, of the same test images, all of which count"
                + " the same");
  }

  @Test
  void theFigureHasALineForItAlone() throws Exception {
    assertThat(lines(WITHOUT, null)).isZero();
    assertThat(lines(WITH, WITHOUT)).isEqualTo(1);
    assertThat(lines(WITH, WITH)).isEqualTo(2);
  }

  private long lines(DifferenceInterval... intervals) throws Exception {
    Picture picture =
        DifferenceFigure.of(MadeUp.threeClasses().results(), summary(intervals)).get(0);
    Rendering.of(List.of(picture)).get(0).write(folder);
    return Svg.read(folder.resolve("differences.svg")).drawn("line", VERMILLION, "1");
  }

  private static ExperimentSummary summary(DifferenceInterval... intervals) {
    double[] before = {0.2, 0.4};
    double[] after = {0.1, 0.3};
    Cell cell =
        new Cell(
            "marks",
            "dnn",
            "baseline",
            ErrorStatistic.ERROR_RATE,
            List.of(1L, 2L),
            List.of(0.2, 0.4),
            Summary.of(before),
            null);
    List<Claim> claims =
        Stream.of(intervals)
            .map(
                interval ->
                    new Claim(
                        "marks",
                        "dnn",
                        "baseline",
                        "proposed",
                        Criterion.of("errorRate", "argmax"),
                        List.of(1L, 2L),
                        0.3,
                        PairedComparison.of(before, after),
                        interval,
                        null,
                        1.0,
                        null,
                        null,
                        Verdict.UNDECIDED))
            .toList();
    return new ExperimentSummary(
        3,
        "made up",
        4,
        4,
        List.of(),
        List.of(cell),
        null,
        claims,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
