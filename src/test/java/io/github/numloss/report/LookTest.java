package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LookTest {
  @Test
  void givesTwelveLossesColoursOfTheirOwn() {
    assertThat(IntStream.range(0, 12).mapToObj(Look::color)).doesNotHaveDuplicates();
  }

  @Test
  void mixesWithWhite() {
    assertThat(Look.tint(new Color(55, 155, 255), 0.5)).isEqualTo(new Color(155, 205, 255));
  }
}
