package io.github.numloss.statistics;

import static io.github.numloss.statistics.Fixture.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolmTest {
  static List<JsonNode> families() throws IOException {
    return Fixture.cases("holm");
  }

  @ParameterizedTest
  @MethodSource("families")
  void agreesWithTheStepsWorkedOutByHand(JsonNode family) {
    List<Double> expected = Fixture.nullableDoubles(family.get("adjusted"));

    List<Double> adjusted =
        Holm.adjust(Fixture.nullableDoubles(family.get("pValues")), family.get("family").asInt());

    assertThat(adjusted).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) == null) {
        assertThat(adjusted.get(i)).isNull();
      } else {
        assertThat(adjusted.get(i)).isEqualTo(expected.get(i), close(expected.get(i)));
      }
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(List.of(0.5, 1.5), 2))
        .withMessage("p value 1 is 1.5, expected 0 to 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjust(List.of(Double.NaN), 1));
  }

  @Test
  void refusesMoreTestsThanWerePlanned() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(List.of(0.5, 0.1), 1))
        .withMessage("2 p values, expected at most the family's 1");
  }
}
