package io.github.numloss.cli;

import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.source.SampleSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the first images of each class. */
@Command(
    name = "samples",
    description = "Draws the first images of each class, a row for each class with its value.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataSamplesCommand implements Callable<Integer> {
  private static final int MOST_COLUMNS = 100;

  @Spec private CommandSpec spec;
  @Mixin private DatasetsOption datasets;

  @Parameters(
      paramLabel = "NAME",
      description = "A name from 'numloss data list', or a folder with IDX files by MNIST's names.")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      required = true,
      description = "The picture to write, a name that ends in .png; it is replaced if it exists.")
  private Path out;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "10",
      description = "Images in a row, 1 to " + MOST_COLUMNS + ". Default: 10.")
  private int columns;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "train",
      description = "Which images to take: train or test. Default: train.")
  private Split split;

  @Override
  public Integer call() throws IOException {
    if (columns < 1 || columns > MOST_COLUMNS) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "--columns is %d, expected 1 to %d", columns, MOST_COLUMNS));
    }
    Usage.requireEnding(spec, "--out", out, ".png");
    Examples images = datasets.open().load(name, split);
    SampleSheet.write(out, images, columns);
    spec.commandLine().getOut().printf("%s: written%n", out);
    return ExitCode.DONE;
  }
}
