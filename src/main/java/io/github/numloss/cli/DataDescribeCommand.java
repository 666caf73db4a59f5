package io.github.numloss.cli;

import io.github.numloss.data.DataFacts;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.source.Croissant;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what data is. */
@Command(
    name = "describe",
    description =
        "Says what data is: its examples by class value, features, duplicates, and what could be had"
            + " without learning.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DataDescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description = "A name from 'numloss data list', or a folder or file of your own.")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What the division follows from of data that does not say what to test on. Default: 1.")
  private long seed;

  @Option(
      names = "--croissant",
      paramLabel = "FILE",
      description =
          "Also write metadata in the format Croissant (JSON-LD): name, licence, citation, the files"
              + " with their SHA-256, and what is in them. It is replaced if it exists.")
  private @Nullable Path croissant;

  @Mixin private DataOptionsMixin dataOptions;
  @Mixin private DatasetsOption datasets;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.requireWritable();
    if (croissant != null) {
      AtomicFiles.requireWritableFile(croissant);
    }
    DataOptions asked = dataOptions.toOptions();
    DataOptions options = asked == null ? DataOptions.NONE : asked;
    Datasets source = datasets.open();
    Examples train = source.load(name, options, seed, Split.TRAIN);
    Examples test = source.load(name, options, seed, Split.TEST);
    DataFacts facts = DataFacts.of(train, test).with(source.notes(name));
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, facts);
    if (!json.inPlaceOfText()) {
      DataText.print(out, facts);
    }
    if (croissant != null) {
      writeCroissant(source, options, facts, croissant);
    }
    return ExitCode.DONE;
  }

  private void writeCroissant(Datasets source, DataOptions options, DataFacts facts, Path file)
      throws IOException {
    Croissant made =
        source.croissant(name, options, file, facts.dataset(), DataText.sentence(facts));
    made.write(file);
    NumLoss root = (NumLoss) spec.root().userObject();
    root.messages(spec)
        .printf(
            "%s: written; not known, so left out: %s%n", file, String.join(", ", made.unknown()));
  }
}
