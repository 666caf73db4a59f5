package io.github.numloss.cli;

import io.github.numloss.source.Datasets;
import io.github.numloss.source.Fetcher;
import io.github.numloss.source.Fetcher.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a data set's files to their place. */
@Command(
    name = "fetch",
    description = {
      "Downloads a data set, or copies it from a folder; each file's SHA-256 is checked.",
      "Files that are right already stay. A download that was cut off goes on where it ended."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataFetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DatasetsOption datasets;

  @Parameters(paramLabel = "NAME", description = "A name from 'numloss data list'.")
  private String name;

  @ArgGroup private Origin origin = new Origin();

  /** Where the files come from, if not from the addresses in the catalog. */
  private static final class Origin {
    @Option(
        names = "--from",
        paramLabel = "DIR",
        description = "Copy the files from this folder, where each may lie with or without .gz.")
    private @Nullable Path folder;

    @Option(
        names = "--mirror",
        paramLabel = "URL",
        description = "Download from this address, to which the files' names are added.")
    private @Nullable URI mirror;
  }

  @Override
  public Integer call() throws IOException {
    Datasets opened = datasets.open();
    NumLoss root = (NumLoss) spec.root().userObject();
    DataProgress line =
        new DataProgress(
            spec.commandLine().getErr(), Boolean.getBoolean("numloss.terminal") && !root.isQuiet());
    try {
      for (Fetched file : fetch(new Fetcher(opened, line::update))) {
        line.clear();
        spec.commandLine()
            .getOut()
            .printf("%s: %s%n", file.file(), file.isNew() ? "fetched" : "there already");
      }
    } finally {
      line.clear();
    }
    return ExitCode.DONE;
  }

  private List<Fetched> fetch(Fetcher fetcher) throws IOException {
    if (origin.folder != null) {
      if (!Files.isDirectory(origin.folder)) {
        throw wrong("--from is '%s', which is no folder".formatted(origin.folder));
      }
      return fetcher.copyFrom(name, origin.folder);
    }
    if (origin.mirror != null) {
      String scheme = origin.mirror.getScheme();
      boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!isHttp || origin.mirror.getHost() == null) {
        throw wrong(
            "--mirror is '%s', expected an address that starts with http:// or https://"
                .formatted(origin.mirror));
      }
      return fetcher.fetchFromMirror(name, origin.mirror);
    }
    return fetcher.fetch(name);
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
