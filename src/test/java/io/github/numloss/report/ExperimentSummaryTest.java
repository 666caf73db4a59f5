package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.measure.Criterion;
import io.github.numloss.model.Models;
import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExperimentSummaryTest {
  /** Of ten images, the baseline has 2 and 4 wrong, the proposed loss 1 and 2, always by one. */
  private static ExperimentSummary twoSeeds() {
    return ExperimentSummary.of(
        MadeUp.threeClasses()
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 2, counts(4))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts(2))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 3, counts(9))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 1, counts(1))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 2, counts(2))
            .results());
  }

  private static int[][] counts(int wrongByOne) {
    return MadeUp.rows(10 - wrongByOne, wrongByOne, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aCellHasTheMeasureOfEachSeedInOrder() {
    Cell cell = twoSeeds().cells().get(0);
    assertThat(cell.data()).isEqualTo("marks");
    assertThat(cell.loss()).isEqualTo("baseline");
    assertThat(cell.measure()).isEqualTo(ErrorStatistic.ERROR_RATE);
    assertThat(cell.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(cell.values()).containsExactly(0.2, 0.4, 0.9);
    assertThat(cell.summary().mean()).isEqualTo(0.5, within(1e-15));
    assertThat(cell.paper()).isNull();
  }

  @Test
  void aClaimComparesTheSeedsThatBothLossesHave() {
    Claim claim = twoSeeds().claims().get(0);
    assertThat(claim.seeds()).containsExactly(1L, 2L);
    assertThat(claim.comparison().meanDifference())
        .isEqualTo((0.1 - 0.2 + 0.2 - 0.4) / 2, within(1e-15));
    assertThat(claim.comparison().signFlipP()).isEqualTo(0.5);
    assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void theIntervalIsOfTheImagesOfThosePairs() {
    Claim claim = twoSeeds().claims().get(0);
    assertThat(claim.interval().images()).isEqualTo(10);
    assertThat(claim.interval().withinSeeds()).hasSize(2);
    assertThat(claim.interval().difference())
        .isEqualTo(claim.comparison().meanDifference(), within(1e-15));
    assertThat(claim.interval().low()).isNull();
    assertThat(claim.interval().reason()).isEqualTo("it takes 5 seeds, and there are 2");
  }

  /** 0.3 − 0.1 is neither 0.2 nor the float32 of it when both are float32. */
  @Test
  void theIntervalAndTheMeasuresAreOfTheSameErrors() {
    MadeUp tenths = new MadeUp(ClassValues.of(0.1f, 0.2f, 0.3f), 2, 0);
    for (long seed = 1; seed <= 2; seed++) {
      int wrong = (int) seed;
      tenths.with(
          MadeUp.MARKS,
          Models.DNN,
          MadeUp.BASELINE,
          seed,
          MadeUp.rows(10 - 3 * wrong, wrong, 2 * wrong, 0, 0, 0, 0, 0, 0));
      tenths.with(
          MadeUp.MARKS,
          Models.DNN,
          MadeUp.PROPOSED,
          seed,
          MadeUp.rows(10 - wrong, 0, wrong, 0, 0, 0, 0, 0, 0));
    }
    List<Claim> claims =
        ExperimentSummary.of(tenths.results()).claims().stream()
            .filter(claim -> claim.interval() != null)
            .toList();
    assertThat(claims).hasSize(ErrorStatistic.values().length);
    for (Claim claim : claims) {
      assertThat(claim.interval().difference())
          .as("%s", claim.criterion())
          .isEqualTo(claim.comparison().meanDifference(), within(1e-15));
    }
    assertThat(claims.get(1).comparison().meanDifference()).isEqualTo(-0.45 / 10, within(1e-15));
  }

  @Test
  void aTrialThatKeptNoErrorsLeavesTheRestOfTheClaim() {
    Results whole =
        MadeUp.threeClasses()
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts(2))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 2, counts(4))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 1, counts(1))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 2, counts(2))
            .results();
    Map<PlannedTrial, float[]> fewer = new LinkedHashMap<>(whole.absoluteErrors());
    fewer.remove(fewer.keySet().iterator().next());
    Claim claim =
        ExperimentSummary.of(new Results(whole.plan(), whole.trials(), fewer, List.of()))
            .claims()
            .get(0);
    assertThat(claim.interval()).isNull();
    assertThat(claim.seeds()).containsExactly(1L, 2L);
    assertThat(claim.comparison().pairs()).isEqualTo(2);
  }

  /** Three seeds on MNIST, of which the two losses get the same images wrong, always by one. */
  private static List<Claim> noDifference(LossPlan baseline, LossPlan proposed) {
    MadeUp madeUp = MadeUp.of(List.of(MadeUp.MNIST), baseline, proposed);
    for (int seed = 1; seed <= 3; seed++) {
      for (LossPlan loss : List.of(baseline, proposed)) {
        madeUp.with(MadeUp.MNIST, Models.DNN, loss, seed, counts(seed));
      }
    }
    return ExperimentSummary.of(madeUp.results()).claims();
  }

  /**
   * The paper reports 0, −0.005 and −0.24 of the dnn; by its own spread these are worth ± 0.0057
   * and ± 0.158, by Student's distribution with 3.9 and 3.2 degrees of freedom.
   */
  @Test
  void aClaimThatThePaperMakesIsLaidBesideItsDifference() {
    List<Claim> claims = noDifference(MadeUp.BASELINE, MadeUp.PAPERS);
    assertThat(claims)
        .extracting(Claim::verdict)
        .containsExactly(Verdict.NOT_CLAIMED, Verdict.UNDECIDED, Verdict.SMALLER_THAN_REPORTED);
    assertThat(claims)
        .extracting(claim -> claim.reported().difference())
        .containsExactly(0.0, -0.005, -0.24);
    assertThat(claims.get(1).reported().confidenceLow()).isEqualTo(0.005 - 0.0057, within(5e-5));
    assertThat(claims.get(2).reported().confidenceLow()).isEqualTo(0.24 - 0.158, within(5e-4));
  }

  @Test
  void otherWeightsOrTheLossesExchangedAreNotThePapersClaim() {
    assertThat(noDifference(MadeUp.BASELINE, MadeUp.PROPOSED))
        .allSatisfy(claim -> assertThat(claim.reported()).isNull())
        .extracting(Claim::verdict)
        .containsOnly(Verdict.UNDECIDED);
    assertThat(noDifference(MadeUp.PAPERS, MadeUp.BASELINE))
        .extracting(Claim::reported)
        .containsOnlyNulls();
  }

  /** Planned are two data sets, two models and three measures; the dnn on one data set was run. */
  @Test
  void comparisonsThatWereNotRunCountTowardsTheFamily() {
    MadeUp madeUp = MadeUp.threeClasses();
    for (int seed = 1; seed <= 3; seed++) {
      madeUp.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, seed, counts(3 + seed));
      madeUp.with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, seed, counts(1));
    }
    ExperimentSummary summary = ExperimentSummary.of(madeUp.results());
    assertThat(summary.family().comparisons()).isEqualTo(12);
    assertThat(summary.claims()).hasSize(3);
    assertThat(summary.claims().get(0).comparison().signFlipP()).isEqualTo(0.25);
    assertThat(summary.claims().get(0).adjustedP()).isEqualTo(1);
  }

  @Test
  void measuresOutsideOfTheFamilyAreDescribedButNotCompared() {
    Results all =
        MadeUp.threeClasses()
            .with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts(2))
            .with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, 1, counts(1))
            .results();
    Plan plan = all.plan();
    Plan one =
        new Plan(
            1,
            plan.title(),
            plan.pairs(),
            plan.models(),
            plan.losses(),
            List.of(FamilyItem.of("meanAbsoluteError")));
    ExperimentSummary summary =
        ExperimentSummary.of(
            new Results(one, all.trials(), all.absoluteErrors(), all.notCounted()));
    assertThat(summary.cells()).extracting(Cell::measure).contains(ErrorStatistic.values());
    assertThat(summary.claims())
        .extracting(Claim::criterion)
        .containsExactly(Criterion.of("meanAbsoluteError", "argmax"));
    assertThat(summary.family().comparisons()).isEqualTo(4);
  }

  @Test
  void whatOnlyOneLossHasIsNoClaimThatCouldBeDecided() {
    ExperimentSummary summary =
        ExperimentSummary.of(
            MadeUp.threeClasses()
                .with(MadeUp.MARKS, Models.RNN, MadeUp.BASELINE, 1, counts(1))
                .with(MadeUp.MARKS, Models.RNN, MadeUp.PROPOSED, 2, counts(1))
                .results());
    List<Claim> claims = summary.claims();
    assertThat(claims).hasSize(3);
    assertThat(claims)
        .allSatisfy(
            claim -> {
              assertThat(claim.comparison()).isNull();
              assertThat(claim.interval()).isNull();
              assertThat(claim.adjustedP()).isNull();
              assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDED);
            });
  }
}
