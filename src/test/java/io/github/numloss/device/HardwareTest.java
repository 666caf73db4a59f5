package io.github.numloss.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.Toggle;

final class HardwareTest {
  @ParameterizedTest
  @CsvSource({
    "1, 128, 1",
    "2, 128, 2",
    "3, 128, 3",
    "4, 128, 4",
    "4, 1, 4",
    "5, 128, 5",
    "5, 79, 4",
    "8, 128, 8",
    "16, 128, 8",
    "16, 32, 4",
    "16, 1024, 16"
  })
  void aBatchIsSharedAmongTheThreads(int threads, int batchSize, int towers) {
    Hardware hardware = new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads);
    assertThat(hardware.towers(batchSize)).isEqualTo(towers);
    ConfigProto config = hardware.sessionConfig();
    assertThat(config.getInterOpParallelismThreads()).isEqualTo(threads);
    assertThat(config.getUsePerSessionThreads()).isTrue();
  }

  @Test
  void aGpuGetsTheBatchWhole() {
    Hardware gpu = new Hardware(DeviceKind.GPU, Precision.FLOAT32, 8);
    assertThat(gpu.towers(1024)).isEqualTo(1);
    assertThat(gpu.operationsAtATime()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2})
  void noThreadsAreRefused(int threads) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads))
        .withMessage("the number of threads is %d, expected at least 1", threads);
  }

  @Test
  void deviceAndPrecisionAreCalledAsTheirOptionsTakeThem() {
    assertThat(DeviceKind.values()).extracting(DeviceKind::toString).containsExactly("cpu", "gpu");
    assertThat(Precision.values())
        .extracting(Precision::toString)
        .containsExactly("float32", "bfloat16");
  }

  @Test
  void thirtyTwoBitsChangeNoRewriter() {
    for (DeviceKind kind : DeviceKind.values()) {
      assertThat(rewriter(kind, Precision.FLOAT32)).isEqualTo(RewriterConfig.getDefaultInstance());
    }
  }

  @Test
  void sixteenBitsAreForTheCpuAlone() {
    RewriterConfig cpu = rewriter(DeviceKind.CPU, Precision.BFLOAT16);
    assertThat(cpu.getAutoMixedPrecisionOnednnBfloat16()).isEqualTo(Toggle.ON);
    assertThat(cpu.getAutoMixedPrecision()).isEqualTo(Toggle.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hardware(DeviceKind.GPU, Precision.BFLOAT16, 1))
        .withMessage("bfloat16 is for the CPU alone; take --precision float32 or --device cpu");
  }

  @Test
  void compiledStepsAreOfThirtyTwoBits() {
    Hardware sixteen = new Hardware(DeviceKind.CPU, Precision.BFLOAT16, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sixteen.compiling(true))
        .withMessage(
            "bfloat16 is not compiled by XLA; take --precision float32, or leave out --compile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"device\":\"cpu\",\"precision\":\"float32\",\"threads\":2}|false",
        "{\"device\":\"gpu\",\"precision\":\"float32\",\"threads\":2,\"compile\":true}|true"
      })
  void isReadAndWrittenAsFilesHaveIt(String json, boolean compile) throws Exception {
    Hardware hardware = Json.mapper().readValue(json, Hardware.class);
    assertThat(hardware.compile()).isEqualTo(compile);
    assertThat(hardware.withThreads(3).compile()).isEqualTo(compile);
    assertThat(Json.mapper().writeValueAsString(hardware)).isEqualTo(json);
  }

  @Test
  void aSessionForTheCpuTakesNoGpu() {
    assertThat(gpus(DeviceKind.CPU)).isZero();
    assertThat(gpus(DeviceKind.GPU)).isEqualTo(1);
  }

  private static RewriterConfig rewriter(DeviceKind device, Precision precision) {
    return new Hardware(device, precision, 1).sessionConfig().getGraphOptions().getRewriteOptions();
  }

  private static int gpus(DeviceKind device) {
    return new Hardware(device, Precision.FLOAT32, 1).sessionConfig().getDeviceCountOrThrow("GPU");
  }
}
