package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LookTest {
  @Test
  void givesTwelveLossesColoursOfTheirOwn() {
    assertThat(IntStream.range(0, 12).mapToObj(Look::color)).doesNotHaveDuplicates();
    assertThat(Look.dark(12).values()).doesNotHaveDuplicates();
  }

  @Test
  void givesTheThirteenthLossTheColourOfTheFirst() {
    assertThat(IntStream.range(12, 24).mapToObj(Look::color))
        .containsExactlyElementsOf(IntStream.range(0, 12).mapToObj(Look::color).toList());
  }

  @Test
  void cutsTheMiddleOutOfWideText() {
    String text = "a".repeat(50) + "b".repeat(50);
    int room = Look.width(Look.TEXT, text) / 2;
    assertThat(Look.fit(Look.TEXT, text, room)).matches("a+…b+").hasSizeBetween(40, 60);
    assertThat(Look.fit(Look.TEXT, "short", room)).isEqualTo("short");
  }

  @Test
  void letsThePaperShineThroughATint() {
    assertThat(Look.tint(new Color(55, 155, 255), 0.4)).isEqualTo(new Color(55, 155, 255, 102));
  }

  @Test
  void textIsEasyToReadOnLightAndDarkPaper() {
    Map<Color, Color> dark = Look.dark(0);
    for (Color text : List.of(Look.INK, Look.QUIET)) {
      assertThat(contrast(text, Look.PAPER)).isGreaterThan(4.5);
      assertThat(contrast(dark.get(text), dark.get(Look.PAPER))).isGreaterThan(4.5);
    }
  }

  @Test
  void coloursOfLossesStandOutFromLightAndDarkPaper() {
    Map<Color, Color> dark = Look.dark(100);
    for (int loss = 0; loss < 100; loss++) {
      Color light = Look.color(loss);
      assertThat(contrast(light, Look.PAPER)).as("loss %s", loss).isGreaterThan(3);
      assertThat(contrast(dark.get(light), dark.get(Look.PAPER)))
          .as("loss %s on dark paper", loss)
          .isGreaterThan(3);
    }
  }

  /** The contrast ratio of the Web Content Accessibility Guidelines 2.1. */
  private static double contrast(Color a, Color b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
