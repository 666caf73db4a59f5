package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.Equivalence;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.Holm;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares every loss of a plan with its first one, in pairs by seed. */
final class Claims {
  private Claims() {}

  /** Makes a claim for each group, item of the family and loss after the first. */
  static List<Claim> of(Results results, PaperValues paper) {
    List<Claim> claims =
        results.groups().parallelStream()
            .flatMap(group -> claims(results, paper, group).stream())
            .toList();
    return decide(claims, Family.of(results));
  }

  private static List<Claim> claims(Results results, PaperValues paper, Group group) {
    List<LossPlan> losses = results.plan().losses();
    LossPlan baseline = losses.get(0);
    Map<LossPlan, Map<ErrorStatistic, DifferenceInterval>> intervals = new LinkedHashMap<>();
    for (LossPlan proposed : losses.subList(1, losses.size())) {
      intervals.put(proposed, intervals(results, group, baseline, proposed));
    }
    List<Claim> claims = new ArrayList<>();
    for (FamilyItem item : results.plan().family()) {
      intervals.forEach(
          (proposed, found) ->
              claims.add(
                  claim(results, paper, group, proposed, item, interval(found, item.criterion()))));
    }
    return claims;
  }

  /** The errors of images are kept as decoded by argmax, and give three measures. */
  private static @Nullable DifferenceInterval interval(
      Map<ErrorStatistic, DifferenceInterval> intervals, Criterion criterion) {
    return intervals.values().stream()
        .filter(interval -> criterion.isOfArgmax())
        .filter(interval -> interval.statistic().toString().equals(criterion.measure().name()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Takes the seeds that both losses have; gives nothing if there are none, or a trial of them has
   * not kept its errors, or their test images are others for each seed, or don't count the same.
   */
  private static Map<ErrorStatistic, DifferenceInterval> intervals(
      Results results, Group group, LossPlan baseline, LossPlan proposed) {
    Set<Long> seeds = new TreeSet<>(results.of(group, baseline).keySet());
    seeds.retainAll(results.of(group, proposed).keySet());
    Map<Long, float[]> before = results.absoluteErrors(group, baseline);
    Map<Long, float[]> after = results.absoluteErrors(group, proposed);
    before.keySet().retainAll(seeds);
    after.keySet().retainAll(seeds);
    long sizes =
        Stream.concat(before.values().stream(), after.values().stream())
            .mapToInt(errors -> errors.length)
            .distinct()
            .count();
    if (before.size() < seeds.size() || after.size() < seeds.size() || sizes != 1) {
      return Map.of();
    }
    TrialResult first = results.of(group, baseline).values().iterator().next();
    TrialResult.Data data = first.data();
    if (data.divided() != null || first.isWeighted()) {
      return Map.of();
    }
    double[][] baselineErrors = errors(before.values(), data.classValues());
    double[][] proposedErrors = errors(after.values(), data.classValues());
    return DifferenceInterval.of(baselineErrors, proposedErrors);
  }

  private static double[][] errors(Collection<float[]> kept, ClassValues values) {
    return kept.stream()
        .map(errors -> Evaluation.absoluteErrors(errors, values))
        .toArray(double[][]::new);
  }

  private static Claim claim(
      Results results,
      PaperValues paper,
      Group group,
      LossPlan proposed,
      FamilyItem item,
      @Nullable DifferenceInterval interval) {
    LossPlan baseline = results.plan().losses().get(0);
    Criterion criterion = item.criterion();
    SortedMap<Long, Double> before = results.values(group, baseline, criterion);
    SortedMap<Long, Double> after = results.values(group, proposed, criterion);
    before.keySet().retainAll(after.keySet());
    after.keySet().retainAll(before.keySet());
    double[] baselineValues = Results.array(before.values());
    double[] proposedValues = Results.array(after.values());
    Summary differences = differences(baselineValues, proposedValues);
    PairedComparison comparison =
        before.isEmpty()
            ? null
            : comparison(
                baselineValues,
                proposedValues,
                results.of(group, baseline).values().iterator().next().data());
    return new Claim(
        group.pair().label(),
        group.modelName(),
        baseline.name(),
        proposed.name(),
        criterion,
        List.copyOf(before.keySet()),
        before.isEmpty() ? null : Summary.of(baselineValues).mean(),
        comparison,
        interval,
        paper.difference(group, baseline, proposed, criterion, differences),
        null,
        equivalence(comparison, differences, item.equivalence()),
        null,
        Verdict.UNDECIDED);
  }

  /** Compares values of the same seeds, which may divide the same examples. */
  static PairedComparison comparison(double[] baseline, double[] proposed, TrialResult.Data data) {
    return data.divided() == null
        ? PairedComparison.of(baseline, proposed)
        : PairedComparison.ofResamples(
            baseline, proposed, (double) data.testImages() / data.trainImages());
  }

  private static @Nullable Summary differences(double[] before, double[] after) {
    return before.length == 0
        ? null
        : Summary.of(
            IntStream.range(0, before.length).mapToDouble(i -> after[i] - before[i]).toArray());
  }

  /** Tests where the differences vary, beyond the noise of their computation. */
  private static @Nullable Equivalence equivalence(
      @Nullable PairedComparison comparison,
      @Nullable Summary differences,
      @Nullable Double margin) {
    return margin == null
            || differences == null
            || comparison == null
            || comparison.tTestP() == null
        ? null
        : comparison.resampledTestOverTraining() == null
            ? Equivalence.of(differences, margin).orElse(null)
            : Equivalence.ofResamples(differences, margin, comparison.resampledTestOverTraining())
                .orElse(null);
  }

  private static List<Claim> decide(List<Claim> claims, Optional<Family> family) {
    List<Double> adjusted =
        Holm.adjust(
            claims.stream()
                .map(claim -> claim.comparison() == null ? null : claim.comparison().decisiveP())
                .toList(),
            family.map(Family::comparisons).orElse(0));
    List<Double> same =
        Holm.adjust(
            claims.stream()
                .map(claim -> claim.equivalence() == null ? null : claim.equivalence().p())
                .toList(),
            family.map(Family::equivalences).orElse(0));
    List<Claim> decided = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      decided.add(claims.get(i).decided(adjusted.get(i), same.get(i)));
    }
    return decided;
  }
}
