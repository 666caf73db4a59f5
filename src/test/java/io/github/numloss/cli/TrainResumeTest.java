package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.experiment.Trial;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are gone on with after their end, or with other threads. */
final class TrainResumeTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;
  private Path models;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 120, 45, ClassValues.range(3));
    out = folder.resolve("run");
    models = folder.resolve("models/tiny");
  }

  private Run train(Object... more) {
    Map<String, ?> usual =
        Map.of(
            "--dataset", data, "--out", out, "--export", models, "--epochs", 2, "--device", "cpu");
    return Run.of(usual, "train", more);
  }

  private JsonNode trial() throws IOException {
    return new ObjectMapper().readTree(out.resolve("trial.json").toFile());
  }

  /** A scheduler that starts a finished job again must see it end well. */
  @Test
  void whatIsDoneIsResumedToItsEndAtOnce() throws IOException {
    Run first = train();
    byte[] trial = Files.readAllBytes(out.resolve("trial.json"));
    Run again = train("--resume", "--threads", 3);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err().lines()).containsExactly(out + " is done: nothing is left to train.");
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(out.resolve("trial.json")).hasBinaryContent(trial);
    assertThat(models.resolve("2")).doesNotExist();
    assertThat(folder.resolve("run.running")).doesNotExist();

    Run other = train("--resume", "--seed", 2);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err())
        .isEqualTo(
            "numloss: %s: it is of another training: seed is 1, now 2; set these as they were, or name another --out.%n"
                .formatted(out));
  }

  /** As one is that was stopped while it exported. */
  @Test
  void whatIsDoneButForItsExportIsExportedWhenItIsResumed() throws IOException {
    Run.of(
        "train", "--dataset", data, "--out", out, "--epochs", 2, "--device", "cpu", "--no-export");
    Run resumed = train("--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains(" is done: ").contains("Exported " + models.resolve("1"));
    assertThat(models.resolve("1/saved_model.pb")).exists();
  }

  @Test
  void compiledStepsAreRecordedAndResumed() throws Exception {
    Run first = train("--compile", "--batch-size", 16);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(trial().at("/config/hardware/compile").asBoolean()).isTrue();
    Run again = train("--compile", "--batch-size", 16, "--resume");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains(" is done: ");
  }

  @Test
  void resumedWithOtherThreadsTheTrialSaysSo() throws Exception {
    TrainConfig config =
        new TrainConfig(
            data.toString(),
            data.toString(),
            Models.DNN,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null),
            2,
            128,
            0.1,
            1,
            new Hardware(DeviceKind.CPU, Precision.FLOAT32, 1));
    Checkpoints checkpoints = new Checkpoints(folder.resolve("run.running/checkpoints"), 60);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(
            () ->
                Trial.run(
                    config,
                    new Datasets(folder),
                    new Trainer(checkpoints, () -> true, TrainingListener.NONE)));
    Run resumed = train("--resume", "--threads", 3);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(trial().at("/provenance/earlierThreads").toString())
        .isEqualTo("[{\"untilStep\":1,\"threads\":1}]");
    assertThat(trial().at("/config/hardware/threads").asInt()).isEqualTo(3);
  }
}
