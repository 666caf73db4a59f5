package io.github.numloss.cli;

import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the devices. */
@Command(
    name = "devices",
    description = "Lists what TensorFlow can run on, and which one --device auto would take.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DevicesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  /** All of it as JSON. */
  private record Listing(
      int schemaVersion,
      String tensorflow,
      int cores,
      List<Devices.Device> devices,
      String automatic) {}

  @Override
  public Integer call() throws IOException, NoSuchDeviceException {
    int cores = Runtime.getRuntime().availableProcessors();
    Listing listing =
        new Listing(
            1,
            TensorFlow.version(),
            cores,
            Devices.list(),
            Devices.resolve(Devices.Choice.AUTO).toString());
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, listing);
    if (!json.inPlaceOfText()) {
      out.printf(
          Locale.ROOT, "TensorFlow %s, %d CPU cores%n", listing.tensorflow(), listing.cores());
      for (Devices.Device device : listing.devices()) {
        out.printf(Locale.ROOT, "%-4s %s%s%n", device.type(), device.name(), memory(device));
      }
      out.printf("--device auto takes the %s.%n", listing.automatic());
    }
    return ExitCode.DONE;
  }

  /** Tells the memory of a GPU; for the CPU, TensorFlow names a limit that means nothing. */
  private static String memory(Devices.Device device) {
    return device.type().equals("CPU")
        ? ""
        : String.format(Locale.ROOT, ", %.1f GB", device.memoryBytes() / 1e9);
  }
}
