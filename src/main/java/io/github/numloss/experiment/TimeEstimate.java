package io.github.numloss.experiment;

import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.io.DataException;
import io.github.numloss.model.Architecture;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How long trials will take, by the median speed of the same model's trials in the experiment, or,
 * where there are none, by that of 28 × 28 images on one thread of a server's core of 2023.
 */
public final class TimeEstimate {
  private final Map<Architecture, Double> measured;
  private final Map<String, Integer> trainImages = new HashMap<>();
  private final Datasets datasets;

  private TimeEstimate(Map<Architecture, Double> measured, Datasets datasets) {
    this.measured = measured;
    this.datasets = datasets;
  }

  /**
   * Looks at the trials that were run.
   *
   * @param experiment the experiment
   * @param standings how its trials stand
   * @param datasets where the data sets are
   * @return an estimate
   * @throws IOException if a trial can't be read
   */
  public static TimeEstimate of(Experiment experiment, Standings standings, Datasets datasets)
      throws IOException {
    Map<Architecture, List<Double>> rates = new HashMap<>();
    for (PlannedTrial trial : standings.in(State.DONE)) {
      for (EpochResult epoch : experiment.result(trial).history()) {
        rates
            .computeIfAbsent(trial.model().model(), model -> new ArrayList<>())
            .add(epoch.imagesPerSecond());
      }
    }
    Map<Architecture, Double> medians = new HashMap<>();
    rates.forEach(
        (model, all) ->
            medians.put(
                model,
                Median.withDefaults()
                    .evaluate(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return new TimeEstimate(medians, datasets);
  }

  /**
   * Says whether trials of a model were run, so that its estimate is this machine's.
   *
   * @param model the model
   * @return whether there are any
   */
  public boolean isMeasured(Architecture model) {
    return measured.containsKey(model);
  }

  /**
   * Estimates how long a trial will train.
   *
   * @param trial the trial
   * @return the time in seconds
   * @throws DataException if its training images are not there
   * @throws IOException if they can't be read
   */
  public double seconds(PlannedTrial trial) throws IOException {
    String dataset = trial.pair().dataset();
    if (!trainImages.containsKey(dataset)) {
      trainImages.put(dataset, datasets.load(dataset, Split.TRAIN).count());
    }
    ModelPlan model = trial.model();
    double images = (1 - model.validation()) * trainImages.get(dataset) * model.epochs();
    return images / measured.getOrDefault(model.model(), typicalImagesPerSecond(model.model()));
  }

  private static double typicalImagesPerSecond(Architecture model) {
    return switch (model) {
      case DNN -> 20_000;
      case CNN -> 2_600;
      case RNN -> 5_300;
    };
  }
}
