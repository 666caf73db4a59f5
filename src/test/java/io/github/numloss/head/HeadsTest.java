package io.github.numloss.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single heads are known for, and where their weights go to extremes. */
final class HeadsTest {
  private static final ClassValues FIVE = ClassValues.range(5);

  @Test
  void cornIsStickBreakingWithTheSignsTurned() {
    float[][] outputs = {{0.5f, -2, 3, 1}, {-80, 80, 1e-3f, -1}, {4, 3, 2, 1}};
    float[][] turned = new float[3][4];
    for (int i = 0; i < 3; i++) {
      for (int o = 0; o < 4; o++) {
        turned[i][o] = -outputs[i][o];
      }
    }
    try (HeadGraph corn = new HeadGraph(new Corn(), FIVE);
        HeadGraph stick = new HeadGraph(new StickBreaking(), FIVE)) {
      HeadGraph.Numbers one = corn.run(outputs, new float[0][], 0, 2, 4);
      HeadGraph.Numbers other = stick.run(turned, new float[0][], 0, 2, 4);
      assertThat(one.logProbabilities()).isEqualTo(other.logProbabilities());
      assertThat(one.own().perImage()).isEqualTo(other.own().perImage());
    }
  }

  /** Dlordinal's layer gives a row that adds up to .48. */
  @Test
  void stickBreakingOfHalvesHalvesWhatIsLeft() {
    try (HeadGraph graph = new HeadGraph(new StickBreaking(), FIVE)) {
      assertThat(graph.run(new float[1][4], new float[0][], 0).probabilities())
          .containsExactly(new float[] {0.5f, 0.25f, 0.125f, 0.0625f, 0.0625f}, within(1e-7f));
    }
  }

  /** With the biases 1, 1.5 and .2, CORAL's own layer gives the second class −.07. */
  @Test
  void coralsProbabilitiesAreNeverNegative() {
    Random random = new Random(3);
    try (HeadGraph graph = new HeadGraph(new Coral(), FIVE)) {
      for (int i = 0; i < 50; i++) {
        float[] raw = new float[4];
        for (int k = 0; k < 4; k++) {
          raw[k] = (float) (10 * random.nextGaussian());
        }
        float[] p = graph.run(new float[][] {{2}}, new float[][] {raw}, 0).probabilities();
        for (float probability : p) {
          assertThat(probability).isNotNegative();
        }
      }
    }
  }

  /** σ(2), σ(1), σ(1), σ(−1) after the running minimum of 2, 1, 3, −1. */
  @Test
  void orCnnGivesNothingToAClassWhoseOutputDoesNotFall() {
    try (HeadGraph graph = new HeadGraph(new OrCnn(), FIVE)) {
      float[] p = graph.run(new float[][] {{2, 1, 3, -1}}, new float[0][], 0).probabilities();
      double[] above = Arrays.stream(new double[] {2, 1, 1, -1}).map(PlainHeads::sigmoid).toArray();
      assertThat((double) p[0]).isCloseTo(1 - above[0], within(1e-6));
      assertThat((double) p[1]).isCloseTo(above[0] - above[1], within(1e-6));
      assertThat(p[2]).isZero();
      assertThat((double) p[3]).isCloseTo(above[2] - above[3], within(1e-6));
      assertThat((double) p[4]).isCloseTo(above[3], within(1e-6));
    }
  }

  /** Thresholds that are next to nothing apart, far apart, and learned for an empty class. */
  @ParameterizedTest
  @EnumSource
  void thresholdsMayBeAnyDistanceApart(Link link) {
    Head head = new CumulativeLink(link, Thresholds.Spacing.FREE);
    try (HeadGraph graph = new HeadGraph(head, FIVE)) {
      for (float step : new float[] {-1000, -100, -25, -8, -4.6f, -1, 5, 60, 150}) {
        for (float f : new float[] {-80, -3, -1, 0, 0.5f, 80}) {
          float[][] outputs = {{f}, {f}, {f}, {f}, {f}};
          HeadGraph.Numbers found =
              graph.run(outputs, new float[][] {{-1, step, step, step}}, 0, 1, 2, 3, 4);
          double sum = 0;
          for (int k = 0; k < 5; k++) {
            sum += found.probabilities()[k];
            assertThat(found.logProbabilities()[k]).as("step %s, f %s", step, f).isFinite();
            assertThat(found.own().byOutputs()[k]).as("step %s, f %s", step, f).isFinite();
          }
          for (float slope : found.own().byWeights().get(0)) {
            assertThat(slope).as("step %s, f %s", step, f).isFinite();
          }
          assertThat(sum).as("step %s, f %s", step, f).isCloseTo(1, within(2e-4));
        }
      }
    }
  }

