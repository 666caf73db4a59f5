package io.github.numloss.statistics;

import static io.github.numloss.statistics.Fixture.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PairedComparisonTest {
  static List<JsonNode> comparisons() throws IOException {
    return Fixture.cases("comparisons");
  }

  /** SciPy's Student distribution with the variance (1/n + tested/learned) s². */
  @ParameterizedTest
  @CsvSource({
    "0.25, 0.07459441621337862, -0.029708922032018976, 0.0017089220320189724",
    "0.1111111111111111, 0.028933564769744593, -0.026200226899728396, -0.0017997731002716098"
  })
  void whatSeveralDivisionsShareIsCounted(double ratio, double p, double low, double high) {
    double[] baseline = {0.43, 0.41, 0.47, 0.40, 0.44, 0.45, 0.42, 0.46, 0.43, 0.41};
    double[] proposed = {0.41, 0.40, 0.44, 0.41, 0.42, 0.44, 0.41, 0.43, 0.42, 0.40};
    PairedComparison comparison = PairedComparison.ofResamples(baseline, proposed, ratio);
    assertThat(comparison.decisiveP()).isCloseTo(p, within(1e-12));
    assertThat(comparison.confidenceLow()).isCloseTo(low, within(1e-12));
    assertThat(comparison.confidenceHigh()).isCloseTo(high, within(1e-12));
    PairedComparison apart = PairedComparison.of(baseline, proposed);
    assertThat(comparison.signFlipP()).isEqualTo(apart.signFlipP());
    assertThat(apart.decisiveP()).isEqualTo(apart.signFlipP());
  }

  @Test
  void divisionsThatAllDifferByTheSameDecideNothing() {
    double[] ones = {1, 1, 1};
    assertThat(PairedComparison.ofResamples(ones, ones, 0.25).decisiveP()).isOne();
    assertThat(PairedComparison.ofResamples(ones, new double[] {2, 2, 2}, 0.25).decisiveP())
        .isOne();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void agreesWithSciPy(JsonNode expected) {
    PairedComparison comparison = compare(expected);

    assertThat(comparison.pairs()).isEqualTo(expected.get("pairs").asInt());
    assertClose(comparison.meanDifference(), expected.get("meanDifference"));
    assertClose(comparison.confidenceLow(), expected.get("confidenceLow"));
    assertClose(comparison.confidenceHigh(), expected.get("confidenceHigh"));
    assertClose(comparison.tTestP(), expected.get("tTestP"));
    assertClose(comparison.cohenDz(), expected.get("cohenDz"));
    assertClose(comparison.wilcoxonP(), expected.get("wilcoxonP"));
    if (expected.get("hedgesGz").isNull()) {
      assertThat(comparison.hedgesGz()).isNull();
      assertThat(comparison.reason()).isEqualTo("the correction of hedgesGz needs 3 pairs");
    } else {
      assertClose(comparison.hedgesGz(), expected.get("hedgesGz"));
      assertThat(comparison.reason()).isNull();
    }
    if (comparison.pairs() <= 20) {
      assertThat(comparison.signFlipP()).isEqualTo(expected.get("signFlipP").asDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void exchangedMethodsGiveTheSamePValues(JsonNode expected) {
    PairedComparison comparison = compare(expected);
    PairedComparison exchanged =
        PairedComparison.of(
            Fixture.doubles(expected.get("proposed")), Fixture.doubles(expected.get("baseline")));

    assertThat(exchanged.meanDifference()).isEqualTo(-comparison.meanDifference());
    assertThat(exchanged.signFlipP()).isEqualTo(comparison.signFlipP());
    assertThat(exchanged.tTestP()).isEqualTo(comparison.tTestP());
    assertThat(exchanged.wilcoxonP()).isEqualTo(comparison.wilcoxonP(), close(1));
  }

  @Test
  void onePairIsNoEvidence() {
    assertThat(Json.line(PairedComparison.of(new double[] {0.5}, new double[] {0.25})))
        .isEqualTo(
            "{\"pairs\":1,\"meanDifference\":-0.25,\"confidenceLow\":null,\"confidenceHigh\":null,"
                + "\"tTestP\":null,\"cohenDz\":null,\"hedgesGz\":null,"
                + "\"reason\":\"there is one pair\",\"signFlipP\":1.0,\"wilcoxonP\":1.0}");
  }

  @Test
  void methodsThatAgreeEverywhereHavePValuesOfOne() {
    double[] same = {0.02, 0.021, 0.019};

    PairedComparison comparison = PairedComparison.of(same, same);

    assertThat(comparison.meanDifference()).isZero();
    assertThat(comparison.tTestP()).isNull();
    assertThat(comparison.reason()).isEqualTo("all differences are the same");
    assertThat(comparison.signFlipP()).isEqualTo(1);
    assertThat(comparison.wilcoxonP()).isEqualTo(1);
  }

  @Test
  void differencesThatOnlyRoundingSetsApartAreTheSame() {
    double[] baseline = {0.0203, 0.0199, 0.0211, 0.1};
    double[] proposed = Arrays.stream(baseline).map(value -> value - 0.0003).toArray();

    PairedComparison comparison = PairedComparison.of(baseline, proposed);

    assertThat(Arrays.stream(baseline).map(value -> value - 0.0003 - value).distinct().count())
        .isGreaterThan(1);
    assertThat(comparison.cohenDz()).isNull();
    assertThat(comparison.reason()).isEqualTo("all differences are the same");
    assertThat(comparison.signFlipP()).isEqualTo(2 / 16.0);
  }

  @Test
  void drawnSignsAreNearTheNormalApproximationAndTheSameEachTime() throws IOException {
    for (JsonNode expected : comparisons()) {
      if (expected.get("pairs").asInt() > 20) {
        PairedComparison comparison = compare(expected);
        // The t test's p value is the permutation test's but for terms of 1 / n.
        assertThat(comparison.signFlipP())
            .isBetween(1 / 100_001.0, 3 * expected.get("tTestP").asDouble());
        assertThat(compare(expected)).isEqualTo(comparison);
      }
    }
  }

  @Test
  void drawnSignsAgreeWithTheBinomialDistribution() {
    // 24 of the same size, 16 down and 8 up: twice the chance of at most 8 ups.
    long[] steps = new long[24];
    Arrays.fill(steps, -1000);
    Arrays.fill(steps, 0, 8, 1000);
    double coefficient = 1;
    double sum = 0;
    for (int k = 0; k <= 8; k++) {
      sum += coefficient;
      coefficient = coefficient * (24 - k) / (k + 1);
    }
    double expected = 2 * sum / Math.pow(2, 24);
    double standardError = Math.sqrt(expected * (1 - expected) / SignFlipTest.DRAWS);

    assertThat(Math.abs(SignFlipTest.pValue(steps) - expected)).isLessThan(4 * standardError);
  }

  @Test
  void moreThanSixtyFourPairsFlipIndependently() {
    // All of 70 point down: no draw comes near.
    long[] steps = new long[70];
    Arrays.fill(steps, -1000);

    assertThat(SignFlipTest.pValue(steps)).isEqualTo(1.0 / (SignFlipTest.DRAWS + 1));
  }

  @Test
  void signsAfterTheSixtyFourthAreDrawnToo() {
    long[] steps = new long[70];
    Arrays.fill(steps, 64, 70, 1000);

    // All six up or all six down.
    double expected = 2 / 64.0;
    double standardError = Math.sqrt(expected * (1 - expected) / SignFlipTest.DRAWS);
    assertThat(Math.abs(SignFlipTest.pValue(steps) - expected)).isLessThan(4 * standardError);
  }

  @Test
  void drawnSignsOfNoDifferencesGiveOne() {
    assertThat(SignFlipTest.pValue(new long[21])).isEqualTo(1);
  }

  /** A step more or less a pair may be but rounding. */
  @Test
  void sumsThatRoundingMayHaveSetApartCountAsEqual() {
    assertThat(SignFlipTest.pValue(new long[] {100, 1})).isEqualTo(1);
    assertThat(SignFlipTest.pValue(new long[] {100, 2})).isEqualTo(0.5);
    long[] many = new long[22];
    many[0] = 100;
    many[1] = 11;
    assertThat(SignFlipTest.pValue(many)).isEqualTo(1);
    many[1] = 12;
    assertThat(SignFlipTest.pValue(many)).isBetween(0.48, 0.52);
  }

  @Test
  void theLeastPValueIsThatOfDifferencesOfOneSign() {
    for (int pairs : new int[] {1, 3, 20, 64}) {
      long[] steps = new long[pairs];
      Arrays.fill(steps, -1000);
      assertThat(PairedComparison.leastSignFlipP(pairs)).isEqualTo(SignFlipTest.pValue(steps));
    }
    assertThat(PairedComparison.leastSignFlipP(3)).isEqualTo(0.25);
    assertThat(PairedComparison.leastSignFlipP(21)).isEqualTo(1 / 100_001.0);
  }

  @Test
  void twoEqualDifferencesAreNotOnePair() {
    assertThat(PairedComparison.of(new double[] {2, 3}, new double[] {1, 2}).reason())
        .isEqualTo("all differences are the same");
  }

  @Test
  void refusesWhatIsNotPaired() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(new double[2], new double[3]))
        .withMessage(
            "2 values of the baseline and 3 of the proposed method, expected as many, at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(new double[0], new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(new double[] {1, Double.NaN}, new double[] {1, 2}))
        .withMessage("pair 1 is NaN and 2.0, expected a finite difference");
  }

  private static PairedComparison compare(JsonNode expected) {
    return PairedComparison.of(
        Fixture.doubles(expected.get("baseline")), Fixture.doubles(expected.get("proposed")));
  }

  private static void assertClose(double actual, JsonNode expected) {
    assertThat(actual).isEqualTo(expected.asDouble(), close(expected.asDouble()));
  }
}
