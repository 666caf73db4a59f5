package io.github.numloss.cli;

import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say which device computes, and with how many threads. */
final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES}; auto takes a GPU if there is one. Default: auto.")
  private Devices.Choice device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "CPU threads to use, at most 1024 or 4 for each core. Default: one for each core.")
  private @Nullable Integer threads;

  /** Tells whether the user says how many threads to use. */
  boolean saysThreads() {
    return threads != null;
  }

  /** Finds the device, and checks the number of threads and that the device has the precision. */
  Hardware resolve(CommandSpec spec, Precision precision) throws NoSuchDeviceException {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Usage.requireSideBySide(spec, "--threads", count);
    DeviceKind kind = Devices.resolve(device);
    Hardware hardware = Usage.check(spec, () -> new Hardware(kind, precision, count));
    Devices.require(precision);
    return hardware;
  }
}
