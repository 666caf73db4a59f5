package io.github.numloss.cli;

import io.github.numloss.source.CacheFolder;
import io.github.numloss.source.CacheFolder.Kept;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the cache of decoded pictures, or deletes it. */
@Command(
    name = "cache",
    description = {
      "Shows what is kept of pictures that were decoded: where, what, how large, and the day it was"
          + " used last (NUMLOSS_CACHE names the folder).",
      "All of it is made again when it is asked for. Trainings that run are not disturbed by"
          + " --clear: they keep what they have mapped, and what is being written stays."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataCacheCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--clear", description = "Delete it.")
  private boolean clear;

  @Override
  public Integer call() throws IOException {
    CacheFolder cache = CacheFolder.ofUser();
    PrintWriter out = spec.commandLine().getOut();
    if (clear) {
      out.printf(Locale.ROOT, "%s: %.1f MB deleted%n", cache.folder(), cache.clear() / 1e6);
      return ExitCode.DONE;
    }
    List<Kept> files = cache.files();
    for (Kept kept : files) {
      out.printf(
          Locale.ROOT,
          "%10.1f MB  %s  %s%n",
          kept.bytes() / 1e6,
          kept.used().atOffset(ZoneOffset.UTC).toLocalDate(),
          kept.what());
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d files, %.1f MB%n",
        cache.folder(),
        files.size(),
        files.stream().mapToLong(Kept::bytes).sum() / 1e6);
    return ExitCode.DONE;
  }
}
