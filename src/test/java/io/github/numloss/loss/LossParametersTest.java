package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LossParametersTest {
  private static final ClassValues TEN = ClassValues.range(10);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crps:weight=-1 | weight is -1.0, expected a finite number of at least 0
          crps:own=0,weight=0 | own, weight are all 0, expected at least one above 0
          crps:wait=1 | wait
          class-distance:alpha=0 | alpha is 0.0, expected a finite number above 0
          class-distance:margin=1 | margin is 1.0, expected a number of at least 0 and below 1
          soft-labels:alpha=-2 | alpha is -2.0, expected a finite number above 0
          soft-labels:sigma=2 | sigma is not a parameter of the rule sord
          soft-labels:rule=beta,alpha=2 | alpha is not a parameter of the rule beta
          soft-labels:rule=geometric,alpha=1 | alpha is 1.0, expected a number above 0 and below 1.0 for the rule geometric
          soft-labels:rule=triangular,alpha=0.5 | alpha is 0.5, expected a number above 0 and below 0.5 for the rule triangular
          soft-labels:rule=poisson | expected one of
          soft-labels:eta=1.5 | eta is 1.5, expected a number from 0 to 1
          slace:distance=counts | expected one of
          slace:alpha=none | alpha
          unimodal-hinge:margin=2 | margin is 2.0, expected a number from 0 to 1
          mean-variance:variance=-1 | variance is -1.0, expected a finite number of at least 0
          dldl-v2:sigma=0 | sigma is 0.0, expected a finite number above 0
          """)
  void isRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Losses.ALL.parse(text))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          soft-labels | soft-labels
          soft-labels:rule=sord,alpha=2 | soft-labels:alpha=2
          soft-labels:rule=gaussian | soft-labels:rule=gaussian
          soft-labels:rule=gaussian,sigma=2 | soft-labels:rule=gaussian
          soft-labels:rule=geometric,alpha=0.2 | soft-labels:rule=geometric,alpha=0.2
          slace:distance=equal-counts,alpha=3 | slace:distance=equal-counts
          """)
  void theTextSaysWhatIsNotStandard(String typed, String text) {
    assertThat(Losses.ALL.text(Losses.ALL.parse(typed))).isEqualTo(text);
  }

  @Test
  void jsonHasTheRulesParametersOnly() throws Exception {
    String json =
        "{\"name\":\"soft-labels\",\"rule\":\"gaussian\",\"sigma\":2.0,\"eta\":1.0,\"own\":0.0,"
            + "\"weight\":1.0}";
    assertThat(Json.line(Losses.ALL.parse("soft-labels:rule=gaussian"))).isEqualTo(json);
    assertThat(new ObjectMapper().readValue(json, Loss.class))
        .isEqualTo(Losses.ALL.parse("soft-labels:rule=gaussian"));
  }

  /** Largest slopes by hand: 9^5, 9^1.5, 30 · 9², 0.3 · 9, 2000 · 9. */
  @Test
  void steepLossesSayWhatMakesThemSo() {
    assertThat(Losses.ALL.parse("class-distance:alpha=5").calmer(TEN))
        .containsExactly("a smaller alpha than 5.0");
    assertThat(Losses.ALL.parse("class-distance").calmer(TEN)).isEmpty();
    assertThat(Losses.ALL.parse("squared-expectation:weight=30").calmer(TEN))
        .containsExactly("a smaller weight than 30.0");
    assertThat(Losses.ALL.parse("expected-absolute-error").calmer(TEN)).isEmpty();
    assertThat(Losses.ALL.parse("dldl-v2:lambda=2000").calmer(TEN))
        .containsExactly("a smaller lambda than 2000.0");
    assertThat(Losses.ALL.parse("mean-variance:variance=20").calmer(TEN))
        .containsExactly("a smaller variance than 20.0");
    for (var member : Losses.ALL.members()) {
      assertThat(member.standard().calmer(TEN)).as(member.name()).isEmpty();
    }
  }
}
