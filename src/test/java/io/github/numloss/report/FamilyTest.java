package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FamilyTest {
  private static final List<ModelSpec> MODELS = List.of(Models.DNN, Models.CNN, Models.RNN);
  private static final OptimizerConfig ADAM =
      new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null);

  /** Gives the dnn, the cnn and the rnn so many seeds, in the order in which they stand. */
  private static Plan plan(List<LossPlan> losses, int... seeds) {
    List<ModelPlan> models = new ArrayList<>();
    for (int i = 0; i < seeds.length; i++) {
      List<Long> ofModel = LongStream.rangeClosed(1, seeds[i]).boxed().toList();
      models.add(new ModelPlan(MODELS.get(i), ofModel, 1, 1, 0, ADAM));
    }
    return new Plan(1, "a title", List.of(MadeUp.MARKS, MadeUp.FOLDER), models, losses, null);
  }

  private static Family family(int... seeds) {
    return Family.of(plan(List.of(MadeUp.BASELINE, MadeUp.PROPOSED), seeds)).orElseThrow();
  }

  @Test
  void tenSeedsCanDecideEighteenComparisons() {
    Family family = family(10, 10, 10);
    assertThat(family.comparisons()).isEqualTo(18);
    assertThat(family.leastP()).isEqualTo(18.0 / 512);
    assertThat(family.undecidable()).isZero();
    assertThat(family.sentences())
        .containsExactly(
            "18 comparisons (2 data sets × 3 models × 3 measures × 1 loss) are decided together,"
                + " with the correction of Holm (1979).",
            "The least p value that 10 seeds can give, corrected for 18 comparisons, is 0.0352,"
                + " below 0.05.");
  }

  @Test
  void nineSeedsCanDecideNone() {
    Family family = family(9, 9, 9);
    assertThat(family.leastP()).isEqualTo(18.0 / 256);
    assertThat(family.undecidable()).isEqualTo(18);
    assertThat(family.sentences().get(1))
        .endsWith(
            "is 0.0703, not below 0.05: they show the direction and the size of a difference, not"
                + " whether it is real. 10 seeds could.");
  }

  /** Holm's steps: the six of twelve seeds can reach 12 / 2048, and then those of eight 6 / 128. */
  @Test
  void aModelWithFewSeedsCanNotBeDecidedAndTheOthersCan() {
    Family family = family(8, 12);
    assertThat(family.leastP()).isEqualTo(12.0 / 2048);
    assertThat(family.undecidable()).isZero();
    Family fewer = family(7, 12);
    assertThat(fewer.undecidable()).isEqualTo(6);
    assertThat(fewer.sentences().get(1))
        .isEqualTo(
            "The least p value that 7 to 12 seeds can give, corrected for 12 comparisons, is"
                + " 0.0059, but 6 comparisons have too few seeds for one below 0.05. 9 seeds each"
                + " would do.");
  }

  @Test
  void severalLossesMakeTheFamilyLarger() {
    Plan plan = plan(List.of(MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS), 3);
    Family family = Family.of(plan).orElseThrow();
    assertThat(family.losses()).isEqualTo(2);
    assertThat(family.comparisons()).isEqualTo(12);
    assertThat(family.leastP()).isEqualTo(1);
    assertThat(family.sentences().get(0)).startsWith("12 comparisons (2 data sets × 1 model ×");
  }

  @Test
  void beyondTwentySeedsTheTestDrawsItsSigns() {
    assertThat(family(20).leastP()).isEqualTo(6.0 / (1 << 19));
    assertThat(family(21).leastP()).isEqualTo(6.0 / 100_001);
  }

  @Test
  void aPlanMayCompareInFewerMeasures() {
    Plan all = plan(List.of(MadeUp.BASELINE, MadeUp.PROPOSED), 6, 6);
    Plan fewer =
        new Plan(
            1,
            "a title",
            List.of(MadeUp.MARKS),
            all.models().subList(0, 1),
            all.losses(),
            List.of(FamilyItem.of("meanAbsoluteError")));
    Family family = Family.of(fewer).orElseThrow();
    assertThat(family.comparisons()).isEqualTo(1);
    assertThat(family.leastP()).isEqualTo(1.0 / 32);
    assertThat(family.sentences().get(0))
        .startsWith("1 comparison (1 data set × 1 model × 1 measure × 1 loss)");
  }

  @Test
  void oneLossIsNoFamily() {
    assertThat(Family.of(plan(List.of(MadeUp.BASELINE), 3))).isEmpty();
  }
}
