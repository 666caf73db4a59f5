package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.measure.Criterion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is shown of a plan with many methods. A figure that has a colour, or a picture, for each
 * method shows six at the most: all if there are no more, else the first one, the paper's if the
 * plan has it, and those of the best average ranks. Tables, and the figures of differences and
 * ranks, show all.
 */
final class Crowd {
  /** As many methods as have colours that are easily told apart. */
  static final int FEW = 6;

  private Crowd() {}

  /** Tells whether there are so many methods that some figures leave most of them out. */
  static boolean isOne(int methods) {
    return methods > FEW;
  }

  /** Gives the methods that such figures show, in the order of their colours. */
  static List<LossPlan> shown(Results results, ExperimentSummary summary) {
    List<LossPlan> losses = results.plan().losses();
    if (!isOne(losses.size())) {
      return losses;
    }
    List<LossPlan> shown = new ArrayList<>();
    shown.add(losses.get(0));
    losses.stream()
        .skip(1)
        .filter(loss -> loss.loss().equals(CombinedLoss.ofPaper()))
        .findFirst()
        .ifPresent(shown::add);
    losses.stream()
        .filter(loss -> !shown.contains(loss))
        .sorted(Comparator.comparingDouble(loss -> rank(summary, loss.name())))
        .limit((long) FEW - shown.size())
        .forEach(shown::add);
    return shown;
  }

  /** Gives a method's average rank by the family's first item, the mean over groups. */
  private static double rank(ExperimentSummary summary, String loss) {
    Criterion first = summary.criteria().get(0);
    OptionalDouble mean =
        summary.rankings().stream()
            .filter(ranking -> ranking.criterion().equals(first))
            .flatMap(ranking -> ranking.method(loss).stream())
            .filter(method -> method.averageRank() != null)
            .mapToDouble(Ranking.Method::averageRank)
            .average();
    return mean.orElse(Double.POSITIVE_INFINITY);
  }

  /** Says what is left out of figures; nothing if nothing is. */
  static Optional<String> sentence(Results results, ExperimentSummary summary) {
    List<LossPlan> losses = results.plan().losses();
    if (!isOne(losses.size())) {
      return Optional.empty();
    }
    List<String> names = shown(results, summary).stream().map(LossPlan::name).toList();
    return Optional.of(
        "Of the %s methods, the figures that have a colour or a picture for each show %s: %s. These are the first one, the paper’s if it is planned, and those of the best average ranks by %s. The tables, and the figures of differences and of ranks, have all."
            .formatted(
                losses.size(),
                names.size(),
                String.join(", ", names),
                summary.criteria().get(0).words()));
  }
}
