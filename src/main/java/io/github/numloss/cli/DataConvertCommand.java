package io.github.numloss.cli;

import io.github.numloss.data.DataOptions;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.source.Conversion;
import io.github.numloss.source.DataForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes data in another form. */
@Command(
    name = "convert",
    description = {
      "Writes data in another form, whole or not at all: a folder of IDX files or of pictures (PNG),"
          + " a table (CSV, TSV), or NumPy's arrays (.npz).",
      "It is read there as it was here: the same numbers, in the same order but for pictures, what each"
          + " example is for, weights and groups, and what dataset.json says. What the other form can't"
          + " keep is told."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DataConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "A name from 'numloss data list', or a folder or file of your own.")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The folder or file to write; there must be none yet.")
  private Path out;

  @Option(
      names = "--to",
      paramLabel = "FORM",
      description =
          "The form: ${COMPLETION-CANDIDATES}. Without it, a name that ends in .csv, .tsv or .npz"
              + " tells.")
  private @Nullable DataForm to;

  @Mixin private DataOptionsMixin dataOptions;
  @Mixin private DatasetsOption datasets;

  @Override
  public Integer call() throws IOException {
    DataForm form = form();
    DataOptions asked = dataOptions.toOptions();
    DataOptions options = asked == null ? DataOptions.NONE : asked;
    if (!options.equals(options.undivided())) {
      throw Usage.wrong(
          spec,
          "--test-share and --folds are for training; examples are converted as the data divides"
              + " them");
    }
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw Usage.wrong(
          spec, "something is at OUT %s already; name another place, or remove it".formatted(out));
    }
    AtomicFiles.requireWritable(out);
    Conversion done = datasets.open().convert(name, options, form, out);
    PrintWriter text = spec.commandLine().getOut();
    text.printf(Locale.ROOT, "%s: %,d examples written as %s%n", out, done.examples(), form);
    done.losses().forEach(loss -> text.printf("  %s%n", loss));
    return ExitCode.DONE;
  }

  private DataForm form() {
    DataForm named = DataForm.of(out);
    if (to != null && named != null && to != named) {
      throw Usage.wrong(spec, "--to is %s, but OUT '%s' ends as %s does".formatted(to, out, named));
    }
    DataForm form = to == null ? named : to;
    if (form == null) {
      throw Usage.wrong(
          spec,
          "the name OUT '%s' does not tell the form; give it with --to idx, pictures, csv, tsv or"
                  .formatted(out)
              + " npz");
    }
    return form;
  }
}
