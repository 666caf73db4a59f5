package io.github.numloss.cli;

import io.github.numloss.bench.BenchConfig;
import io.github.numloss.bench.BenchNetwork;
import io.github.numloss.bench.BenchPlan;
import io.github.numloss.bench.BenchResult;
import io.github.numloss.bench.Benchmark;
import io.github.numloss.bench.MatmulRate;
import io.github.numloss.bench.Measurement;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures how fast this machine trains. */
@Command(
    name = "bench",
    description = {
      "Measures how many images a second this machine trains each model with, and what share that is"
          + " of the rate at which it multiplies matrices.",
      "Nothing else should run meanwhile."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "MODEL",
      defaultValue = "dnn,cnn,rnn",
      description =
          "Which ones: dnn, cnn, rnn, wide, mlp, plain-dnn, plain-cnn, plain-rnn, or model files;"
              + " the plain ones have no dropout, and the layers of common examples. Default: dnn,cnn,rnn.")
  private List<String> models;

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "PRECISION",
      description = "Which ones: ${COMPLETION-CANDIDATES}. Default: all that the device has.")
  private @Nullable List<Precision> precisions;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "mnist",
      description =
          "The data set to learn, or a folder with the four IDX files under MNIST's names. Default:"
              + " mnist.")
  private String dataset;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "How many of its training images an epoch learns. Default: all.")
  private @Nullable Integer images;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Epochs to measure, after one that is not counted. Default: 3.")
  private int epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images a step. Default: 128.")
  private int batchSize;

  @Option(
      names = "--matmul-size",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Rows and columns of the matrices to multiply. Default: 4096.")
  private int matmulSize;

  @Option(
      names = "--dry-run",
      description =
          "Tell what would be trained, and train nothing; with --json, all that another program"
              + " needs to do the same.")
  private boolean dryRun;

  @Mixin private DeviceOptions device;
  @Mixin private CompileOption compile;
  @Mixin private DatasetsOption datasets;
  @Mixin private JsonOption json;

  /** What a dry run gives as JSON. */
  private record Listing(int schemaVersion, BenchPlan plan) {}

  @Override
  public Integer call() throws IOException, NoSuchDeviceException, TrainingFailedException {
    BenchConfig config =
        Usage.check(spec, () -> new BenchConfig(dataset, batchSize, epochs, matmulSize));
    json.requireWritable();
    List<BenchNetwork> networks = networks();
    PrintWriter out = spec.commandLine().getOut();
    BenchTable table =
        new BenchTable(json.inPlaceOfText() ? new PrintWriter(Writer.nullWriter()) : out);
    Examples data = data();
    Benchmark benchmark = new Benchmark(config, data);
    if (dryRun) {
      BenchPlan plan = benchmark.plan(networks);
      table.plan(plan);
      json.write(out, new Listing(BenchResult.SCHEMA_VERSION, plan));
    } else {
      json.write(out, run(benchmark, networks, data, table));
    }
    return ExitCode.DONE;
  }

  private List<BenchNetwork> networks() throws IOException {
    List<BenchNetwork> networks = new ArrayList<>();
    for (String model : models) {
      networks.add(ModelName.find(spec, "option '--model' (MODEL)", model, BenchNetwork::find));
    }
    return networks;
  }

  private BenchResult run(
      Benchmark benchmark, List<BenchNetwork> networks, Examples data, BenchTable table)
      throws NoSuchDeviceException, TrainingFailedException, IOException {
    Instant started = Instant.now();
    BenchPlan plan = benchmark.plan(networks);
    List<Hardware> hardware = hardware();
    DeviceKind kind = hardware.get(0).device();
    int threads = hardware.get(0).threads();
    table.heading(plan, kind, threads);
    List<MatmulRate> rates = new ArrayList<>();
    for (Hardware one : hardware) {
      MatmulRate rate = benchmark.multiply(one);
      rates.add(rate);
      table.row(rate);
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int n = 0; n < networks.size(); n++) {
      for (int p = 0; p < hardware.size(); p++) {
        Measurement measurement =
            benchmark.train(
                networks.get(n),
                hardware.get(p),
                rates.get(p),
                listener(plan.warmUpEpochs() + epochs));
        measurements.add(measurement);
        table.row(measurement, plan.networks().get(n));
      }
    }
    Provenance provenance = Provenance.of(data.sources(), started, Instant.now(), List.of());
    return new BenchResult(
        BenchResult.SCHEMA_VERSION, plan, kind, threads, rates, measurements, provenance);
  }

  /** Loads the images, or the first of them. */
  private Examples data() throws IOException {
    Examples all = datasets.open().load(dataset, Split.TRAIN);
    if (images == null) {
      return all;
    }
    if (images < 1 || images > all.count()) {
      throw Usage.wrong(
          spec,
          String.format(
              Locale.ROOT,
              "--images is %d, expected 1 to %d, which is all that %s has to train on",
              images,
              all.count(),
              all.dataset()));
    }
    return all.select(IntStream.range(0, images).toArray());
  }

  /** Gives the hardware once for each precision. */
  private List<Hardware> hardware() throws NoSuchDeviceException {
    if (precisions == null) {
      precisions = available(device.resolve(spec, Precision.FLOAT32).device());
    }
    List<Hardware> hardware = new ArrayList<>();
    for (Precision precision : precisions) {
      hardware.add(compile.on(device.resolve(spec, precision)));
    }
    return hardware;
  }

  private List<Precision> available(DeviceKind kind) {
    if (kind != DeviceKind.CPU) {
      return List.of(Precision.FLOAT32);
    }
    List<Precision> available = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      try {
        Devices.require(precision);
        available.add(precision);
      } catch (NoSuchDeviceException e) {
        root.messages(spec).printf("%s is left out: %s.%n", precision, e.getMessage());
      }
    }
    return available;
  }

  /** Draws on a terminal alone; the table says the rest. */
  private TrainingListener listener(int allEpochs) {
    return root.isQuiet() || !Boolean.getBoolean("numloss.terminal")
        ? TrainingListener.NONE
        : new ProgressLine(spec.commandLine().getErr(), true, allEpochs);
  }
}
