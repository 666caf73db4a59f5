package io.github.numloss.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.measure.Criterion;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.Friedman;
import io.github.numloss.statistics.Nemenyi;
import io.github.numloss.statistics.Ranks;
import io.github.numloss.statistics.Summary;
import io.github.numloss.statistics.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the methods of a group stand by a criterion.
 *
 * @param data the label of the pair of data sets
 * @param model the model's name
 * @param criterion the measure, and how probabilities are decoded for it
 * @param methods those that have values, in the plan's order
 * @param seeds the seeds that all of these have, over which they are ranked; empty if there are
 *     none, or one method alone
 * @param friedman the test whether they rank alike; null with fewer than 2 seeds or 3 methods, if
 *     all tie, or if seeds divide the same examples: ranks over divisions that overlap are not
 *     independent, as the test takes them to be (J. Demšar, "Statistical Comparisons of Classifiers
 *     over Multiple Data Sets", 2006, section 3, who has one value a data set)
 * @param criticalDifference Nemenyi's, of average ranks at the level 0.05; null with fewer than 2
 *     seeds or 3 methods, or if seeds divide the same examples
 */
public record Ranking(
    String data,
    String model,
    @JsonUnwrapped Criterion criterion,
    List<Method> methods,
    List<Long> seeds,
    @Nullable Friedman friedman,
    @Nullable Double criticalDifference) {
  private static final int LEAST_METHODS = 3;

  /**
   * A method of a ranking.
   *
   * @param loss the method's name
   * @param summary mean and spread over its own seeds
   * @param averageRank its mean rank, 1 for the best; null if there is no ranking
   */
  public record Method(String loss, Summary summary, @Nullable Double averageRank) {}

  /** Ranks the methods of each group by all that was measured. */
  static List<Ranking> of(Results results) {
    List<Ranking> rankings = new ArrayList<>();
    for (Group group : results.groups()) {
      for (Criterion criterion : Criterion.all()) {
        of(results, group, criterion).ifPresent(rankings::add);
      }
    }
    return rankings;
  }

  private static Optional<Ranking> of(Results results, Group group, Criterion criterion) {
    Map<LossPlan, SortedMap<Long, Double>> values = new LinkedHashMap<>();
    for (LossPlan loss : results.plan().losses()) {
      SortedMap<Long, Double> found = results.values(group, loss, criterion);
      if (!found.isEmpty()) {
        values.put(loss, found);
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<Long> seeds = new TreeSet<>(values.values().iterator().next().keySet());
    values.values().forEach(ofLoss -> seeds.retainAll(ofLoss.keySet()));
    if (values.size() < 2) {
      seeds.clear();
    }
    Ranks ranks = seeds.isEmpty() ? null : ranks(List.copyOf(values.values()), seeds, criterion);
    double[] averages = ranks == null ? null : ranks.averages();
    List<Method> methods = new ArrayList<>();
    for (Map.Entry<LossPlan, SortedMap<Long, Double>> entry : values.entrySet()) {
      methods.add(
          new Method(
              entry.getKey().name(),
              Summary.of(Results.array(entry.getValue().values())),
              averages == null ? null : averages[methods.size()]));
    }
    boolean areDivisions =
        values.keySet().stream()
            .flatMap(loss -> results.of(group, loss).values().stream())
            .anyMatch(trial -> trial.data().divided() != null);
    boolean tested = seeds.size() > 1 && methods.size() >= LEAST_METHODS && !areDivisions;
    return Optional.of(
        new Ranking(
            group.pair().label(),
            group.modelName(),
            criterion,
            methods,
            List.copyOf(seeds),
            tested && ranks != null ? Friedman.of(ranks).orElse(null) : null,
            tested
                ? Nemenyi.criticalDifference(methods.size(), seeds.size(), Verdict.LEVEL)
                : null));
  }

  private static Ranks ranks(
      List<SortedMap<Long, Double>> values, TreeSet<Long> seeds, Criterion criterion) {
    double[][] blocks =
        seeds.stream()
            .map(seed -> values.stream().mapToDouble(ofLoss -> ofLoss.get(seed)).toArray())
            .toArray(double[][]::new);
    return Ranks.of(blocks, criterion.lowerIsBetter());
  }

  /** Finds the standing of a method. */
  Optional<Method> method(String loss) {
    return methods.stream().filter(method -> method.loss().equals(loss)).findFirst();
  }

  /** Gives the methods, the best mean first; those that tie keep their order. */
  List<Method> bestFirst() {
    int sign = criterion.lowerIsBetter() ? 1 : -1;
    return methods.stream()
        .sorted((one, other) -> sign * Double.compare(one.summary().mean(), other.summary().mean()))
        .toList();
  }

  boolean isOf(String otherData, String otherModel) {
    return data.equals(otherData) && model.equals(otherModel);
  }
}
