package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.io.Json;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainConfigTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void nothingToDoIsRefused(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(number, 1, 0))
        .withMessage("the number of epochs is %d, expected at least 1", number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, number, 0))
        .withMessage("the batch size is %d, expected at least 1", number);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void validationShareOutOfRangeIsRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, 1, share))
        .withMessage(
            "the validation share is %s, expected a number of at least 0 and below 1", share);
  }

  @Test
  void isWrittenAsJsonAndReadBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("config.json");
    Json.write(file, config(12, 128, 0.1));
    assertThat(Json.read(file, TrainConfig.class)).isEqualTo(config(12, 128, 0.1));
    assertThat(Files.readString(file))
        .containsIgnoringWhitespaces("\"model\": \"cnn\"")
        .containsIgnoringWhitespaces("\"precision\": \"bfloat16\"");
  }

  private static TrainConfig config(int epochs, int batchSize, double validation) {
    return new TrainConfig(
        "mnist",
        "mnist",
        Models.CNN,
        CombinedLoss.ofPaper(),
        null,
        new OptimizerConfig(Method.ADAM, 0.001, Schedule.CONSTANT, null),
        epochs,
        batchSize,
        validation,
        Long.MIN_VALUE,
        new Hardware(DeviceKind.CPU, Precision.BFLOAT16, 2));
  }
}
