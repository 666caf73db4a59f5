package io.github.numloss.report;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.experiment.Standings;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.measure.Criterion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trials of an experiment that were run, by what was planned.
 *
 * @param plan the plan
 * @param trials the results, in the plan's order; a trial that was not run has none
 * @param absoluteErrors the absolute error of each test image, of those trials that kept them
 * @param notCounted the trials that were run, or tried, and do not count, in the plan's order
 */
public record Results(
    Plan plan,
    Map<PlannedTrial, TrialResult> trials,
    Map<PlannedTrial, float[]> absoluteErrors,
    List<NotCounted> notCounted) {
  /**
   * A trial that was run, or tried, and does not count.
   *
   * @param trial its name
   * @param state changed, failed or damaged
   * @param reason why, a sentence without its full stop
   */
  public record NotCounted(String trial, State state, String reason) {}

  /**
   * Results of the same data sets and model by loss and seed.
   *
   * @param pair the data sets
   * @param model the model, under its name in the plan
   */
  public record Group(DatasetPair pair, ModelPlan model) {
    /**
     * Gives the group's name in files.
     *
     * @return data sets and model
     */
    public String label() {
      return pair.label() + "-" + modelName();
    }

    /**
     * Gives the model's name in the plan.
     *
     * @return the name
     */
    public String modelName() {
      return model.name();
    }
  }

  /**
   * Reads the results of an experiment.
   *
   * @param experiment the experiment
   * @param standings how its trials stand
   * @return its results
   * @throws DataException if there is no trial that counts
   * @throws IOException if a result can't be read
   */
  public static Results read(Experiment experiment, Standings standings) throws IOException {
    Map<PlannedTrial, TrialResult> trials = new LinkedHashMap<>();
    Map<PlannedTrial, float[]> errors = new LinkedHashMap<>();
    List<NotCounted> notCounted = new ArrayList<>();
    for (PlannedTrial trial : experiment.plan().trials()) {
      Standing standing = standings.of(trial);
      if (standing.state() == State.DONE) {
        TrialResult result = experiment.result(trial);
        trials.put(trial, result);
        experiment.absoluteErrors(trial, result).ifPresent(found -> errors.put(trial, found));
      } else if (standing.state() != State.MISSING) {
        notCounted.add(new NotCounted(trial.name(), standing.state(), standing.reason()));
      }
    }
    if (trials.isEmpty()) {
      throw new DataException(experiment.folder(), noneCounts(notCounted));
    }
    return new Results(experiment.plan(), trials, errors, notCounted);
  }

  private static String noneCounts(List<NotCounted> notCounted) {
    if (notCounted.isEmpty()) {
      return "no trial of its plan was run; run 'numloss experiment' first";
    }
    NotCounted first = notCounted.get(0);
    return String.format(
        Locale.ROOT,
        "no trial of its plan counts; %d were run or tried, and the first, %s, is %s (%s); run"
            + " 'numloss experiment'",
        notCounted.size(),
        first.trial(),
        first.state(),
        first.reason());
  }

  /**
   * Gives the groups of which a trial was run.
   *
   * @return pairs in the plan's order, and within each the models
   */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (DatasetPair pair : plan.pairs()) {
      for (ModelPlan model : plan.models()) {
        Group group = new Group(pair, model);
        if (plan.losses().stream().anyMatch(loss -> !of(group, loss).isEmpty())) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  /**
   * Gives the results of a group under a loss.
   *
   * @param group the group
   * @param loss the loss
   * @return the results by seed, ascending
   */
  public Map<Long, TrialResult> of(Group group, LossPlan loss) {
    return bySeed(trials, group, loss);
  }

  /**
   * Gives the errors of a group under a loss.
   *
   * @param group the group
   * @param loss the loss
   * @return the absolute error of each test image by seed, ascending; of the trials that kept them
   */
  public Map<Long, float[]> absoluteErrors(Group group, LossPlan loss) {
    return bySeed(absoluteErrors, group, loss);
  }

  /**
   * Gives what the trials of a group under a loss come to.
   *
   * @param group the group
   * @param loss the loss
   * @param criterion a measure, and how probabilities are decoded for it
   * @return its value by seed, ascending; without the trials that have none, such as the error of
   *     the misclassified where nothing was
   */
  public SortedMap<Long, Double> values(Group group, LossPlan loss, Criterion criterion) {
    SortedMap<Long, Double> values = new TreeMap<>();
    of(group, loss)
        .forEach(
            (seed, result) -> {
              Double value = criterion.value(result.metrics(), result.distribution());
              if (value != null) {
                values.put(seed, value);
              }
            });
    return values;
  }

  /** Gives the results of some of the plan's losses alone, in this order. */
  Results ofLosses(List<LossPlan> losses) {
    Plan fewer =
        new Plan(
            plan.schemaVersion(), plan.title(), plan.pairs(), plan.models(), losses, plan.family());
    return new Results(fewer, trials, absoluteErrors, notCounted);
  }

  static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Gives the trials of a group under a loss, in the plan's order. */
  List<PlannedTrial> planned(Group group, LossPlan loss) {
    return trials.keySet().stream()
        .filter(trial -> trial.pair().equals(group.pair()))
        .filter(trial -> trial.model().equals(group.model()))
        .filter(trial -> trial.loss().equals(loss))
        .toList();
  }

  private <T> Map<Long, T> bySeed(Map<PlannedTrial, T> values, Group group, LossPlan loss) {
    Map<Long, T> found = new TreeMap<>();
    for (PlannedTrial trial : planned(group, loss)) {
      if (values.containsKey(trial)) {
        found.put(trial.seed(), values.get(trial));
      }
    }
    return found;
  }
}
