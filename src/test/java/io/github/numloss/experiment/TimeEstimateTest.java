package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.numloss.BuiltIn;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.io.DataException;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial here learns 30 of 40 images in each of three epochs. */
final class TimeEstimateTest {
  private static final int LEARNED = 30 * 3;

  private static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final OptimizerConfig ADAM =
      new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null);

  /**
   * Multiplications and additions of a step with an image of 9 x 8 pixels and three classes: two
   * products with the first kernel, and three with the others. The poolings leave 5 x 4 and 3 x 2.
   */
  private static final Map<String, Double> WORK =
      Map.of(
          "dnn", 2.0 * (2 * 72 * 512 + 3 * (512 * 512 + 512 * 3)),
          "broad", 2.0 * (2 * 72 * 1024 + 3 * 1024 * 3),
          "mlp", 2.0 * (2 * 72 * 128 + 3 * (128 * 128 + 128 * 3)),
          "wide",
              2.0
                  * (2 * 72 * 9 * 32
                      + 3 * 20 * (9 * 32 * 64 + 9 * 64 * 64 + 32 * 64)
                      + 3 * 6 * (9 * 64 * 128 + 9 * 128 * 128 + 64 * 128)
                      + 3 * (72 * 32 + 2 * 20 * 64 + 2 * 6 * 128)
                      + 3 * 128 * 3),
          "cnn", 2.0 * (2 * 72 * 9 * 32 + 3 * (20 * 9 * 32 * 64 + 6 * 64 * 128 + 128 * 3)),
          "rnn", 2.0 * (2 * 9 * 8 * 512 + 3 * (8 * 128 * 512 + 128 * 3)));

  @TempDir private Path folder;
  private Experiment experiment;
  private Datasets datasets;

  @BeforeEach
  void plan() throws IOException {
    String data = TinyData.folder(folder.resolve("tiny"), 40, 12, ClassValues.range(3)).toString();
    List<ModelPlan> models =
        Stream.concat(
                BuiltIn.models(),
                Stream.of(new ModelSpec("broad", List.of(new Flatten(), new Dense(1024)))))
            .map(model -> new ModelPlan(model, List.of(1L), 3, 16, 0.25, ADAM))
            .toList();
    Plan plan =
        new Plan(
            1,
            "tiny",
            List.of(new DatasetPair(data, data)),
            models,
            List.of(new LossPlan("baseline", new CrossEntropy())),
            null);
    experiment = new Experiment(folder.resolve("experiment"), plan);
    datasets = new Datasets(folder);
  }

  private PlannedTrial trial(String model) {
    return experiment.plan().trials().stream()
        .filter(planned -> planned.model().name().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private TimeEstimate estimate() throws IOException {
    return TimeEstimate.of(experiment, Standings.of(experiment, datasets), datasets);
  }

  private void run(String model, double... speeds) throws Exception {
    PlannedTrial planned = trial(model);
    Trial run = Trial.run(planned.config(Hardware.cpu()), datasets, Trainers.plain());
    withSpeeds(run, speeds).write(experiment.folder(planned));
  }

  @Test
  void withoutTrialsItGoesByATypicalRate() throws IOException {
    TimeEstimate estimate = estimate();
    assertThat(estimate.basis(experiment.plan().trials())).isEqualTo("speeds seen elsewhere");
    WORK.forEach((model, work) -> assertSeconds(estimate, model, work / 55e9 + 1e-5));
  }

  @Test
  void itGoesByTheMedianSpeedOfTheModelsOwnTrials() throws Exception {
    run("dnn", 10, 20, 600);
    TimeEstimate estimate = estimate();
    assertThat(estimate.basis(List.of(trial("dnn")))).isEqualTo("the trials that were run here");
    assertSeconds(estimate, "dnn", 1 / 20.0);
  }

  @Test
  void aModelThatWasNotRunGoesByTheArithmeticAndTheOthersSpeed() throws Exception {
    run("dnn", 20);
    TimeEstimate estimate = estimate();
    assertThat(estimate.basis(experiment.plan().trials()))
        .isEqualTo("the trials that were run here and the arithmetic of the layers");
    double rate = WORK.get("dnn") / (1 / 20.0 - 1e-5);
    for (String other : List.of("cnn", "rnn", "broad", "wide", "mlp")) {
      assertSeconds(estimate, other, WORK.get(other) / rate + 1e-5);
    }
    run("cnn", 4);
    double both = (rate + WORK.get("cnn") / (1 / 4.0 - 1e-5)) / 2;
    assertSeconds(estimate(), "rnn", WORK.get("rnn") / both + 1e-5);
    assertSeconds(estimate(), "dnn", 1 / 20.0);
  }

  @Test
  void aModelThatCannotTakeTheImagesIsTold() {
    ModelPlan tooLarge =
        new ModelPlan(
            new ModelSpec("kernel", List.of(new Conv2d(2, 9, Padding.VALID), new Flatten())),
            List.of(1L),
            3,
            16,
            0.25,
            ADAM);
    PlannedTrial trial =
        new PlannedTrial(
            experiment.plan().pairs().get(0), tooLarge, experiment.plan().losses().get(0), 1);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> estimate().seconds(trial))
        .withMessage(
            folder.resolve("tiny")
                + ": kernel can't learn it: conv2d_1: a 9x9 kernel does not fit into [9, 8]");
  }

  /** What is estimated for the paper's plan is within what its trials took. */
  @Test
  void theTypicalRateIsThatOfTheCommittedTrials() throws IOException {
    Experiment paper = Experiment.look(HOME.resolve("results/paper"));
    Datasets mnist = new Datasets(HOME.resolve("datasets"));
    TimeEstimate typical = TimeEstimate.of(experiment, Standings.of(experiment, datasets), mnist);
    for (ModelPlan model : paper.plan().models()) {
      List<PlannedTrial> trials =
          paper.plan().trials().stream()
              .filter(trial -> trial.model().equals(model))
              .filter(trial -> trial.pair().dataset().equals("mnist"))
              .toList();
      List<Double> took = new ArrayList<>();
      for (PlannedTrial trial : trials) {
        took.add(paper.result(trial).history().stream().mapToDouble(EpochResult::seconds).sum());
      }
      assertThat(typical.seconds(trials.get(0)))
          .as(model.name())
          .isBetween(Collections.min(took), Collections.max(took));
    }
  }

  private void assertSeconds(TimeEstimate estimate, String model, double secondsAnImage) {
    assertThatNoException()
        .isThrownBy(
            () ->
                assertThat(estimate.seconds(trial(model)))
                    .as(model)
                    .isCloseTo(LEARNED * secondsAnImage, withinPercentage(1e-9)));
  }

  private static Trial withSpeeds(Trial run, double... speeds) {
    TrialResult result = run.result();
    List<EpochResult> history =
        DoubleStream.of(speeds)
            .mapToObj(speed -> new EpochResult(1, 1, Map.of("crossEntropy", 1.0), null, 1, speed))
            .toList();
    return new Trial(
        new TrialResult(
            1,
            result.config(),
            result.data(),
            result.parameterCount(),
            history,
            result.metrics(),
            result.confusion(),
            result.distribution(),
            result.calibration(),
            null,
            result.provenance()),
        run.weights(),
        run.predictions(),
        run.absoluteErrors(),
        run.inputs());
  }
}
