package io.github.numloss.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.measure.Criterion;
import io.github.numloss.report.Results.Group;
import io.github.numloss.report.Results.NotCounted;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.Equivalence;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.ReportedDifference;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment's trials show: the content of {@code summary.json}.
 *
 * @param schemaVersion 3; 2 had no rankings, costs and series, and measures by argmax alone; 1 had
 *     neither the family nor what was reported of a claim, and a bootstrap in place of its interval
 * @param title the plan's title
 * @param trialsPlanned the trials that the plan has
 * @param trialsDone the trials that were run
 * @param notCounted the trials that were run, or tried, and do not count
 * @param cells each measure of errors by argmax of each data set, model and loss
 * @param family the comparisons that are decided together; null if the plan has one loss
 * @param claims each claim that a loss is better than the baseline
 * @param rankings how the losses stand by all that was measured
 * @param costs how long they took to train
 * @param series those that differ in one number alone
 * @param choices what was chosen on the examples held back; empty if the plan asks for nothing
 * @param comparison how the plan came about, and what can be had without learning; null if it is
 *     not that of {@code numloss compare}
 */
public record ExperimentSummary(
    int schemaVersion,
    String title,
    int trialsPlanned,
    int trialsDone,
    List<NotCounted> notCounted,
    List<Cell> cells,
    @Nullable Family family,
    List<Claim> claims,
    List<Ranking> rankings,
    List<Cost> costs,
    List<Series> series,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Choice> choices,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Comparison comparison) {
  private static final int SCHEMA_VERSION = 3;

  /**
   * A measure under one loss, decoded by argmax.
   *
   * @param data the label of the pair of data sets
   * @param model the model's name in the plan
   * @param loss the name of the loss
   * @param measure the measure
   * @param seeds the seeds that were run
   * @param values the measure by seed
   * @param summary mean and spread of the values
   * @param paper what the paper reports; null if it has no such cell
   */
  public record Cell(
      String data,
      String model,
      String loss,
      ErrorStatistic measure,
      List<Long> seeds,
      List<Double> values,
      Summary summary,
      @Nullable Paper paper) {}

  /**
   * The paper's value of a cell, with the paper's digits.
   *
   * @param mean the mean
   * @param standardDeviation the standard deviation
   */
  public record Paper(BigDecimal mean, BigDecimal standardDeviation) {}

  /**
   * The claim that a loss is better than the baseline.
   *
   * @param data the label of the pair of data sets
   * @param model the model's name in the plan
   * @param baseline the name of the plan's first loss
   * @param proposed the name of the other loss
   * @param criterion the measure, and how probabilities are decoded for it
   * @param seeds the seeds that both were run with
   * @param baselineMean the baseline's mean over these; null if there are no pairs
   * @param comparison the comparison in pairs by seed; null if there are no pairs
   * @param interval the interval of the difference for other seeds and images; null if there are no
   *     pairs, or a trial of them has not kept its errors, or not all have the same number of test
   *     images, or it is no measure of errors by argmax, which alone are kept
   * @param reported what the paper reports of the same comparison; null if it has no such one
   * @param adjustedP the sign-flip test's p value, adjusted by Holm over the family
   * @param equivalence the test whether the difference is less than what the plan says would
   *     matter; null if it says nothing, or there is no spread
   * @param equivalenceAdjustedP its p value, adjusted by Holm over a family of such tests
   * @param verdict what follows from it
   */
  public record Claim(
      String data,
      String model,
      String baseline,
      String proposed,
      @JsonUnwrapped Criterion criterion,
      List<Long> seeds,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double baselineMean,
      @Nullable PairedComparison comparison,
      @Nullable DifferenceInterval interval,
      @Nullable ReportedDifference reported,
      @Nullable Double adjustedP,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Equivalence equivalence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double equivalenceAdjustedP,
      Verdict verdict) {
    boolean isReported() {
      return reported != null;
    }

    /** Tells whether it follows from the errors of images by argmax, which trials keep. */
    boolean isOfErrors() {
      return isOfErrors(criterion);
    }

    static boolean isOfErrors(Criterion criterion) {
      return criterion.isOfArgmax()
          && Stream.of(ErrorStatistic.values())
              .anyMatch(error -> error.toString().equals(criterion.measure().name()));
    }

    /** Gives the verdict in words. */
    String words() {
      return verdict.words(isReported());
    }

    /** Gives the mean difference with the sign that makes it negative for the better. */
    double change() {
      double difference = comparison == null ? 0 : comparison.meanDifference();
      return criterion.lowerIsBetter() ? difference : -difference;
    }

    /** Tells whether the test has decided that the loss is better, or that it is worse. */
    boolean isDecided(boolean better) {
      return adjustedP != null
          && adjustedP < Verdict.LEVEL
          && (better ? change() < 0 : change() > 0);
    }

    /** Gives the claim with its verdict, once its p values were adjusted. */
    Claim decided(@Nullable Double familyP, @Nullable Double equivalenceFamilyP) {
      return new Claim(
          data,
          model,
          baseline,
          proposed,
          criterion,
          seeds,
          baselineMean,
          comparison,
          interval,
          reported,
          familyP,
          equivalence,
          equivalenceFamilyP,
          Verdict.of(change(), familyP, reported, equivalenceFamilyP));
    }
  }

  /**
   * Sums results up.
   *
   * @param results the results
   * @return the summary
   */
  public static ExperimentSummary of(Results results) {
    return of(results, null);
  }

  /** Sums up the results of a plan that came about in some way. */
  static ExperimentSummary of(Results results, @Nullable Comparison comparison) {
    PaperValues paper = comparison == null ? PaperValues.load() : PaperValues.none();
    List<Cell> cells = new ArrayList<>();
    for (Group group : results.groups()) {
      for (ErrorStatistic measure : ErrorStatistic.values()) {
        for (LossPlan loss : results.plan().losses()) {
          Criterion criterion = Criterion.of(measure.toString(), null);
          SortedMap<Long, Double> values = results.values(group, loss, criterion);
          if (!values.isEmpty()) {
            cells.add(cell(group, loss, measure, values, paper));
          }
        }
      }
    }
    return new ExperimentSummary(
        SCHEMA_VERSION,
        results.plan().title(),
        results.plan().trials().size(),
        results.trials().size(),
        results.notCounted(),
        cells,
        Family.of(results).orElse(null),
        Claims.of(results, paper),
        Ranking.of(results),
        Cost.of(results),
        Series.of(results.plan()),
        Choice.of(results),
        comparison);
  }

  /** Gives what is decided together, of a summary with claims. */
  Family familyOfClaims() {
    return Objects.requireNonNull(family);
  }

  /** Tells whether the paper has values to lay beside ours. */
  boolean besidePaper() {
    return cells.stream().anyMatch(cell -> cell.paper() != null);
  }

  /** Tells whether the paper compares two losses as the plan does. */
  boolean hasReported() {
    return claims.stream().anyMatch(Claim::isReported);
  }

  /** Tells whether there are comparisons that the paper does not make. */
  boolean hasUnreported() {
    return !claims.stream().allMatch(Claim::isReported);
  }

  /** Gives what the plan's losses are compared by, in its order. */
  List<Criterion> criteria() {
    return claims.stream().map(Claim::criterion).distinct().toList();
  }

  /** Gives a ranking of each group, which stands for its data and model. */
  List<Ranking> groups() {
    Map<List<String>, Ranking> groups = new LinkedHashMap<>();
    rankings.forEach(
        ranking -> groups.putIfAbsent(List.of(ranking.data(), ranking.model()), ranking));
    return List.copyOf(groups.values());
  }

  /** Gives the losses of a group that have trials, in the plan's order. */
  List<String> losses(Ranking group) {
    return costs.stream()
        .filter(cost -> group.isOf(cost.data(), cost.model()))
        .map(Cost::loss)
        .toList();
  }

  /** Finds how the losses of a group stand. */
  Optional<Ranking> ranking(String data, String model, Criterion criterion) {
    return rankings.stream()
        .filter(ranking -> ranking.isOf(data, model) && ranking.criterion().equals(criterion))
        .findFirst();
  }

  /**
   * Tells whether more than one loss is compared with the baseline, so that each has to be named.
   */
  boolean severalProposed() {
    return claims.stream().map(Claim::proposed).distinct().count() > 1;
  }

  private static Cell cell(
      Group group,
      LossPlan loss,
      ErrorStatistic measure,
      SortedMap<Long, Double> values,
      PaperValues paper) {
    Optional<Paper> reported =
        paper
            .find(group, loss, Criterion.of(measure.toString(), null))
            .map(value -> new Paper(value.mean(), value.standardDeviation()));
    return new Cell(
        group.pair().label(),
        group.modelName(),
        loss.name(),
        measure,
        List.copyOf(values.keySet()),
        List.copyOf(values.values()),
        Summary.of(Results.array(values.values())),
        reported.orElse(null));
  }
}
