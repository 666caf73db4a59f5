package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of IDX files by other names than MNIST's four, or with several labels for each example,
 * of which a column is named: by its number, from 1, or by what QMNIST has there.
 */
final class IdxFormat implements DataFormat {
  /** The columns of a label, as QMNIST's authors list them (Yadav and Bottou 2019). */
  private static final List<String> QMNIST =
      List.of("class", "series", "writer", "digit", "code", "index", "duplicate", "unused");

  @Override
  public String description() {
    return "a folder of IDX files";
  }

  @Override
  public boolean accepts(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return false;
    }
    try (Stream<Path> files = Files.list(data)) {
      return files.anyMatch(IdxFolder::accepts);
    }
  }

  @Override
  public DataReader open(Path data, Description description, @Nullable Learned learned)
      throws IOException {
    return new Reader(data, TableDescription.of(description, learned), IdxFolder.of(data));
  }

  private record Reader(Path folder, TableDescription description, IdxFolder files)
      implements DataReader {
    @Override
    public Set<Part> parts() {
      return files.parts();
    }

    @Override
    public List<Path> files(Part part) throws IOException {
      return List.of(file(part, false), file(part, true));
    }

    private Path file(Part part, boolean labels) throws DataException {
      Path file = labels ? files.labels(part) : files.inputs(part);
      if (file == null) {
        Path other = labels ? files.inputs(part) : files.labels(part);
        throw new DataException(
            folder,
            "found %s, but no file of the %s that belong to it, expected one, such as %s"
                .formatted(
                    other == null ? "no IDX file" : other.getFileName(),
                    labels ? "labels" : "images",
                    labels ? "train-labels-idx1-ubyte" : "train-images-idx3-ubyte"));
      }
      return file;
    }

    @Override
    public void describe(Croissant croissant) throws IOException {
      for (Part part : parts()) {
        croissant.addIdx(part, file(part, false), file(part, true));
      }
    }

    @Override
    public RawExamples read(Part part) throws IOException {
      StoredFile inputFile = StoredFile.open(file(part, false));
      StoredFile labelFile = StoredFile.open(file(part, true));
      Inputs inputs = Idx.inputs(inputFile, description);
      Idx.Targets labels = Idx.targets(labelFile);
      int count = labels.values().length / labels.columns();
      if (count != inputs.count()) {
        throw new DataException(
            labelFile.path(),
            String.format(
                Locale.ROOT,
                "found labels of %d examples, expected those of the %d in %s",
                count,
                inputs.count(),
                inputFile.path().getFileName()));
      }
      double[] targets = column(labelFile.path(), labels, "value", description.value());
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(targets[i])) {
          throw new DataException(
              labelFile.path(),
              String.format(
                  Locale.ROOT, "label %d is %s, expected a finite number", i, targets[i]));
        }
      }
      return new RawExamples(
          inputs,
          targets,
          weights(labelFile.path(), labels),
          groups(labelFile.path(), labels),
          "example [%d]"::formatted,
          Stream.of(inputFile, labelFile)
              .map(file -> new SourceFile(String.valueOf(file.path().getFileName()), file.sha256()))
              .toList());
    }

    private float @Nullable [] weights(Path file, Idx.Targets labels) throws DataException {
      if (description.weight() == null) {
        return null;
      }
      double[] values = column(file, labels, "weight", description.weight());
      float[] weights = new float[values.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) values[i];
      }
      return weights;
    }

    private String @Nullable [] groups(Path file, Idx.Targets labels) throws DataException {
      if (description.group() == null) {
        return null;
      }
      double[] values = column(file, labels, "group", description.group());
      String[] groups = new String[values.length];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = Targets.text(values[i]);
      }
      return groups;
    }

    private static double[] column(
        Path file, Idx.Targets labels, String role, @Nullable String name) throws DataException {
      int columns = labels.columns();
      int column = columns == 1 ? 0 : number(name, columns) - 1;
      if (column < 0) {
        throw new DataException(
            file,
            String.format(
                Locale.ROOT,
                "found %d labels for each example and %s, expected the %s to be a column from 1 to"
                    + " %d%s, such as --column %s=1",
                columns,
                name == null ? "no word of which is meant" : "'" + name + "'",
                role,
                columns,
                columns == QMNIST.size() ? " or one of " + String.join(", ", QMNIST) : "",
                role));
      }
      double[] values = new double[labels.values().length / columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = labels.values()[i * columns + column];
      }
      return values;
    }

    private static int number(@Nullable String name, int columns) {
      if (name == null) {
        return 0;
      }
      if (columns == QMNIST.size() && QMNIST.contains(name.toLowerCase(Locale.ROOT))) {
        return 1 + QMNIST.indexOf(name.toLowerCase(Locale.ROOT));
      }
      int number = name.matches("[1-9]\\d{0,6}") ? Integer.parseInt(name) : 0;
      return number <= columns ? number : 0;
    }
  }
}
