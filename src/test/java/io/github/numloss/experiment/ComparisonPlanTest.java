package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.ComparisonPlan.Request;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.head.Heads;
import io.github.numloss.io.Json;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Measures;
import io.github.numloss.model.Models;
import io.github.numloss.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonPlanTest {
  private static final Examples TRAIN =
      TinyData.images(40, ClassValues.of(1, 2.5f, 7), Split.TRAIN);

  private static Request request(boolean isGiven, DataOptions options) {
    return new Request(
        new DatasetPair("tiny", "tiny", options),
        TRAIN,
        isGiven,
        Models.named("dnn").orElseThrow(),
        Measures.find("meanAbsoluteError").orElseThrow(),
        List.of(),
        null);
  }

  /** A full training of the 40 examples has 100 epochs, of a second each. */
  private static Optional<ComparisonPlan> plan(Request request, double seconds) {
    return ComparisonPlan.of(request, Setting::epochs, seconds);
  }

  /**
   * Whatever the time: the baseline first, no method lost, seeds that can decide, and trainings
   * that are shortened before there are fewer than 8 methods.
   */
  @ParameterizedTest
  @CsvSource({
    "300, 2, 6, 25",
    "449, 2, 8, 25",
    "1200, 8, 6, 25",
    "2400, 8, 6, 50",
    "4799, 15, 6, 50",
    "4800, 8, 6, 100",
    "18000, 26, 6, 100",
    "100000, 26, 20, 100"
  })
  void methodsComeBeforeMoreSeeds(double seconds, int methods, int seeds, int epochs) {
    ComparisonPlan planned = plan(request(true, null), seconds).orElseThrow();
    assertThat(planned.plan().losses()).hasSize(methods);
    ModelPlan model = planned.plan().models().get(0);
    assertThat(model.epochs()).isEqualTo(epochs);
    assertThat(model.seeds()).hasSize(seeds);
    assertThat(planned.seconds()).isEqualTo(epochs);
    assertThat(planned.plan().trials().size() * planned.seconds()).isLessThanOrEqualTo(seconds);
    assertThat(planned.plan().losses().get(0).name()).isEqualTo("cross-entropy");
    List<String> names =
        new ArrayList<>(planned.plan().losses().stream().map(LossPlan::name).toList());
    names.addAll(planned.left());
    assertThat(names).containsExactlyElementsOf(ComparisonPlan.methods().keySet());
    assertThat(PairedComparison.leastSignFlipP(seeds)).isLessThan(0.05);
  }

  /** Each example is tested on as often as the others. */
  @ParameterizedTest
  @CsvSource({"5, 5, 5", "3, 6, 6", "10, 10, 10", "2, 6, 6"})
  void dividedDataIsTestedOnWholly(int folds, int least, int seeds) {
    Request request = request(false, DataOptions.NONE.divided(folds));
    assertThat(request.leastSeeds()).isEqualTo(least);
    ComparisonPlan planned = plan(request, 2.9 * least * 25).orElseThrow();
    assertThat(planned.plan().losses()).hasSize(2);
    assertThat(planned.plan().models().get(0).seeds()).hasSize(seeds);
    ComparisonPlan large = plan(request, 1e6).orElseThrow();
    assertThat(large.plan().models().get(0).seeds().size() % folds).isZero();
    assertThat(large.left()).isEmpty();
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
    Request request =
        new Request(
            new DatasetPair("tiny", "tiny"),
            TRAIN,
            true,
            Models.named("dnn").orElseThrow(),
            Measures.find("meanAbsoluteError").orElseThrow(),
            List.of(Augmentations.ALL.parse("shift:pixels=1")),
            ClassWeights.BALANCED);
    Plan plan = plan(request, 2000).orElseThrow().plan();
    assertThat(Json.mapper().readValue(Json.line(plan), Plan.class)).isEqualTo(plan);
    assertThat(plan.choose()).isEqualTo("meanAbsoluteError");
    assertThat(plan.models().get(0).augmentation()).isEqualTo(request.augmentation());
    assertThat(plan.models().get(0).classWeights()).isEqualTo(ClassWeights.BALANCED);
  }

  @Test
  void tooLittleTimeIsTold() {
    Request request = request(true, null);
    assertThat(plan(request, 299)).isEmpty();
    assertThat(ComparisonPlan.leastSeconds(request, Setting::epochs)).isEqualTo(300);
  }

  /** Some 2,000 steps, but of at least 5 and at most 100 epochs. */
  @ParameterizedTest
  @CsvSource({"54000, 5, 128, 0.1", "4000, 71, 128, 0.1", "390, 100, 16, 0.2", "2000, 40, 32, 0.2"})
  void aTrainingIsSetUpBySize(int examples, int epochs, int batchSize, double validation) {
    assertThat(Setting.of(examples)).isEqualTo(new Setting(epochs, batchSize, validation));
  }
}
