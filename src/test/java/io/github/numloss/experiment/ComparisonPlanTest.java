package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.head.Heads;
import io.github.numloss.io.Json;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Measures;
import io.github.numloss.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonPlanTest {
  private static final Examples TRAIN =
      TinyData.images(40, ClassValues.of(1, 2.5f, 7), Split.TRAIN);

  private static ComparisonPlan plan(long trials) {
    return ComparisonPlan.of(
        new DatasetPair("tiny", "tiny"),
        TRAIN,
        true,
        Models.named("dnn").orElseThrow(),
        Measures.find("meanAbsoluteError").orElseThrow(),
        trials);
  }

  /** Whatever the time: five seeds a method, the baseline first, and no method lost. */
  @ParameterizedTest
  @CsvSource({"10, 2, 5", "14, 2, 5", "29, 5, 5", "100, 20, 5", "200, 29, 5", "1000, 29, 20"})
  void methodsComeBeforeMoreSeeds(long trials, int methods, int seeds) {
    ComparisonPlan planned = plan(trials);
    int all = ComparisonPlan.methods().size();
    assertThat(planned.plan().losses()).hasSize(Math.min(methods, all));
    assertThat(planned.plan().trials().size()).isLessThanOrEqualTo((int) trials);
    assertThat(planned.plan().models().get(0).seeds()).hasSize(seeds);
    assertThat(planned.plan().losses().get(0).name()).isEqualTo("cross-entropy");
    List<String> names =
        new ArrayList<>(planned.plan().losses().stream().map(LossPlan::name).toList());
    names.addAll(planned.left());
    assertThat(names).containsExactlyElementsOf(ComparisonPlan.methods().keySet());
  }

  @Test
  void everyLossAndHeadOfTheRegistriesIsTried() {
    Set<String> losses =
        ComparisonPlan.methods().values().stream()
            .map(method -> Losses.ALL.name(method.loss()))
            .collect(Collectors.toSet());
    Set<String> heads =
        ComparisonPlan.methods().values().stream()
            .map(method -> Heads.ALL.name(method.head()))
            .collect(Collectors.toSet());
    List<String> wanted = new ArrayList<>(Losses.ALL.names());
    wanted.remove("numeric-only");
    assertThat(losses).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(heads).containsExactlyInAnyOrderElementsOf(Heads.ALL.names());
  }

  @Test
  void aPlanCanBeWrittenAndRead() throws Exception {
    Plan plan = plan(20).plan();
    assertThat(Json.mapper().readValue(Json.line(plan), Plan.class)).isEqualTo(plan);
    assertThat(plan.choose()).isEqualTo("meanAbsoluteError");
  }

  @Test
  void tooLittleTimeIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(9))
        .withMessage(
            "there is time for 9 trainings, expected at least 10: 2 methods with 5 seeds each");
  }

  /** Some 2,000 steps, but of at least 5 and at most 100 epochs. */
  @ParameterizedTest
  @CsvSource({"54000, 5, 128, 0.1", "4000, 71, 128, 0.1", "390, 100, 16, 0.2", "2000, 40, 32, 0.2"})
  void aTrainingIsSetUpBySize(int examples, int epochs, int batchSize, double validation) {
    assertThat(Setting.of(examples)).isEqualTo(new Setting(epochs, batchSize, validation));
  }
}
