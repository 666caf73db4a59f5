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
  void cutsTheMiddleOutOfWideText() {
    String text = "a".repeat(50) + "b".repeat(50);
    int room = Look.width(Look.TEXT, text) / 2;
    assertThat(Look.fit(Look.TEXT, text, room)).matches("a+…b+").hasSizeBetween(40, 60);
    assertThat(Look.fit(Look.TEXT, "short", room)).isEqualTo("short");
  }

  @Test
  void mixesWithWhite() {
    assertThat(Look.tint(new Color(55, 155, 255), 0.5)).isEqualTo(new Color(155, 205, 255));
  }
}
