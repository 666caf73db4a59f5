package io.github.numloss.cli;

import io.github.numloss.source.CatalogFile.State;
import io.github.numloss.source.Datasets.FileState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a data set's files with the catalog. */
@Command(
    name = "verify",
    description = {
      "Compares the SHA-256 of each file of a data set with the catalog: ok, missing or corrupt.",
      "Ends with exit code 3 unless every file is ok."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DatasetsOption datasets;

  @Parameters(paramLabel = "NAME", description = "A name from 'numloss data list'.")
  private String name;

  @Override
  public Integer call() throws IOException {
    List<FileState> files = datasets.open().verify(name);
    for (FileState file : files) {
      spec.commandLine()
          .getOut()
          .printf("%s: %s%n", file.file(), file.state().toString().toLowerCase(Locale.ROOT));
    }
    if (files.stream().allMatch(file -> file.state() == State.OK)) {
      return ExitCode.DONE;
    }
    spec.commandLine()
        .getErr()
        .printf("numloss: not every file is ok; run: numloss data fetch %s%n", name);
    return ExitCode.BAD_DATA;
  }
}
