package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.Json;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.measure.ConfusionMatrix;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.EpochResult.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Results that nobody trained for: three classes, two models, two losses, three seeds. */
public final class MadeUp {
  static final DatasetPair MARKS = new DatasetPair("marks", "marks");
  static final DatasetPair FOLDER = new DatasetPair("own/<marks> & more", "marks");
  static final LossPlan BASELINE = new LossPlan("baseline", new CrossEntropy());
  static final LossPlan PAPERS = new LossPlan("theirs", CombinedLoss.ofPaper());
  static final DatasetPair MNIST = new DatasetPair("mnist", "mnist");
  static final LossPlan PROPOSED = new LossPlan("proposed", new CombinedLoss(0.25, 0.75));

  private static final List<DataFile> FILES = List.of(new DataFile("marks", "train", "abc"));

  private final ClassValues values;
  private final int epochs;
  private final double validation;
  private final Plan plan;
  private final Map<PlannedTrial, TrialResult> trials = new LinkedHashMap<>();
  private final Map<PlannedTrial, float[]> absoluteErrors = new LinkedHashMap<>();
  private String started = "then";
  private String cpu = "cpu";

  MadeUp(ClassValues values, int epochs, double validation) {
    this(values, epochs, validation, List.of(MARKS, FOLDER));
  }

  MadeUp(ClassValues values, int epochs, double validation, List<DatasetPair> pairs) {
    this(values, epochs, validation, pairs, List.of(BASELINE, PROPOSED));
  }

  private MadeUp(
      ClassValues values,
      int epochs,
      double validation,
      List<DatasetPair> pairs,
      List<LossPlan> losses) {
    this.values = values;
    this.epochs = epochs;
    this.validation = validation;
    this.plan = plan(pairs, losses, 3);
  }

  private MadeUp(MadeUp like, int seeds) {
    values = like.values;
    epochs = like.epochs;
    validation = like.validation;
    plan = plan(like.plan.pairs(), like.plan.losses(), seeds);
  }

  /** Gives one without trials whose plan has as many seeds. */
  MadeUp ofSeeds(int seeds) {
    return new MadeUp(this, seeds);
  }

  private Plan plan(List<DatasetPair> pairs, List<LossPlan> losses, int seeds) {
    return new Plan(
        1,
        "made up",
        pairs,
        List.of(model(Models.DNN, seeds), model(Models.RNN, seeds)),
        losses,
        null);
  }

  /** Three classes that stand for 0, 1 and 2, of these data sets under these losses. */
  static MadeUp of(List<DatasetPair> pairs, LossPlan... losses) {
    return new MadeUp(ClassValues.range(3), 1, 0, pairs, List.of(losses));
  }

  /** Three classes that stand for 0, 1 and 2; two epochs. */
  static MadeUp threeClasses() {
    return new MadeUp(ClassValues.range(3), 2, 0);
  }

  /** Lays nine counts out as three rows. */
  static int[][] rows(int... counts) {
    return new int[][] {
      {counts[0], counts[1], counts[2]},
      {counts[3], counts[4], counts[5]},
      {counts[6], counts[7], counts[8]}
    };
  }

  private ModelPlan model(ModelSpec model, int seeds) {
    OptimizerConfig adam =
        new OptimizerConfig(
            OptimizerConfig.Method.ADAM, 0.001, OptimizerConfig.Schedule.CONSTANT, null);
    List<Long> numbers = LongStream.rangeClosed(1, seeds).boxed().toList();
    return new ModelPlan(model, numbers, epochs, 10, validation, adam);
  }

  /** Adds a trial with the counts [true class][decoded class]. */
  MadeUp with(DatasetPair pair, ModelSpec model, LossPlan loss, long seed, int[]... counts) {
    PlannedTrial planned =
        plan.trials().stream()
            .filter(trial -> trial.pair().equals(pair) && trial.model().model().equals(model))
            .filter(trial -> trial.loss().equals(loss) && trial.seed() == seed)
            .findFirst()
            .orElseThrow();
    ConfusionMatrix confusion = new ConfusionMatrix(counts);
    Metrics metrics = Metrics.of(confusion, values);
    trials.put(
        planned,
        new TrialResult(
            1,
            planned.config(Hardware.cpu()),
            new TrialResult.Data(
                60, metrics.images(), 9, 8, null, null, null, null, values, null, null, null, null),
            100,
            history(seed),
            Map.of("argmax", metrics),
            Map.of("argmax", confusion),
            null,
            null,
            null,
            new Provenance(
                "1", "unknown", "1", "17", "os", cpu, FILES, started, started, List.of())));
    absoluteErrors.put(planned, errors(counts));
    return this;
  }

  /** Gives the error of each image that was counted. */
  private float[] errors(int[][] counts) {
    List<Float> errors = new ArrayList<>();
    for (int trueClass = 0; trueClass < counts.length; trueClass++) {
      for (int decoded = 0; decoded < counts.length; decoded++) {
        float error = Math.abs(values.at(decoded) - values.at(trueClass));
        errors.addAll(Collections.nCopies(counts[trueClass][decoded], error));
      }
    }
    float[] array = new float[errors.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = errors.get(i);
    }
    return array;
  }

  private List<EpochResult> history(long seed) {
    List<EpochResult> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double loss = 0.1 * seed / epoch;
      Validation held = validation > 0 ? new Validation(6, loss / 2, loss) : null;
      history.add(
          new EpochResult(
              epoch, loss, Map.of("crossEntropy", loss, "numericLoss", loss), held, 1, 60));
    }
    return history;
  }

  /** Lets the trials from here on start at a time. */
  MadeUp started(String time) {
    started = time;
    return this;
  }

  /** Lets the trials from here on run on a processor. */
  MadeUp madeOn(String processor) {
    cpu = processor;
    return this;
  }

  Experiment experiment(Path folder) {
    return new Experiment(folder, plan);
  }

  /** Writes the plan and the trials as an experiment's folder has them. */
  void write(Path folder) throws IOException {
    Json.write(folder.resolve("plan.json"), plan);
    for (Map.Entry<PlannedTrial, TrialResult> trial : trials.entrySet()) {
      Path target = Files.createDirectories(experiment(folder).folder(trial.getKey()));
      Json.write(target.resolve("trial.json"), trial.getValue());
      float[] errors = absoluteErrors.get(trial.getKey());
      Npy.write(target.resolve("errors.npy"), new FloatArray(new int[] {errors.length}, errors));
    }
  }

  /** Writes an experiment of two trials. */
  public static void writeSmall(Path folder) throws IOException {
    int[][] counts = rows(9, 1, 2, 1, 9, 1, 0, 1, 9);
    threeClasses()
        .with(MARKS, Models.DNN, BASELINE, 1, counts)
        .with(MARKS, Models.DNN, PROPOSED, 1, counts)
        .write(folder);
  }

  Results results() {
    return new Results(plan, trials, absoluteErrors, List.of());
  }
}
