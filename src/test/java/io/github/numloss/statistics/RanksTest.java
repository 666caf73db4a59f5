package io.github.numloss.statistics;

import static io.github.numloss.statistics.Fixture.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RanksTest {
  static List<JsonNode> blocks() throws IOException {
    return Fixture.ranks("friedman");
  }

  static List<JsonNode> ranges() throws IOException {
    return Fixture.ranks("studentizedRange");
  }

  static List<JsonNode> equivalences() throws IOException {
    return Fixture.ranks("equivalence");
  }

  private static Ranks ranks(JsonNode fixture) {
    double[][] values = new double[fixture.get("values").size()][];
    for (int block = 0; block < values.length; block++) {
      values[block] = Fixture.doubles(fixture.get("values").get(block));
    }
    return Ranks.of(values, fixture.get("lower").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void averageRanksAndFriedmansTestAgreeWithSciPy(JsonNode fixture) {
    Ranks ranks = ranks(fixture);
    assertThat(ranks.averages())
        .containsExactly(Fixture.doubles(fixture.get("averages")), within(1e-12));
    JsonNode expected = fixture.get("test");
    Optional<Friedman> test = Friedman.of(ranks);
    if (expected.isNull()) {
      assertThat(test).isEmpty();
      return;
    }
    Friedman found = test.orElseThrow();
    near(found.chiSquared(), expected.get("chiSquared"));
    near(found.chiSquaredP(), expected.get("chiSquaredP"));
    near(found.fP(), expected.get("fP"));
    if (expected.get("f").isNull()) {
      assertThat(found.f()).isNull();
      assertThat(found.reason()).isEqualTo("all blocks have the same ranks");
    } else {
      near(found.f(), expected.get("f"));
    }
  }

  private static void near(double found, JsonNode expected) {
    assertThat(found).isEqualTo(expected.asDouble(), close(expected.asDouble()));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void theStudentizedRangeAgreesWithSciPy(JsonNode range) {
    assertThat(
            StudentizedRange.upperQuantile(
                range.get("level").asDouble(), range.get("methods").asInt()))
        .isEqualTo(range.get("quantile").asDouble(), within(1e-9));
  }

  /** Demšar (2006), section 3.2.2: four classifiers on 14 data sets, q = 2.569. */
  @Test
  void theCriticalDifferenceIsThatOfDemsarsExample() {
    assertThat(Nemenyi.criticalDifference(4, 14, 0.05)).isEqualTo(1.25, within(0.005));
    assertThat(Nemenyi.criticalDifference(4, 14, 0.10)).isEqualTo(1.12, within(0.005));
  }

  @ParameterizedTest
  @MethodSource("equivalences")
  void equivalenceAgreesWithSciPysOneSidedTests(JsonNode fixture) {
    Summary differences = Summary.of(Fixture.doubles(fixture.get("differences")));
    Equivalence test = Equivalence.of(differences, fixture.get("margin").asDouble()).orElseThrow();
    near(test.p(), fixture.get("p"));
  }

  /** SciPy's Student distribution with the variance (1/n + tested/learned) s². */
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.25, 0.00028806386911613325",
    "0.05, 0.1111111111111111, 4.554372797144796e-05",
    "0.02, 0.25, 0.20500438790398853",
    "0.005, 0.25, 0.886395525261699"
  })
  void whatDivisionsShareCountsAgainstEquivalence(double margin, double ratio, double p) {
    Summary differences =
        Summary.of(-0.02, -0.01, -0.03, 0.01, -0.02, -0.01, -0.01, -0.03, -0.01, -0.01);
    Equivalence test = Equivalence.ofResamples(differences, margin, ratio).orElseThrow();
    assertThat(test.p()).isCloseTo(p, within(1e-9 * p));
    assertThat(Equivalence.of(differences, 0.05).orElseThrow().p()).isLessThan(4e-5);
  }

  @Test
  void whatHasNoSpreadIsNotTestedForEquivalence() {
    assertThat(Equivalence.of(Summary.of(0.5), 1)).isEmpty();
    assertThat(Equivalence.of(Summary.of(0.5, 0.5, 0.5), 1)).isEmpty();
  }

  @Test
  void valuesThatDifferInTheirLastBitsTie() {
    double[][] values = {{0.1 + 0.2, 0.3, 0.29}};
    assertThat(Ranks.of(values, true).averages()).containsExactly(2.5, 2.5, 1);
  }

  @Test
  void refusesWhatCanNotBeRanked() {
    assertThatIllegalArgumentException().isThrownBy(() -> Ranks.of(new double[0][], true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ranks.of(new double[][] {{1, 2}, {1}}, true))
        .withMessage("block 1 has 1 methods, expected 2, as block 0 has");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ranks.of(new double[][] {{1, Double.NaN}}, true))
        .withMessage("found the value NaN, expected a finite one");
    assertThatIllegalArgumentException().isThrownBy(() -> Nemenyi.criticalDifference(1, 3, 0.05));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Equivalence.of(Summary.of(1, 2), 0))
        .withMessage("the margin is 0.0, expected a finite number above 0");
  }
}
