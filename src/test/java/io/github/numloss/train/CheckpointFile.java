package io.github.numloss.train;

import io.github.numloss.data.Examples;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.Json;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A checkpoint.json, for tests in other packages. */
public final class CheckpointFile {
  private CheckpointFile() {}

  /** Reads one. */
  public static void read(Path file) throws IOException {
    Json.read(file, Checkpoint.class);
  }

  /** Gives one with every field. */
  public static byte[] bytes() {
    Examples images = SyntheticImages.brightness(1, 4, 2);
    TrainConfig config =
        new TrainConfig(
            "a",
            "b",
            Models.CNN,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.SGD, 0.1, Schedule.LINEAR, 0.5),
            2,
            3,
            0.5,
            1,
            new Hardware(Hardware.DeviceKind.CPU, Hardware.Precision.FLOAT32, 1));
    EpochResult row =
        new EpochResult(
            1,
            0.5,
            Map.of("crossEntropy", 0.25, "numericLoss", 2.0),
            new EpochResult.Validation(2, 0.5, 1),
            3,
            0.5);
    Checkpoint checkpoint =
        Checkpoint.start(config, images, images)
            .at(
                1,
                new EpochSums(3, 1, Map.of("crossEntropy", 2.0, "numericLoss", 3.0), 4),
                List.of(row));
    return Json.pretty(checkpoint).getBytes(StandardCharsets.UTF_8);
  }
}