  /** Where a minimum, a rectifier or an absolute value has its corner. */
  @ParameterizedTest
  @CsvSource({"LOGIT,-0.5", "PROBIT,-0.7978846", "CLOGLOG,-0.5819767"})
  void learnsFromAnOutputOnTheThreshold(Link link, float slope) {
    Head head = new CumulativeLink(link, Thresholds.Spacing.FREE);
    try (HeadGraph graph = new HeadGraph(head, ClassValues.range(2))) {
      // d(−log F(θ − f)) / dθ at f = θ: −σ(0), −φ(0) / Φ(0), −1 / (e − 1).
      HeadGraph.Numbers found = graph.run(new float[][] {{0}}, new float[][] {{0}}, 0);
      assertThat(found.own().byWeights().get(0)[0]).isCloseTo(slope, within(3e-6f));
      assertThat(found.own().byOutputs()[0]).isCloseTo(-slope, within(3e-6f));
    }
  }

  /** exp(300) has no float32, and the square of its gradient none from 44 on. */
  @ParameterizedTest
  @ValueSource(floats = {-44, -80, -300, -3000})
  void cloglogFarOutHasAGradientThatOptimizersCanSquare(float f) {
    Head head = new CumulativeLink(Link.CLOGLOG, Thresholds.Spacing.FREE);
    try (HeadGraph graph = new HeadGraph(head, FIVE)) {
      HeadGraph.Numbers found = graph.run(new float[][] {{f}}, HeadGraph.firstWeights(head, 5), 4);
      assertThat(found.own().perImage()[0]).isFinite().isGreaterThan(0x1p58f);
      float slope = found.own().byOutputs()[0];
      assertThat(slope).isNegative();
      assertThat(slope * slope).isFinite();
    }
  }

  /** The middles are 1.5, 2.5, 5 and 9, on average 4.5; the mean distance of values is 2.5. */
  @Test
  void equidistantThresholdsLieAsTheMiddlesOfTheClassValues() {
    Head head = Heads.ALL.parse("cumulative-link:thresholds=equidistant");
    try (HeadGraph graph = new HeadGraph(head, ClassValues.of(1, 2, 3, 7, 11))) {
      float raw = (float) Thresholds.inverseSoftplus(1.8);
      float[] p =
          graph.run(new float[][] {{0.4f}}, new float[][] {{0.25f}, {raw}}, 0).probabilities();
      double cumulative = 0;
      double[] middles = {1.5, 2.5, 5, 9};
      for (int k = 0; k < 4; k++) {
        cumulative += p[k];
        double threshold = 0.25 + 1.8 * (middles[k] - 4.5) / 2.5;
        assertThat(cumulative)
            .as("threshold %d", k)
            .isCloseTo(PlainHeads.sigmoid(threshold - 0.4), within(1e-6));
      }
    }
  }

  /** Scale and origin of the class values change nothing. */
  @Test
  void equidistantThresholdsDoNotDependOnTheUnitOfTheClassValues() {
    Head head = Heads.ALL.parse("cumulative-link:thresholds=equidistant");
    float[][] outputs = {{0.4f}};
    float[][] weights = {{0.25f}, {0.5f}};
    try (HeadGraph one = new HeadGraph(head, ClassValues.of(1, 2, 4, 7, 11));
        HeadGraph other = new HeadGraph(head, ClassValues.of(1010, 1020, 1040, 1070, 1110))) {
      assertThat(other.run(outputs, weights, 0).probabilities())
          .containsExactly(one.run(outputs, weights, 0).probabilities(), within(1e-6f));
    }
  }

  @Test
  void poissonBeginsWithATemperatureOfOne() {
    Head head = new Poisson();
    float[] raw = HeadGraph.firstWeights(head, 5)[0];
    assertThat(PlainHeads.softplus(raw[0])).isCloseTo(1, within(1e-6));
  }

  @Test
  void wrongParametersAreRefusedInASentence() {
    assertRefused(
        "cumulative-link:link=cauchit",
        "link: found \"cauchit\", expected one of logit, probit, cloglog");
    assertRefused("cumulative-link:thresholds=1", "found 1, expected one of free, equidistant");
    assertRefused(
        "cumulative-link:links=logit",
        "links: there is no such parameter, expected one of link, thresholds");
    assertRefused("corn:alpha=1", "alpha: there is no such parameter, expected none");
    assertRefused("cron", "found 'cron', expected one of softmax, corn, coral, or-cnn");
  }

  private static void assertRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heads.ALL.parse(text))
        .withMessageContaining(message);
  }
}
