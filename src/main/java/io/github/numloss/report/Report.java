package io.github.numloss.report;

import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Standings;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.Json;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what an experiment's trials show beside them. */
public final class Report {
  private Report() {}

  /**
   * Writes summary.json, tables.md, tables.csv, report.html and the folder figures into the
   * experiment's folder. Equal trials give equal bytes on the same machine, whenever they were run,
   * but for what their trainings cost. Pictures of images that may not be passed on go into the
   * folder figures/local, and are not in the page.
   *
   * @param experiment the experiment
   * @param datasets where the data sets are, for pictures of their images
   * @return the summary
   * @throws io.github.numloss.io.DataException if no trial was run
   * @throws IOException if a file can't be read or written
   */
  public static ExperimentSummary write(Experiment experiment, Datasets datasets)
      throws IOException {
    Results results = Results.read(experiment, Standings.of(experiment, datasets));
    Path folder = experiment.folder();
    ExperimentSummary summary = ExperimentSummary.of(results, Comparison.find(folder).orElse(null));
    Json.write(folder.resolve("summary.json"), summary);
    String tables =
        Tables.of(summary).stream().map(Tables.Table::markdown).collect(Collectors.joining("\n"));
    writeText(folder.resolve("tables.md"), tables + Findings.markdown(summary));
    writeText(folder.resolve("tables.csv"), Tables.csv(summary));
    List<Picture> pictures = new ArrayList<>(Figures.of(results, summary));
    Results shown = results.ofLosses(Crowd.shown(results, summary));
    pictures.addAll(ImageFigures.of(experiment, shown, datasets));
    Path figures = folder.resolve("figures");
    List<Rendering> renderings = Rendering.of(Picture.distinct(pictures));
    for (Rendering rendering : renderings) {
      boolean local = rendering.heading().section() == Heading.Section.LOCAL_IMAGES;
      rendering.write(local ? figures.resolve("local") : figures);
    }
    Page page = Page.of(folder, results, summary, renderings);
    writeText(folder.resolve("report.html"), page.html());
    return summary;
  }

  private static void writeText(Path file, String text) throws IOException {
    AtomicFiles.writeFile(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
