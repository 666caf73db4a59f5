package io.github.numloss.cli;

import io.github.numloss.train.Devices;
import io.github.numloss.train.Devices.NoSuchDeviceException;
import io.github.numloss.train.Hardware;
import io.github.numloss.train.Hardware.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what a graph runs on. */
final class HardwareOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES}; auto takes a GPU if there is one. Default: auto.")
  private Devices.Choice device;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "float32",
      description =
          "What matrix products and convolutions compute with: ${COMPLETION-CANDIDATES}. Default:"
              + " float32.")
  private Precision precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads to use. Default: one for each core.")
  private Integer threads;

  /** Finds the device and checks the number of threads. */
  Hardware resolve() throws NoSuchDeviceException {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1) {
      throw Usage.wrong(spec, "--threads is %d, expected at least 1".formatted(count));
    }
    return new Hardware(Devices.resolve(device, count), precision, count);
  }
}
