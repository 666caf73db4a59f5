package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.measure.Measures;
import io.github.numloss.report.Grid.Entry;
import io.github.numloss.statistics.PairedComparison;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sentence that a comparison is for. */
final class ChoiceTest {
  private static final double[] SIX = {0.50, 0.52, 0.51, 0.53, 0.50, 0.54};

  private static Choice choice(double test, @Nullable PairedComparison comparison) {
    return new Choice(
        "ratings",
        "mlp",
        Measures.find("meanAbsoluteError").orElseThrow(),
        "corn",
        "median",
        0.4,
        test,
        "cross-entropy",
        "argmax",
        0.5,
        comparison,
        10,
        1200,
        1);
  }

  private static double[] plus(double... differences) {
    double[] sums = SIX.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += differences[i % differences.length];
    }
    return sums;
  }

  @Test
  void sixSeedsOfOneSignDecide() {
    PairedComparison better = PairedComparison.of(SIX, plus(-0.02, -0.01));
    assertThat(choice(0.485, better).sentence())
        .isEqualTo(
            "On ratings, use corn with the decoder median: mean absolute error 0.4850 on the test"
                + " (cross-entropy with argmax: 0.5000; difference −0.0150, 95 % −0.0207 … −0.0093)."
                + " The chosen one is better (p = 0.0313). It was chosen from 10 methods and decoders"
                + " on examples held back from training.");
    assertThat(choice(0.515, PairedComparison.of(SIX, plus(0.02, 0.01))).sentence())
        .contains(
            "The chosen one is worse, whatever it was on the examples held back (p = 0.0313)");
  }

  /** Not the same as that no difference was found: three seeds can't find one. */
  @Test
  void whatCannotBeDecidedIsToldFromWhatIsNot() {
    assertThat(choice(0.5, PairedComparison.of(SIX, plus(-0.02, 0.01))).sentence())
        .contains(". By 6 tests on 1,200 examples the two can't be told apart (p = 0.");
    PairedComparison three =
        PairedComparison.of(new double[] {0.5, 0.6, 0.7}, new double[] {0.1, 0.1, 0.2});
    assertThat(choice(0.1, three).sentence())
        .contains(
            "So few as 3 tests on 1,200 examples can't tell the two apart, however different they are");
    PairedComparison divided = PairedComparison.ofResamples(SIX, plus(-0.02, 0.01), 0.25);
    assertThat(choice(0.5, divided).sentence())
        .contains("By 6 tests on about 1,200 examples each the two can't be told apart");
  }

  @Test
  void theTableHasTheNumbersOfTheSentence() {
    Choice choice = choice(0.485, PairedComparison.of(SIX, plus(-0.02, -0.01)));
    Grid grid = ChoiceGrid.of(choice, null);
    assertThat(grid.parts().get(0).rows().get(0).entries())
        .extracting(Entry::text)
        .containsExactly("median", "0.4850", "−0.0150", "−0.0207 … −0.0093", "0.0313");
    assertThat(grid.parts().get(0).rows().get(1).entries())
        .extracting(Entry::text)
        .startsWith("argmax", "0.5000");
    assertThat(choice(0.485, null).sentence())
        .endsWith("None of the 10 methods and decoders was better on the examples held back.");
  }
}
