package io.github.numloss.cli;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.augment.AugmentedPictures;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import io.github.numloss.source.SampleSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
    description = {
      "Draws the first images of each class, a row for each class with its value.",
      "With --augment a row has the first image of its class, and what a training would make of it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DataSamplesCommand implements Callable<Integer> {
  private static final int MOST_COLUMNS = 100;

  /** That of a training unless it is told another. */
  private static final long SEED = 1;

  @Spec private CommandSpec spec;
  @Mixin private DatasetsOption datasets;

  @Parameters(
      paramLabel = "NAME",
      description = "A name from 'numloss data list', or a folder or file of your own.")
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

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What the division follows from of data that does not say what to test on. Default: 1.")
  private long seed;

  @Mixin private DataOptionsMixin dataOptions;
  @Mixin private AugmentOptions augment;

  @Override
  public Integer call() throws IOException {
    if (columns < 1 || columns > MOST_COLUMNS) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "--columns is %d, expected 1 to %d", columns, MOST_COLUMNS));
    }
    Usage.requireEnding(spec, "--out", out, ".png");
    List<Augmentation> augmentations = augment.toList();
    Examples images = load();
    SampleSheet.write(
        out, augmentations.isEmpty() ? images : versions(images, augmentations), columns);
    spec.commandLine().getOut().printf("%s: written%n", out);
    return ExitCode.DONE;
  }

  private Examples load() throws IOException {
    DataOptions options = dataOptions.toOptions();
    Examples examples =
        datasets.open().load(name, options == null ? DataOptions.NONE : options, seed, split);
    if (!examples.inputs().shape().isPicture()) {
      throw new DataException(Path.of(name), "it has features, which can't be drawn");
    }
    return examples;
  }

  /** Gives the first image of each class, each followed by what augmentations make of it. */
  private Examples versions(Examples images, List<Augmentation> augmentations)
      throws DataException {
    try {
      Augmentations.requireFit(augmentations, images.inputs().shape());
    } catch (IllegalArgumentException e) {
      throw new DataException(Path.of(name), String.valueOf(e.getMessage()), e);
    }
    Examples first =
        images.select(
            IntStream.range(0, images.classValues().count())
                .flatMap(
                    k ->
                        IntStream.range(0, images.count())
                            .filter(i -> images.label(i) == k)
                            .limit(1))
                .toArray());
    Images pictures = first.images();
    byte[] drawn =
        AugmentedPictures.of(pictures.bytes(), pictures.shape(), augmentations, SEED, columns - 1);
    int[] each = IntStream.range(0, first.count() * columns).map(i -> i / columns).toArray();
    return new Examples(
        images.dataset(),
        split,
        new Images(
            each.length,
            pictures.height(),
            pictures.width(),
            pictures.channels(),
            Pixels.of(drawn)),
        first.labels(each),
        images.classValues(),
        images.files());
  }
}
