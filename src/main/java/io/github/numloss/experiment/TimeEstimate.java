package io.github.numloss.experiment;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.InputShape;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.head.Head;
import io.github.numloss.io.DataException;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Network;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How long trials will take, by the arithmetic of their layers: {@code seconds = images learned ·
 * (W / rate + c)}, where W is the work of an image ({@link Network#trainingWork}) and c what a step
 * costs besides. The rate is the median of the epochs of the same model's trials in the experiment;
 * of a model that was not run, the median of the models that were; and where none was run, a
 * typical one.
 */
public final class TimeEstimate {
  /**
   * Floating-point operations a second in products with weights: the trials of results/paper, on
   * one thread of a server's core of 2023, ran at 54 (cnn), 57 (rnn) and 78 (dnn) thousand million.
   */
  private static final double TYPICAL_RATE = 55e9;

  /**
   * Seconds an image besides: its way into the batch, and the loss. A model of no layers took 11
   * µs.
   */
  private static final double SECONDS_BESIDES = 1e-5;

  /** How long a frozen network's vectors are, which nobody knows before it was run. */
  private static final int TYPICAL_VECTOR = 1024;

  private final Map<String, Double> rates;
  private final double otherwise;
  private final Map<Learned, Size> sizes = new HashMap<>();
  private final Datasets datasets;

  /** A data set of which a share is held back. */
  private record Learned(String dataset, double validation) {}

  /** What the time depends on of the images that are learned. */
  private record Size(int images, InputShape input, int classes) {
    static Size of(Examples data, int learned) {
      return new Size(learned, data.inputs().shape(), data.classValues().count());
    }

    static Size of(TrialResult.Data data) {
      return new Size(data.trainImages(), data.learnedInput(), data.classValues().count());
    }

    /** Counts the operations of learning an image. */
    long work(ModelSpec model, Head head) {
      return Network.of(model, input, head.outputs(classes)).trainingWork();
    }
  }

  private TimeEstimate(Map<String, Double> rates, Datasets datasets) {
    this.rates = rates;
    this.otherwise = rates.isEmpty() ? TYPICAL_RATE : median(List.copyOf(rates.values()));
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
    Map<String, List<Double>> epochs = new LinkedHashMap<>();
    for (PlannedTrial trial : standings.in(State.DONE)) {
      TrialResult result = experiment.result(trial);
      long work = Size.of(result.data()).work(result.config().model(), result.config().head());
      for (EpochResult epoch : result.history()) {
        epochs
            .computeIfAbsent(trial.model().name(), model -> new ArrayList<>())
            .add(rate(work, epoch.imagesPerSecond()));
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    epochs.forEach((model, all) -> medians.put(model, median(all)));
    return new TimeEstimate(medians, datasets);
  }

  /**
   * Gives the operations a second; of an epoch that was faster than the rest of a step, at most.
   */
  private static double rate(long work, double imagesPerSecond) {
    return work / Math.max(1 / imagesPerSecond - SECONDS_BESIDES, 0.1 / imagesPerSecond);
  }

  private static double median(List<Double> values) {
    return Median.withDefaults()
        .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Says what estimates go by.
   *
   * @param trials what they are of
   * @return what was measured, in a few words
   */
  public String basis(List<PlannedTrial> trials) {
    if (rates.isEmpty()) {
      return "speeds seen elsewhere";
    }
    return trials.stream().allMatch(trial -> rates.containsKey(trial.model().name()))
        ? "the trials that were run here"
        : "the trials that were run here and the arithmetic of the layers";
  }

  /**
   * Estimates how long a trial will train.
   *
   * @param trial the trial
   * @return the time in seconds
   * @throws DataException if its training images are not there, or its model can't learn them
   * @throws IOException if they can't be read
   */
  public double seconds(PlannedTrial trial) throws IOException {
    String dataset = trial.pair().dataset();
    ModelPlan model = trial.model();
    Learned learned = new Learned(dataset, model.validation());
    Size size = sizes.get(learned);
    if (size == null) {
      DataOptions asked = trial.pair().data();
      DataOptions options = asked == null ? DataOptions.NONE : asked;
      Examples data = datasets.load(dataset, options, trial.seed(), Split.TRAIN);
      size = Size.of(data, data.heldBack(trial.seed(), model.validation()).train().length);
      sizes.put(learned, size);
    }
    if (model.features() != null) {
      size = new Size(size.images(), InputShape.features(TYPICAL_VECTOR), size.classes());
    }
    double images = (double) size.images() * model.epochs();
    double rate = rates.getOrDefault(model.name(), otherwise);
    return images * (work(trial, size) / rate + SECONDS_BESIDES);
  }

  private static long work(PlannedTrial trial, Size size) throws DataException {
    try {
      return size.work(trial.model().model(), trial.loss().head());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          Path.of(trial.pair().dataset()),
          "%s can't learn it: %s".formatted(trial.model().name(), e.getMessage()),
          e);
    }
  }
}
