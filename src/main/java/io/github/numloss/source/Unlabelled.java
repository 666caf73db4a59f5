package io.github.numloss.source;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import io.github.numloss.io.NumberArrays;
import io.github.numloss.picture.Preparer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model is to predict: pictures and IDX files for a model of pictures, tables and
 * arrays for any. What else a table or a file of arrays holds, such as values, is left out.
 */
public final class Unlabelled {
  private static final int START_BYTES = 4096;
  private static final String KINDS = "a table (CSV, TSV) or arrays of NumPy (.npz, .npy)";

  private final Learned learned;
  private final TableDescription description;
  private final @Nullable Preparer preparer;

  /**
   * Examples of one file.
   *
   * @param inputs pictures or features of the model's shape
   * @param lines the line of each in a table; null if they are in none
   * @param array the name of the array; null if they are in none
   */
  public record Part(Inputs inputs, int @Nullable [] lines, @Nullable String array) {}

  /**
   * Takes what the model learned.
   *
   * @param learned shape, features and classes
   * @param options how the data that it learned was read: what columns are not features
   * @param preparer makes pictures into images; null for a model of features
   */
  public Unlabelled(Learned learned, DataOptions options, @Nullable Preparer preparer) {
    this.learned = learned;
    this.description =
        TableDescription.of(Description.NONE.with(options).with(learned), learned).unlabelled();
    this.preparer = preparer;
  }

  /**
   * Reads a file.
   *
   * @param file a picture, an IDX file, a table or arrays, told by its content
   * @return its examples; several parts of several arrays, else one
   * @throws DataException if there is no such file, it is none of these, or its examples don't fit
   *     the model; the message has line and column, or the array
   * @throws IOException if it can't be read
   */
  public List<Part> read(Path file) throws IOException {
    InputFile.requireFile(file);
    if (!Files.exists(file)) {
      throw new DataException(file, "there is no such file");
    }
    if (NumberArrays.accepts(file)) {
      return arrays(file);
    }
    if (CsvFormat.isText(file) && isTable(StoredFile.open(file))) {
      return List.of(table(CsvFile.open(file)));
    }
    return List.of(images(file, preparer == null ? null : ImageFiles.read(file, preparer)));
  }

  /**
   * Reads a picture, an IDX file or a table from a stream, to its end.
   *
   * @param stream the stream
   * @param name what it is called in messages
   * @return its examples
   * @throws DataException as for a file
   * @throws IOException if it can't be read
   */
  public List<Part> read(InputStream stream, Path name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream, START_BYTES);
    buffered.mark(START_BYTES);
    byte[] start = buffered.readNBytes(START_BYTES);
    buffered.reset();
    if (CsvFormat.isText(start)) {
      StoredFile stored = StoredFile.read(buffered, InputFile.MOST_BYTES, name);
      if (isTable(stored)) {
        return List.of(table(CsvFile.of(stored)));
      }
      return List.of(
          images(
              name, preparer == null ? null : ImageFiles.read(stored.content(), name, preparer)));
    }
    return List.of(
        images(name, preparer == null ? null : ImageFiles.read(buffered, name, preparer)));
  }

  /** A model of features takes no other text; for others it has a name, or columns. */
  private boolean isTable(StoredFile text) throws IOException {
    if (preparer == null || CsvFormat.isNamedSo(text.path())) {
      return true;
    }
    try (InputStream content = text.content()) {
      return CsvFile.hasSeparator(content.readNBytes(START_BYTES));
    }
  }

  private Part images(Path file, @Nullable Inputs images) throws DataException {
    if (images == null) {
      throw new DataException(
          file,
          "its content is no text and no array, expected %s, since the model takes %s"
              .formatted(KINDS, learned.input()));
    }
    return new Part(images, null, null);
  }

  private Part table(CsvFile file) throws IOException {
    CsvTable table = CsvReader.read(file, description);
    int[] lines = table.lines();
    Inputs inputs;
    if (table.pictures() == null) {
      inputs = CsvData.inputs(table);
    } else if (preparer == null) {
      throw file.fault("found paths of pictures, expected " + learned.input());
    } else {
      int[] rows = new int[table.count()];
      Arrays.setAll(rows, i -> i);
      inputs =
          TablePictures.find(
                  Formats.PICTURES, file.path(), table, io.github.numloss.source.Part.ALL, rows)
              .read(Formats.PICTURES, preparer);
    }
    return new Part(fitted(file.path(), "", inputs, i -> "line " + lines[i]), lines, null);
  }

  private List<Part> arrays(Path file) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (ArraySet arrays = ArraySet.open(file)) {
      ArrayReader reader = new ArrayReader(arrays, description);
      for (String name : ArrayNames.inputs(arrays)) {
        String where = "array %s: ".formatted(name);
        IntFunction<String> place = i -> String.format(Locale.ROOT, "array %s, row %d", name, i);
        parts.add(new Part(fitted(file, where, reader.inputs(name), place), null, name));
      }
    }
    return parts;
  }

  private Inputs fitted(Path file, String where, Inputs inputs, IntFunction<String> place)
      throws DataException {
    if (!inputs.shape().equals(learned.input())) {
      throw new DataException(
          file,
          "%sfound %s, expected %s, as the model takes"
              .formatted(where, inputs.shape().named(), learned.input().named()));
    }
    return Missing.filled(file, inputs, learned.columns().substitutes(), place, Missing.TRAIN_SO);
  }
}
