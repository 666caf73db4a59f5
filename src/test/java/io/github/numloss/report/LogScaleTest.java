package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogScaleTest {
  @Test
  void marksOneTwoAndFiveOfEachPowerOfTen() {
    assertThat(LogScale.values(0.015, 0.3)).containsExactly(0.02, 0.05, 0.1, 0.2);
  }

  @Test
  void marksPowersOfTenAloneWhereThereAreThree() {
    assertThat(LogScale.values(0.0005, 0.3)).containsExactly(0.001, 0.01, 0.1);
  }
}
