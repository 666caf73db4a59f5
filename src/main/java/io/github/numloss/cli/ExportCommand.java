package io.github.numloss.cli;

import io.github.numloss.data.LabeledImages;
import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.experiment.Trial;
import io.github.numloss.export.SavedModels;
import io.github.numloss.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "The model is loaded again and compared on the run's test images before it appears."
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

  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException {
    AtomicFiles.requireWritable(out.resolve("1"));
    Trial trial = Trial.read(run);
    LabeledImages test = datasets.open().load(trial.result().config().test(), Split.TEST);
    spec.commandLine().getOut().println(SavedModels.export(trial, test.images(), out));
    return ExitCode.DONE;
  }
}
