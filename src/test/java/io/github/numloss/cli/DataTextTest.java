package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataFacts;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is said of data before it is learned. */
final class DataTextTest {
  private static String text(float[] learned, float[] tested) {
    StringWriter text = new StringWriter();
    DataText.print(
        new PrintWriter(text),
        DataFacts.of(examples(Split.TRAIN, learned), examples(Split.TEST, tested)));
    return text.toString();
  }

  /** Five examples of the class values 1, 1, 1, 2 and 5. */
  private static Examples examples(Split split, float[] weights) {
    return new Examples(
        "five",
        split,
        new Features(5, 1, new float[5]),
        new int[] {0, 0, 0, 1, 2},
        ClassValues.of(1, 2, 5),
        weights,
        List.of());
  }

  @Test
  void theMedianIsByTheWeightsThatTheMeasuresUse() {
    // |1 − 2| + |1 − 5| of five.
    assertThat(text(null, null))
        .contains("To answer always 1, the median, has a mean absolute error of 1.0000");
    // 5 has 3 of 5.5; then 4 three times, and 3 twice, of 5.
    assertThat(text(new float[] {1, 0.5f, 0, 1, 3}, new float[] {1, 2, 0, 2, 0}))
        .contains("To answer always 5, the median, has a mean absolute error of 3.6000")
        .containsPattern(" 1 +3 +3\\R")
        // 1.5, 1 and 3 of 5.5 are learned; 3 times 1 and twice 2 tested on.
        .contains(
            String.format(
                Locale.ROOT,
                "has %.4f and %.2f %% in expectation",
                (3 * (1 * 1 + 3 * 4) / 5.5 + 2 * (1.5 * 1 + 3 * 3) / 5.5) / 5,
                100 * (1 - (3 * 1.5 / 5.5 + 2 * 1 / 5.5) / 5)));
  }
}
