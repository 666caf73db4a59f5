package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.FamilyItem;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.Json;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Results of many methods that nobody trained for: ten classes, of which each method sees the
 * number with a noise of its own.
 */
final class MadeUpMethods {
  private static final int CLASSES = 10;
  private static final int EPOCHS = 20;
  private static final ClassValues VALUES = ClassValues.range(CLASSES);
  private static final double[] WEIGHTS = {0.05, 0.5, 5, 50};

  private final Plan plan;
  private final int images;

  MadeUpMethods(int methods, int seeds, int images, FamilyItem... family) {
    this.images = images;
    OptimizerConfig adam =
        new OptimizerConfig(
            OptimizerConfig.Method.ADAM, 0.001, OptimizerConfig.Schedule.CONSTANT, null);
    List<Long> numbers = LongStream.rangeClosed(1, seeds).boxed().toList();
    plan =
        new Plan(
            2,
            "Many methods, made up",
            List.of(MadeUp.MARKS),
            List.of(new ModelPlan(Models.DNN, numbers, EPOCHS, 10, 0, adam)),
            losses(methods),
            List.of(family));
  }

  private static List<LossPlan> losses(int methods) {
    List<LossPlan> losses = new ArrayList<>();
    losses.add(new LossPlan("cross-entropy", new CrossEntropy()));
    for (int i = 1; i < methods; i++) {
      boolean inSeries = i <= WEIGHTS.length;
      losses.add(
          inSeries
              ? new LossPlan("numeric-" + i, new CombinedLoss(WEIGHTS[i - 1], 0.9))
              : new LossPlan("soft-labels-" + i, new CombinedLoss(i + 0.25, 1.0 / i)));
    }
    return losses;
  }

  /** Writes the plan and the trials as an experiment's folder has them. */
  Experiment write(Path folder) throws IOException {
    Experiment experiment = new Experiment(folder, plan);
    Json.write(folder.resolve("plan.json"), plan);
    for (PlannedTrial trial : plan.trials()) {
      Path target = Files.createDirectories(experiment.folder(trial));
      int[] labels = labels();
      Predictions predictions = predictions(trial, labels);
      Json.write(target.resolve("trial.json"), result(trial, predictions, labels));
      float[] errors = Evaluation.absoluteErrors(predictions, labels, new Argmax(), VALUES);
      Npy.write(target.resolve("errors.npy"), new FloatArray(new int[] {errors.length}, errors));
    }
    return experiment;
  }

  private int[] labels() {
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = (i % CLASSES);
    }
    return labels;
  }

  private Predictions predictions(PlannedTrial trial, int[] labels) {
    int method = plan.losses().indexOf(trial.loss());
    Random random = new Random(1000L * method + trial.seed());
    double noise = 1.1 + 0.3 * Math.sin(method) + 0.02 * random.nextGaussian();
    double sharpness = 1.2 + 0.3 * Math.cos(2.0 * method);
    float[] probabilities = new float[images * CLASSES];
    for (int i = 0; i < images; i++) {
      double seen = labels[i] + noise * random.nextGaussian();
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        double p = Math.exp(-sharpness * Math.abs(k - seen) + 0.3 * random.nextGaussian());
        probabilities[i * CLASSES + k] = (float) p;
        sum += p;
      }
      for (int k = 0; k < CLASSES; k++) {
        probabilities[i * CLASSES + k] /= (float) sum;
      }
    }
    return new Predictions(CLASSES, probabilities);
  }

  private TrialResult result(PlannedTrial trial, Predictions predictions, int[] labels) {
    Evaluation evaluation = Evaluation.of(predictions, labels, VALUES);
    List<EpochResult> history = new ArrayList<>();
    int method = plan.losses().indexOf(trial.loss());
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double loss = (2 + 0.1 * method) / epoch + 0.01 * trial.seed();
      double seconds = 1 + 0.02 * method + 0.01 * (epoch % 3);
      history.add(new EpochResult(epoch, loss, Map.of("own", loss), null, seconds, 60 / seconds));
    }
    return new TrialResult(
        TrialResult.SCHEMA_VERSION,
        trial.config(Hardware.cpu()),
        new TrialResult.Data(
            60, images, 9, 8, null, null, null, null, VALUES, null, null, null, null),
        100,
        history,
        evaluation.metrics(),
        evaluation.confusion(),
        evaluation.distribution(),
        null,
        null,
        new Provenance(
            "1",
            "unknown",
            "1",
            "17",
            "os",
            "cpu",
            List.of(new DataFile("marks", "train", "abc")),
            "then",
            "then",
            List.of()));
  }
}
