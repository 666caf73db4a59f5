package io.github.numloss.report;

import io.github.numloss.evaluate.Metrics;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.model.Architecture;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.Holm;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an experiment's trials show: the content of {@code summary.json}.
 *
 * @param schemaVersion 1
 * @param title the plan's title
 * @param trialsPlanned the trials that the plan has
 * @param trialsDone the trials that were run
 * @param cells each measure of each data set, model and loss
 * @param claims each claim that a loss has a lower measure than the baseline
 */
public record ExperimentSummary(
    int schemaVersion,
    String title,
    int trialsPlanned,
    int trialsDone,
    List<Cell> cells,
    List<Claim> claims) {
  private static final String DECODER = "argmax";

  /**
   * A measure under one loss, decoded by argmax.
   *
   * @param data the label of the pair of data sets
   * @param model the model
   * @param loss the name of the loss
   * @param measure the measure
   * @param seeds the seeds that were run
   * @param values the measure by seed
   * @param summary mean and spread of the values
   * @param paper what the paper reports; null if it has no such cell
   */
  public record Cell(
      String data,
      Architecture model,
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
   * @param model the model
   * @param baseline the name of the plan's first loss
   * @param proposed the name of the other loss
   * @param measure the measure
   * @param seeds the seeds that both were run with
   * @param comparison the comparison in pairs by seed; null if there are no pairs
   * @param adjustedP the sign-flip test's p value, adjusted by Holm over all claims
   * @param verdict what follows from it
   */
  public record Claim(
      String data,
      Architecture model,
      String baseline,
      String proposed,
      ErrorStatistic measure,
      List<Long> seeds,
      PairedComparison comparison,
      Double adjustedP,
      Verdict verdict) {}

  /**
   * Sums results up.
   *
   * @param results the results
   * @return the summary
   */
  public static ExperimentSummary of(Results results) {
    List<Cell> cells = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    PaperValues paper = PaperValues.load();
    List<LossPlan> losses = results.plan().losses();
    for (Group group : results.groups()) {
      for (ErrorStatistic measure : ErrorStatistic.values()) {
        List<SortedMap<Long, Double>> byLoss = new ArrayList<>();
        for (LossPlan loss : losses) {
          SortedMap<Long, Double> values = values(results.of(group, loss), measure);
          byLoss.add(values);
          if (!values.isEmpty()) {
            cells.add(cell(group, loss, measure, values, paper));
          }
        }
        for (int i = 1; i < losses.size(); i++) {
          claims.add(
              claim(group, losses.get(0), losses.get(i), measure, byLoss.get(0), byLoss.get(i)));
        }
      }
    }
    return new ExperimentSummary(
        1,
        results.plan().title(),
        results.plan().trials().size(),
        results.trials().size(),
        cells,
        decide(claims));
  }

  /** Gives a measure by seed; a trial that misclassified nothing has no value for the third. */
  private static SortedMap<Long, Double> values(
      Map<Long, TrialResult> results, ErrorStatistic measure) {
    SortedMap<Long, Double> values = new TreeMap<>();
    results.forEach(
        (seed, result) -> {
          Metrics metrics = result.metrics().get(DECODER);
          Double value =
              switch (measure) {
                case ERROR_RATE -> metrics.errorRate();
                case MEAN_ABSOLUTE_ERROR -> metrics.meanAbsoluteError();
                case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED -> metrics.meanAbsoluteErrorMisclassified();
              };
          if (value != null) {
            values.put(seed, value);
          }
        });
    return values;
  }

  private static Cell cell(
      Group group,
      LossPlan loss,
      ErrorStatistic measure,
      SortedMap<Long, Double> values,
      PaperValues paper) {
    String data = group.pair().label();
    Optional<Paper> reported =
        paper
            .find(data, group.model(), loss.name(), measure)
            .map(value -> new Paper(value.mean(), value.standardDeviation()));
    return new Cell(
        data,
        group.model(),
        loss.name(),
        measure,
        List.copyOf(values.keySet()),
        List.copyOf(values.values()),
        Summary.of(array(values)),
        reported.orElse(null));
  }

  private static Claim claim(
      Group group,
      LossPlan baseline,
      LossPlan proposed,
      ErrorStatistic measure,
      SortedMap<Long, Double> baselineValues,
      SortedMap<Long, Double> proposedValues) {
    SortedMap<Long, Double> first = new TreeMap<>(baselineValues);
    SortedMap<Long, Double> second = new TreeMap<>(proposedValues);
    first.keySet().retainAll(second.keySet());
    second.keySet().retainAll(first.keySet());
    return new Claim(
        group.pair().label(),
        group.model(),
        baseline.name(),
        proposed.name(),
        measure,
        List.copyOf(first.keySet()),
        first.isEmpty() ? null : PairedComparison.of(array(first), array(second)),
        null,
        Verdict.UNDECIDED);
  }

  private static List<Claim> decide(List<Claim> claims) {
    List<Double> adjusted =
        Holm.adjust(
            claims.stream()
                .map(claim -> claim.comparison() == null ? null : claim.comparison().signFlipP())
                .toList());
    List<Claim> decided = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      double difference = claim.comparison() == null ? 0 : claim.comparison().meanDifference();
      decided.add(
          new Claim(
              claim.data(),
              claim.model(),
              claim.baseline(),
              claim.proposed(),
              claim.measure(),
              claim.seeds(),
              claim.comparison(),
              adjusted.get(i),
              Verdict.of(difference, adjusted.get(i))));
    }
    return decided;
  }

  private static double[] array(SortedMap<Long, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
