package io.github.numloss.cli;

import io.github.numloss.source.Datasets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The directory of data sets. */
final class DatasetsOption {
  @Option(
      names = "--datasets",
      paramLabel = "DIR",
      description =
          "The directory that holds a folder for each data set; without it, the folder 'datasets'"
              + " beside the program.")
  private @Nullable Path directory;

  /** Opens the directory that was named, or the usual one. */
  Datasets open() {
    if (directory != null) {
      return new Datasets(directory);
    }
    return new Datasets(Path.of(System.getProperty("numloss.home", "")).resolve("datasets"));
  }
}
