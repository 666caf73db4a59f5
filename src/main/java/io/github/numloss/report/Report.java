package io.github.numloss.report;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what an experiment's trials show beside them. */
public final class Report {
  private Report() {}

  /**
   * Writes summary.json, tables.md, tables.csv, report.html and the folder figures into the
   * experiment's folder. Equal trials give equal bytes on the same machine, whenever they were run.
   *
   * @param experiment the experiment
   * @return the summary
   * @throws io.github.numloss.io.DataException if no trial was run
   * @throws IOException if a file can't be read or written
   */
  public static ExperimentSummary write(Experiment experiment) throws IOException {
    Results results = Results.read(experiment);
    ExperimentSummary summary = ExperimentSummary.of(results);
    Path folder = experiment.folder();
    Json.write(folder.resolve("summary.json"), summary);
    String tables =
        Tables.of(summary).stream().map(Tables.Table::markdown).collect(Collectors.joining("\n"));
    writeText(folder.resolve("tables.md"), tables);
    writeText(folder.resolve("tables.csv"), Tables.csv(summary));
    List<Picture> pictures = Figures.of(results, summary);
    for (Picture picture : pictures) {
      picture.write(folder.resolve("figures"));
    }
    Page page = Page.of(folder, results, summary, pictures);
    writeText(folder.resolve("report.html"), page.html());
    return summary;
  }

  private static void writeText(Path file, String text) throws IOException {
    AtomicFiles.writeFile(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
