package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.Losses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cross-entropy | softmax | L1 alone
          numeric | softmax | L with α = 0.05, β = 0.9
          numeric-only:alpha=2 | softmax | L2 alone, α = 2
          crps | softmax | crps
          soft-labels:rule=gaussian,sigma=2 | softmax | soft-labels:rule=gaussian
          cross-entropy | corn | L1 alone, head corn
          numeric:beta=0.5 | unimodal | L with α = 0.05, β = 0.5, head unimodal
          own | cumulative-link:link=probit | the own loss of the head cumulative-link:link=probit
          own | softmax | L1 alone
          """)
  void aLossIsNamedAsInThePaperOrAsItIsTyped(String loss, String head, String formula) {
    assertThat(Labels.formula(new LossPlan("x", Losses.ALL.parse(loss), Heads.ALL.parse(head))))
        .isEqualTo(formula);
  }
}
