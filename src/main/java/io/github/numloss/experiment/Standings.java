package io.github.numloss.experiment;

import io.github.numloss.decode.Predictions;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.io.DataException;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the trials of an experiment stand at one time, going by their files and by the data that is
 * there. What a trial ran on (the hardware) does not matter.
 */
public final class Standings {
  private final Map<PlannedTrial, Standing> all;

  private Standings(Map<PlannedTrial, Standing> all) {
    this.all = all;
  }

  /**
   * Looks at every trial of the plan.
   *
   * @param experiment the experiment
   * @param datasets where the data sets are; each file is hashed once
   * @return how the trials stand
   * @throws IOException if a file can't be read
   */
  public static Standings of(Experiment experiment, Datasets datasets) throws IOException {
    DataCheck data = new DataCheck(datasets);
    Map<PlannedTrial, Standing> all = new LinkedHashMap<>();
    for (PlannedTrial trial : experiment.plan().trials()) {
      all.put(trial, standing(experiment, trial, datasets, data));
    }
    return new Standings(all);
  }

  private static Standing standing(
      Experiment experiment, PlannedTrial trial, Datasets datasets, DataCheck data)
      throws IOException {
    TrialResult result;
    try {
      if (!Files.exists(experiment.folder(trial))) {
        return withoutResult(experiment, trial, datasets);
      }
      result = experiment.result(trial);
      requireWhole(experiment, trial, result);
    } catch (DataException e) {
      return new Standing(State.DAMAGED, withoutFolder(e, experiment.folder()));
    }
    if (!isSame(result.config(), trial, datasets)) {
      return new Standing(State.CHANGED, "it was run with another configuration");
    }
    return data.difference(result)
        .map(difference -> new Standing(State.CHANGED, "it was run on other data: " + difference))
        .orElse(Standing.DONE);
  }

  private static Standing withoutResult(
      Experiment experiment, PlannedTrial trial, Datasets datasets) throws IOException {
    return experiment
        .failure(trial)
        .filter(failure -> isSame(failure.config(), trial, datasets))
        .map(failure -> new Standing(State.FAILED, failure.reason()))
        .orElse(Standing.MISSING);
  }

  /** Compares what was run with what is planned, but for the hardware and the way to a folder. */
  private static boolean isSame(TrainConfig run, PlannedTrial trial, Datasets datasets) {
    TrainConfig planned = trial.config(run.hardware());
    return run.equals(
        planned.onData(
            sameFolder(run.dataset(), planned.dataset(), datasets),
            sameFolder(run.test(), planned.test(), datasets)));
  }

  /** Two folders of one name: whether their files are the same, their hashes tell. */
  private static String sameFolder(String run, String planned, Datasets datasets) {
    boolean folders =
        datasets.catalog().find(run).isEmpty() && datasets.catalog().find(planned).isEmpty();
    return folders && DatasetPair.label(run).equals(DatasetPair.label(planned)) ? run : planned;
  }

  private static void requireWhole(Experiment experiment, PlannedTrial trial, TrialResult result)
      throws IOException {
    experiment.absoluteErrors(trial, result);
    Optional<Predictions> predictions = experiment.predictions(trial);
    int images = result.data().testImages();
    if (predictions.isPresent() && predictions.get().count() != images) {
      throw new DataException(
          experiment.folder(trial),
          String.format(
              Locale.ROOT,
              "its predictions are of %d images, expected %d, as many as test images",
              predictions.get().count(),
              images));
    }
  }

  /** An experiment's files say the same wherever its folder lies. */
  private static String withoutFolder(DataException e, Path folder) {
    return String.valueOf(e.getMessage())
        .replace(folder + folder.getFileSystem().getSeparator(), "");
  }

  /**
   * Gives the standing of a trial.
   *
   * @param trial a trial of the plan
   * @return how it stands
   */
  public Standing of(PlannedTrial trial) {
    return Objects.requireNonNull(all.get(trial), trial.name());
  }

  /**
   * Lists the trials in a state.
   *
   * @param state the state
   * @return the trials in the plan's order
   */
  public List<PlannedTrial> in(State state) {
    List<PlannedTrial> found = new ArrayList<>();
    all.forEach(
        (trial, standing) -> {
          if (standing.state() == state) {
            found.add(trial);
          }
        });
    return found;
  }
}
