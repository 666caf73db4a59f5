package io.github.numloss.cli;

import io.github.numloss.data.Inputs;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.predict.SavedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports the network of a run that is there already. */
@Command(
    name = "export",
    description = {
      "Exports the network of a run as a SavedModel, under the next version number.",
      "The model is loaded again and compared on test images that lie in the run's folder before it"
          + " appears; no data set is needed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder of a run, as 'numloss train --out' made it.")
  private Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the model's versions, made if need be.")
  private Path out;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "The data set, or the folder, of the run's test images, for a run of before some were kept"
              + " in it. Default: the one that it was tested on.")
  private @Nullable String dataset;

  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException {
    AtomicFiles.requireWritable(out.resolve("1"));
    Trial trial = Trial.read(run);
    spec.commandLine().getOut().println(SavedModels.export(trial.model(), inputs(trial), out));
    return ExitCode.DONE;
  }

  private Inputs inputs(Trial trial) throws IOException {
    return trial.inputs() == null
        ? TestData.of(trial.result()).load(datasets.open(), dataset, null).inputs()
        : trial.inputs();
  }
}
