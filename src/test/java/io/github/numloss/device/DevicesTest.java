package io.github.numloss.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.numloss.device.Devices.Choice;
import io.github.numloss.device.Devices.Device;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DevicesTest {
  private static final Device CPU =
      new Device("/job:localhost/replica:0/task:0/device:CPU:0", "CPU", 256L << 20);

  private static final Device GPU =
      new Device("/job:localhost/replica:0/task:0/device:GPU:0", "GPU", 1);

  /** Of whose memory TensorFlow always says 256 MiB. */
  @Test
  void thereIsACpu() {
    assertThat(Devices.list()).contains(CPU);
  }

  @Test
  void lookingForThemLeavesNothingOpen() {
    Devices.list();
    long before = Pointer.totalCount();
    Devices.list();
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  @Test
  void choicesAreCalledAsTheirOptionTakesThem() {
    assertThat(Choice.values()).extracting(Choice::toString).containsExactly("auto", "cpu", "gpu");
  }

  @Test
  void cpuIsTakenWithoutALook() throws Exception {
    Supplier<List<Device>> unasked =
        () -> {
          throw new AssertionError("nobody asked for a GPU");
        };
    assertThat(Devices.resolve(Choice.CPU, unasked)).isEqualTo(DeviceKind.CPU);
    assertThat(Devices.resolve(Choice.CPU)).isEqualTo(DeviceKind.CPU);
  }

  @Test
  void aGpuIsTakenWhereThereIsOne() throws Exception {
    for (Choice choice : List.of(Choice.AUTO, Choice.GPU)) {
      assertThat(Devices.resolve(choice, () -> List.of(CPU, GPU))).isEqualTo(DeviceKind.GPU);
    }
  }

  @Test
  void withoutAGpuAutoIsTheCpuAndGpuIsRefused() throws Exception {
    assertThat(Devices.resolve(Choice.AUTO, () -> List.of(CPU))).isEqualTo(DeviceKind.CPU);
    assertThatExceptionOfType(NoSuchDeviceException.class)
        .isThrownBy(() -> Devices.resolve(Choice.GPU, () -> List.of(CPU)))
        .withMessageStartingWith("TensorFlow sees no GPU")
        .withMessageContaining("--device cpu");
  }

  @Test
  void autoIsAGpuIfTensorFlowSeesOne() throws Exception {
    boolean gpu = Devices.list().stream().anyMatch(device -> device.type().equals("GPU"));
    assertThat(Devices.resolve(Choice.AUTO)).isEqualTo(gpu ? DeviceKind.GPU : DeviceKind.CPU);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, true", "FLOAT32, false", "BFLOAT16, true"})
  void aPrecisionThatChangesSomethingIsTaken(Precision precision, boolean works) {
    assertThatNoException().isThrownBy(() -> Devices.require(precision, () -> works));
  }

  @Test
  void oneThatChangesNothingIsRefused() {
    assertThatExceptionOfType(NoSuchDeviceException.class)
        .isThrownBy(() -> Devices.require(Precision.BFLOAT16, () -> false))
        .withMessageStartingWith("bfloat16 changes nothing here");
    boolean refused = false;
    try {
      Devices.require(Precision.BFLOAT16);
    } catch (NoSuchDeviceException e) {
      refused = true;
    }
    assertThat(refused).isEqualTo(!Bfloat16.works());
  }
}
