package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.report.Results.Group;
import io.github.numloss.train.EpochResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;

/**
 * The time that the trainings of a method took, as the trials ran: side by side or alone, on what
 * their provenance names.
 *
 * @param data the label of the pair of data sets
 * @param model the model's name
 * @param loss the method's name
 * @param trials how many trials it is of
 * @param secondsAnEpoch the median over all epochs of all trials
 * @param timesBaseline the median over seeds of the quotient of the medians of two trials' epochs:
 *     this method's and the first one's of the same seed; null without such pairs
 * @param seconds the sum over all epochs of all trials
 */
public record Cost(
    String data,
    String model,
    String loss,
    int trials,
    double secondsAnEpoch,
    @Nullable Double timesBaseline,
    double seconds) {

  static List<Cost> of(Results results) {
    List<Cost> costs = new ArrayList<>();
    List<LossPlan> losses = results.plan().losses();
    for (Group group : results.groups()) {
      Map<Long, Double> baseline = medians(results.of(group, losses.get(0)));
      for (LossPlan loss : losses) {
        Map<Long, TrialResult> trials = results.of(group, loss);
        double[] epochs = seconds(trials.values());
        if (epochs.length > 0) {
          costs.add(
              new Cost(
                  group.pair().label(),
                  group.modelName(),
                  loss.name(),
                  trials.size(),
                  median(epochs),
                  quotient(medians(trials), baseline),
                  sum(epochs)));
        }
      }
    }
    return costs;
  }

  private static double[] seconds(Collection<TrialResult> trials) {
    return trials.stream()
        .flatMap(trial -> trial.history().stream())
        .mapToDouble(EpochResult::seconds)
        .toArray();
  }

  private static Map<Long, Double> medians(Map<Long, TrialResult> trials) {
    Map<Long, Double> medians = new TreeMap<>();
    trials.forEach((seed, trial) -> medians.put(seed, median(seconds(List.of(trial)))));
    return medians;
  }

  private static @Nullable Double quotient(Map<Long, Double> medians, Map<Long, Double> baseline) {
    List<Double> quotients = new ArrayList<>();
    medians.forEach(
        (seed, median) -> {
          Double first = baseline.get(seed);
          if (first != null && first > 0) {
            quotients.add(median / first);
          }
        });
    return quotients.isEmpty() ? null : (Double) median(Results.array(quotients));
  }

  private static double median(double[] values) {
    return Median.withDefaults().evaluate(values.clone());
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
