package io.github.numloss.cli;

import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.Precision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what a graph runs on. */
final class HardwareOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private DeviceOptions device;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "float32",
      description =
          "What matrix products and convolutions compute with: ${COMPLETION-CANDIDATES}; bfloat16"
              + " for CPUs with AVX-512 alone. Default: float32.")
  private Precision precision;

  /** Tells whether the user says how many threads to use. */
  boolean saysThreads() {
    return device.saysThreads();
  }

  /** Finds the device, and checks the number of threads and that the device has the precision. */
  Hardware resolve() throws NoSuchDeviceException {
    return device.resolve(spec, precision);
  }
}
