package io.github.numloss.cli;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.source.CatalogEntry;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the data sets of the catalog. */
@Command(
    name = "list",
    description = {
      "Lists the data sets that are known by name, and whether their files are here.",
      "A file's content is not looked at; 'numloss data verify NAME' does that."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DatasetsOption datasets;

  @Mixin private JsonOption json;

  /** The list as JSON. */
  private record Listing(int schemaVersion, List<Row> dataSets) {}

  /** One data set. */
  private record Row(
      String name,
      String title,
      int trainImages,
      int testImages,
      long bytes,
      String state,
      @Nullable String licence,
      String homepage) {}

  @Override
  public Integer call() throws IOException {
    Datasets opened = datasets.open();
    List<Row> rows = opened.catalog().dataSets().stream().map(e -> row(opened, e)).toList();
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, new Listing(1, rows));
    if (!json.inPlaceOfText()) {
      printTable(out, rows);
    }
    return ExitCode.DONE;
  }

  private static Row row(Datasets datasets, CatalogEntry entry) {
    return new Row(
        entry.name(),
        entry.title(),
        entry.images(Split.TRAIN),
        entry.images(Split.TEST),
        entry.bytes(),
        datasets.isPresent(entry) ? "present" : "missing",
        entry.licence(),
        entry.homepage());
  }

  private static void printTable(PrintWriter out, List<Row> rows) {
    String format = "%-15s %12s %11s %9s  %-7s  %s%n";
    out.printf(
        Locale.ROOT, format, "name", "train images", "test images", "size", "state", "licence");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          format,
          row.name(),
          row.trainImages(),
          row.testImages(),
          String.format(Locale.ROOT, "%.1f MB", row.bytes() / 1e6),
          row.state(),
          row.licence() == null ? "none stated" : row.licence());
    }
  }
}
