package io.github.numloss.statistics;

import static io.github.numloss.statistics.Fixture.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryTest {
  static List<JsonNode> summaries() throws IOException {
    return Fixture.cases("summaries");
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void agreesWithNumPy(JsonNode expected) {
    Summary summary = Summary.of(Fixture.doubles(expected.get("values")));

    double mean = expected.get("mean").asDouble();
    double deviation = expected.get("standardDeviation").asDouble();
    assertThat(summary.n()).isEqualTo(expected.get("n").asInt());
    assertThat(summary.mean()).isEqualTo(mean, close(mean));
    assertThat(summary.standardDeviation()).isEqualTo(deviation, close(deviation));
    assertThat(summary.min()).isEqualTo(expected.get("min").asDouble());
    assertThat(summary.max()).isEqualTo(expected.get("max").asDouble());
  }

  @Test
  void oneValueHasNoStandardDeviation() {
    assertThat(Json.line(Summary.of(0.25)))
        .isEqualTo(
            "{\"n\":1,\"mean\":0.25,\"standardDeviation\":null,"
                + "\"standardDeviationReason\":\"there is one value\",\"min\":0.25,\"max\":0.25}");
  }

  @Test
  void refusesWhatItCannotSummarize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of())
        .withMessage("there are no values, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Summary.of(1, Double.NaN))
        .withMessage("value 1 is NaN, expected a finite number");
  }
}
