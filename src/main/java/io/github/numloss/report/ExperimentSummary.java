package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.report.Results.Group;
import io.github.numloss.report.Results.NotCounted;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.ReportedDifference;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an experiment's trials show: the content of {@code summary.json}.
 *
 * @param schemaVersion 2; 1 had neither the family nor what was reported of a claim, and a
 *     bootstrap in place of its interval
 * @param title the plan's title
 * @param trialsPlanned the trials that the plan has
 * @param trialsDone the trials that were run
 * @param notCounted the trials that were run, or tried, and do not count
 * @param cells each measure of each data set, model and loss
 * @param family the comparisons that are decided together; null if the plan has one loss
 * @param claims each claim that a loss has a lower measure than the baseline
 */
public record ExperimentSummary(
    int schemaVersion,
    String title,
    int trialsPlanned,
    int trialsDone,
    List<NotCounted> notCounted,
    List<Cell> cells,
    Family family,
    List<Claim> claims) {
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
      Paper paper) {}

  /**
   * The paper's value of a cell, with the paper's digits.
   *
   * @param mean the mean
   * @param standardDeviation the standard deviation
   */
  public record Paper(BigDecimal mean, BigDecimal standardDeviation) {}

  /**
   * The claim that a measure is lower than under the baseline.
   *
   * @param data the label of the pair of data sets
   * @param model the model's name in the plan
   * @param baseline the name of the plan's first loss
   * @param proposed the name of the other loss
   * @param measure the measure
   * @param seeds the seeds that both were run with
   * @param comparison the comparison in pairs by seed; null if there are no pairs
   * @param interval the interval of the difference for other seeds and images; null if there are no
   *     pairs, or a trial of them has not kept its errors, or not all have the same number of test
   *     images
   * @param reported what the paper reports of the same comparison; null if it has no such one
   * @param adjustedP the sign-flip test's p value, adjusted by Holm over the family
   * @param verdict what follows from it
   */
  public record Claim(
      String data,
      String model,
      String baseline,
      String proposed,
      ErrorStatistic measure,
      List<Long> seeds,
      PairedComparison comparison,
      DifferenceInterval interval,
      ReportedDifference reported,
      Double adjustedP,
      Verdict verdict) {
    boolean isReported() {
      return reported != null;
    }

    /** Gives the verdict in words. */
    String words() {
      return verdict.words(isReported());
    }

    /** Gives the claim with its verdict, once its p value was adjusted. */
    Claim decided(Double familyP) {
      double difference = comparison == null ? 0 : comparison.meanDifference();
      return new Claim(
          data,
          model,
          baseline,
          proposed,
          measure,
          seeds,
          comparison,
          interval,
          reported,
          familyP,
          Verdict.of(difference, familyP, reported));
    }
  }

  /**
   * Sums results up.
   *
   * @param results the results
   * @return the summary
   */
  public static ExperimentSummary of(Results results) {
    PaperValues paper = PaperValues.load();
    List<Cell> cells = new ArrayList<>();
    for (Group group : results.groups()) {
      for (ErrorStatistic measure : ErrorStatistic.values()) {
        for (LossPlan loss : results.plan().losses()) {
          SortedMap<Long, Double> values = results.values(group, loss, measure);
          if (!values.isEmpty()) {
            cells.add(cell(group, loss, measure, values, paper));
          }
        }
      }
    }
    return new ExperimentSummary(
        2,
        results.plan().title(),
        results.plan().trials().size(),
        results.trials().size(),
        results.notCounted(),
        cells,
        Family.of(results.plan()).orElse(null),
        Claims.of(results, paper));
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
            .find(group, loss, measure)
            .map(value -> new Paper(value.mean(), value.standardDeviation()));
    return new Cell(
        group.pair().label(),
        group.model().name(),
        loss.name(),
        measure,
        List.copyOf(values.keySet()),
        List.copyOf(values.values()),
        Summary.of(Results.array(values.values())),
        reported.orElse(null));
  }
}
