package io.github.numloss.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  /** Reported as a gain, and ours − reported with an interval from here on. */
  private static ReportedDifference reported(double difference, double low) {
    return new ReportedDifference(difference, low + 1, 1.0, 5.0, low, low + 2, null);
  }

  @Test
  void aSmallPValueDecidesByTheSignOfTheDifference() {
    assertThat(Verdict.of(-0.1, 0.049, null, null)).isEqualTo(Verdict.REPLICATED);
    assertThat(Verdict.of(0.1, 0.049, null, null)).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void theRestIsUndecided() {
    assertThat(Verdict.of(-0.1, 0.05, null, null)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(0.1, 1.0, null, null)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(-0.1, null, null, null)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(0, 0.01, null, null)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void whatTheTestLeavesOpenMayBeLessThanReported() {
    assertThat(Verdict.of(-0.1, 0.05, reported(-3, 0.001), null))
        .isEqualTo(Verdict.SMALLER_THAN_REPORTED);
    assertThat(Verdict.of(-0.1, null, reported(-3, 0.001), null))
        .isEqualTo(Verdict.SMALLER_THAN_REPORTED);
    assertThat(Verdict.of(-0.1, 0.05, reported(-3, 0), null)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(-0.1, 0.05, reported(-3, -9), null)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void theTestGoesFirst() {
    assertThat(Verdict.of(-0.1, 0.049, reported(-3, 0.001), null)).isEqualTo(Verdict.REPLICATED);
    assertThat(Verdict.of(0.1, 0.049, reported(-3, 0.001), null)).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void whereNoGainWasReportedThereIsNoClaimOfOne() {
    for (double difference : new double[] {0, 0.003}) {
      assertThat(Verdict.of(-0.1, 0.001, reported(difference, -1), null))
          .isEqualTo(Verdict.NOT_CLAIMED);
      assertThat(Verdict.of(0.1, 0.9, reported(difference, 0.5), null))
          .isEqualTo(Verdict.NOT_CLAIMED);
    }
  }

  @Test
  void whatIsLessThanMattersIsTheSameUnlessItIsDecided() {
    assertThat(Verdict.of(-0.1, 0.05, null, 0.049)).isEqualTo(Verdict.EQUIVALENT);
    assertThat(Verdict.of(-0.1, 0.05, null, 0.05)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(-0.1, 0.049, null, 0.001)).isEqualTo(Verdict.REPLICATED);
    assertThat(Verdict.of(-0.1, 0.05, reported(-3, 0.001), 0.001))
        .isEqualTo(Verdict.SMALLER_THAN_REPORTED);
  }

  @Test
  void hasANameInFilesAndWordsForReaders() {
    assertThat(Verdict.values())
        .extracting(Verdict::toString)
        .containsExactly(
            "replicated",
            "contradicted",
            "smallerThanReported",
            "equivalent",
            "undecided",
            "notClaimed");
    assertThat(Verdict.values())
        .extracting(verdict -> verdict.words(true))
        .containsExactly(
            "replicated",
            "contradicted",
            "smaller than reported",
            "practically the same",
            "undecided",
            "no gain reported");
    assertThat(List.of(Verdict.REPLICATED, Verdict.CONTRADICTED, Verdict.UNDECIDED))
        .as("where nobody claimed anything")
        .extracting(verdict -> verdict.words(false))
        .containsExactly("better", "worse", "undecided");
  }

  @Test
  void fivePairsCannotDecideButSixCan() {
    double[] baseline = {6, 5, 4, 3, 2, 1};
    double[] five = {6, 5, 4, 3, 2};

    assertThat(verdict(PairedComparison.of(five, new double[5]))).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(PairedComparison.of(baseline, new double[6]))).isEqualTo(Verdict.REPLICATED);
  }

  private static Verdict verdict(PairedComparison comparison) {
    return Verdict.of(comparison.meanDifference(), comparison.signFlipP(), null, null);
  }
}
