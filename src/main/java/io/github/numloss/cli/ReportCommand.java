package io.github.numloss.cli;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.report.ExperimentSummary;
import io.github.numloss.report.Report;
import io.github.numloss.report.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sums up the trials of an experiment. */
@Command(
    name = "report",
    description = {
      "Sums up the trials of an experiment that are there.",
      "Gives the measures, the differences between the losses with their intervals, and a verdict on"
          + " each as far as the number of seeds allows one. Where a trial has the paper's data, model"
          + " and loss, the paper's values lie beside it.",
      "Writes report.html, summary.json, tables.md, tables.csv and the folder figures beside them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The experiment's folder.")
  private Path folder;

  @Mixin private DatasetsOption datasets;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    Experiment experiment = Experiment.look(folder);
    ExperimentSummary summary =
        Report.write(experiment, datasets.open().relativeTo(experiment.folder()));
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, summary);
    if (!json.inPlaceOfText()) {
      print(summary, out);
    }
    return ExitCode.DONE;
  }

  /** Prints the tables of a summary. */
  static void print(ExperimentSummary summary, PrintWriter out) {
    out.printf(Locale.ROOT, "%d of %d trials%n", summary.trialsDone(), summary.trialsPlanned());
    Tables.of(summary).forEach(table -> out.print("\n" + table.text()));
    out.print(Tables.findings(summary));
    out.flush();
  }
}
