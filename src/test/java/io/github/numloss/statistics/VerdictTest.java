package io.github.numloss.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void aSmallPValueDecidesByTheSignOfTheDifference() {
    assertThat(Verdict.of(-0.1, 0.049)).isEqualTo(Verdict.REPLICATED);
    assertThat(Verdict.of(0.1, 0.049)).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void theRestIsUndecided() {
    assertThat(Verdict.of(-0.1, 0.05)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(0.1, 1.0)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(-0.1, null)).isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.of(0, 0.01)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void fivePairsCannotDecideButSixCan() {
    double[] baseline = {6, 5, 4, 3, 2, 1};
    double[] five = {6, 5, 4, 3, 2};

    assertThat(verdict(PairedComparison.of(five, new double[5]))).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(PairedComparison.of(baseline, new double[6]))).isEqualTo(Verdict.REPLICATED);
  }

  private static Verdict verdict(PairedComparison comparison) {
    return Verdict.of(comparison.meanDifference(), comparison.signFlipP());
  }
}
