package io.github.numloss.statistics;

import static io.github.numloss.statistics.Fixture.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.statistics.ReportedDifference.Mean;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportedDifferenceTest {
  private static final Mean BASELINE =
      new Mean(3, new BigDecimal("0.0200"), new BigDecimal("0.00037"));

  static List<JsonNode> reports() throws IOException {
    return Fixture.cases("reported");
  }

  private static Mean mean(JsonNode sample) {
    return new Mean(
        sample.get(2).asInt(),
        new BigDecimal(sample.get(0).asText()),
        new BigDecimal(sample.get(1).asText()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void agreesWithScipy(JsonNode report) {
    ReportedDifference found =
        ReportedDifference.of(
            mean(report.get("baseline")),
            mean(report.get("proposed")),
            Summary.of(Fixture.doubles(report.get("differences"))));
    assertClose(found.difference(), report.get("difference"));
    assertClose(found.excess(), report.get("excess"));
    assertClose(found.standardError(), report.get("standardError"));
    assertClose(found.degreesOfFreedom(), report.get("degreesOfFreedom"));
    assertClose(found.confidenceLow(), report.get("confidenceLow"));
    assertClose(found.confidenceHigh(), report.get("confidenceHigh"));
    assertThat(found.reason()).isNull();
  }

  private static void assertClose(double found, JsonNode expected) {
    assertThat(found).isEqualTo(expected.asDouble(), close(expected.asDouble()));
  }

  @Test
  void equalMeansAreNoGainToTheLastDigit() {
    Mean other = new Mean(3, new BigDecimal("0.02"), new BigDecimal("0.00094"));
    assertThat(ReportedDifference.of(BASELINE, other, null).difference()).isZero();
    assertThat(ReportedDifference.of(BASELINE, other, null).claimsGain()).isFalse();
  }

  @Test
  void withoutASpreadOfOursThereIsTheReportedDifferenceAlone() {
    Mean proposed = new Mean(3, new BigDecimal("0.0150"), new BigDecimal("0.00094"));
    for (Summary ours : new Summary[] {null, Summary.of(0.5)}) {
      ReportedDifference found = ReportedDifference.of(BASELINE, proposed, ours);
      assertThat(found.difference()).isEqualTo(-0.005);
      assertThat(found.claimsGain()).isTrue();
      assertThat(found.exceedsOurs()).isFalse();
      assertThat(found.excess()).isNull();
      assertThat(found.reason())
          .isEqualTo(ours == null ? "there are no pairs" : "there is one pair");
    }
  }

  @Test
  void refusesAReportWithoutSpread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mean(3, BigDecimal.ONE, BigDecimal.ZERO))
        .withMessage("3 trials with the standard deviation 0, expected at least 2 and one above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mean(1, BigDecimal.ONE, BigDecimal.ONE));
    assertThat(new Mean(2, BigDecimal.ONE, BigDecimal.ONE).trials()).isEqualTo(2);
  }
}
