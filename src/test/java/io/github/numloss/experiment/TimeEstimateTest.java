package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Architecture;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
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

  @TempDir private Path folder;
  private Experiment experiment;
  private Datasets datasets;

  @BeforeEach
  void plan() throws IOException {
    String data = TinyData.folder(folder.resolve("tiny"), 40, 12, ClassValues.range(3)).toString();
    OptimizerConfig adam = new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null);
    List<ModelPlan> models =
        Stream.of(Architecture.values())
            .map(model -> new ModelPlan(model, List.of(1L), 3, 16, 0.25, adam))
            .toList();
    Plan plan =
        new Plan(
            1,
            "tiny",
            List.of(new DatasetPair(data, data)),
            models,
            List.of(new LossPlan("baseline", new CrossEntropy())));
    experiment = new Experiment(folder.resolve("experiment"), plan);
    datasets = new Datasets(folder);
  }

  private PlannedTrial trial(Architecture model) {
    return experiment.plan().trials().stream()
        .filter(planned -> planned.model().model() == model)
        .findFirst()
        .orElseThrow();
  }

  private TimeEstimate estimate() throws IOException {
    return TimeEstimate.of(experiment, Standings.of(experiment, datasets), datasets);
  }

  @Test
  void withoutTrialsItGoesBySpeedsSeenElsewhere() throws IOException {
    TimeEstimate estimate = estimate();
    for (Architecture model : Architecture.values()) {
      assertThat(estimate.isMeasured(model)).isFalse();
    }
    assertThat(estimate.seconds(trial(Architecture.DNN))).isEqualTo(LEARNED / 20_000.0);
    assertThat(estimate.seconds(trial(Architecture.CNN))).isEqualTo(LEARNED / 2_600.0);
    assertThat(estimate.seconds(trial(Architecture.RNN))).isEqualTo(LEARNED / 5_300.0);
  }

  @Test
  void itGoesByTheMedianSpeedOfTheModelsOwnTrials() throws Exception {
    PlannedTrial dnn = trial(Architecture.DNN);
    Trial run = Trial.run(dnn.config(Hardware.cpu()), datasets, Trainers.plain());
    withSpeeds(run, 10, 20, 600).write(experiment.folder(dnn));

    TimeEstimate estimate = estimate();

    assertThat(estimate.isMeasured(Architecture.DNN)).isTrue();
    assertThat(estimate.isMeasured(Architecture.CNN)).isFalse();
    assertThat(estimate.seconds(dnn)).isCloseTo(LEARNED / 20.0, within(1e-12));
    assertThat(estimate.seconds(trial(Architecture.CNN))).isEqualTo(LEARNED / 2_600.0);
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
            result.provenance()),
        run.weights(),
        run.predictions(),
        run.absoluteErrors(),
        run.images());
  }
}
