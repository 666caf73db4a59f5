package io.github.numloss.report;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Experiment.State;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.model.Architecture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials of an experiment that were run, by what was planned.
 *
 * @param plan the plan
 * @param trials the results, in the plan's order; a trial that was not run has none
 */
public record Results(Plan plan, Map<PlannedTrial, TrialResult> trials) {
  /**
   * Results of the same data sets and model by loss and seed.
   *
   * @param pair the data sets
   * @param model the model
   */
  public record Group(DatasetPair pair, Architecture model) {
    /**
     * Gives the group's name in files.
     *
     * @return data sets and model
     */
    public String label() {
      return pair.label() + "-" + model;
    }
  }

  /**
   * Reads the results of an experiment.
   *
   * @param experiment the experiment
   * @return its results
   * @throws DataException if no trial was run
   * @throws IOException if a result can't be read
   */
  public static Results read(Experiment experiment) throws IOException {
    Map<PlannedTrial, TrialResult> trials = new LinkedHashMap<>();
    for (PlannedTrial trial : experiment.plan().trials()) {
      if (experiment.state(trial) == State.DONE) {
        trials.put(trial, experiment.result(trial));
      }
    }
    if (trials.isEmpty()) {
      throw new DataException(
          experiment.folder(), "no trial of its plan was run; run 'numloss experiment' first");
    }
    return new Results(experiment.plan(), trials);
  }

  /**
   * Gives the groups of which a trial was run.
   *
   * @return pairs in the plan's order, and within each the models
   */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (DatasetPair pair : plan.pairs()) {
      for (Plan.ModelPlan model : plan.models()) {
        Group group = new Group(pair, model.model());
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
   * @return the results by seed, in the plan's order
   */
  public Map<Long, TrialResult> of(Group group, LossPlan loss) {
    Map<Long, TrialResult> found = new LinkedHashMap<>();
    trials.forEach(
        (trial, result) -> {
          if (trial.pair().equals(group.pair())
              && trial.model().model() == group.model()
              && trial.loss().equals(loss)) {
            found.put(trial.seed(), result);
          }
        });
    return found;
  }
}
