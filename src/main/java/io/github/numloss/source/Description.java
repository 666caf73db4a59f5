package io.github.numloss.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.Costs;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Background;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a user's own data: the content of dataset.json, which lies in the folder of the
 * data, or beside a file of data as {@code NAME.dataset.json}. What is null is not said.
 *
 * @param schemaVersion 1
 * @param name the data set's name; that of the folder or file if it is null
 * @param classValues the number that each class stands for
 * @param labels whether labels are classes counted from 0, or these numbers
 * @param preparation how pictures were made
 * @param unit what the numbers count, such as "years"
 * @param licence under which licence the data may be passed on
 * @param citation the publication to cite
 * @param classes the number that each name of a folder of pictures stands for
 * @param columns the columns of a table, by what they are
 * @param missing what becomes of missing features
 * @param bins how a continuous target becomes classes
 * @param size rows and columns that pictures are brought to
 * @param channels 1, 3 or 4: what pictures are brought to
 * @param background the colour behind pictures with alpha, such as "#ffffff"
 * @param ready whether pictures are made already as {@code preparation} says, so that they are
 *     taken as they are
 * @param costs what wrong answers cost, for the decoder least-cost
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Description(
    int schemaVersion,
    @JsonSetter(nulls = Nulls.SET) @Nullable String name,
    @JsonSetter(nulls = Nulls.SET) @Nullable ClassValues classValues,
    @JsonSetter(nulls = Nulls.SET) @Nullable Labels labels,
    @JsonSetter(nulls = Nulls.SET) @Nullable Preparation preparation,
    @JsonSetter(nulls = Nulls.SET) @Nullable String unit,
    @JsonSetter(nulls = Nulls.SET) @Nullable String licence,
    @JsonSetter(nulls = Nulls.SET) @Nullable String citation,
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, Float> classes,
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, String> columns,
    @JsonSetter(nulls = Nulls.SET) @Nullable String missing,
    @JsonSetter(nulls = Nulls.SET) @Nullable String bins,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<Integer> size,
    @JsonSetter(nulls = Nulls.SET) @Nullable Integer channels,
    @JsonSetter(nulls = Nulls.SET) @Nullable String background,
    @JsonSetter(nulls = Nulls.SET) @Nullable Boolean ready,
    @JsonSetter(nulls = Nulls.SET) @Nullable Costs costs) {
  static final String FILE = "dataset.json";

  /** Nothing is said. */
  static final Description NONE =
      new Description(
          1, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  /** What a label is. */
  enum Labels {
    CLASSES,
    VALUES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Gives where the description of data lies, if there is one. */
  static Path file(Path data) {
    return Files.isDirectory(data) || data.getFileName() == null
        ? data.resolve(FILE)
        : ofFile(data);
  }

  /** Gives where the description of a file lies. */
  static Path ofFile(Path data) {
    return data.resolveSibling(data.getFileName() + "." + FILE);
  }

  /** Reads the description of data, if there is one. */
  static Optional<StoredFile> find(Path data) throws IOException {
    Path file = file(data);
    return Files.exists(file)
        ? Optional.of(StoredFile.read(file, Json.MOST_BYTES))
        : Optional.empty();
  }

  /** Tells how pictures of data were made: as its description says, or nothing is known. */
  static Preparation preparationOf(Path data) throws IOException {
    Optional<StoredFile> file = find(data);
    try {
      return file.isPresent() ? of(file.get()).ofOthers() : Preparation.AS_IT_IS;
    } catch (IllegalArgumentException e) {
      throw new DataException(file(data), String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads a description. */
  static Description of(StoredFile file) throws DataException {
    Description description = Json.parse(file.path(), file.bytes(), Description.class);
    if (description.schemaVersion() != 1) {
      throw new DataException(
          file.path(),
          String.format(
              Locale.ROOT, "schemaVersion is %d, expected 1", description.schemaVersion()));
    }
    if (description.name() != null && description.name().isBlank()) {
      throw new DataException(file.path(), "its name is blank, expected a text");
    }
    try {
      description.options();
    } catch (IllegalArgumentException e) {
      throw new DataException(file.path(), String.valueOf(e.getMessage()), e);
    }
    return description;
  }

  /** Reads what is said of data; nothing is if there is no description. */
  static Description of(Path data) throws IOException {
    Optional<StoredFile> file = find(data);
    return file.isPresent() ? of(file.get()) : NONE;
  }

  /** Gives what the catalog says of a data set. */
  static Description of(CatalogEntry entry) {
    return new Description(
        1,
        entry.name(),
        null,
        null,
        entry.preparation(),
        null,
        entry.licence(),
        entry.citation(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Gives what is said that no network learns. */
  DataNotes notes() {
    return new DataNotes(unit, licence, citation, costs);
  }

  private DataOptions options() {
    return new DataOptions(null, null, bins, columns, missing, size);
  }

  /** Gives the same where options say nothing else. */
  Description with(DataOptions options) {
    Map<String, String> both = new HashMap<>(columns == null ? Map.of() : columns);
    both.putAll(options.columns() == null ? Map.of() : options.columns());
    return new Description(
        schemaVersion,
        name,
        classValues,
        labels,
        preparation,
        unit,
        licence,
        citation,
        classes,
        both,
        options.missing() == null ? missing : options.missing(),
        options.bins() == null ? bins : options.bins(),
        options.size() == null ? size : options.size(),
        channels,
        background,
        ready,
        costs);
  }

  /** Says that targets are classes, counted from 0. */
  Description counting(ClassValues values) {
    return with(values, Labels.CLASSES, size, channels);
  }

  /**
   * Gives the same for a model, where it says nothing else: its values are of the model's classes,
   * unless they are put into bins, and pictures become of its size.
   */
  Description with(Learned learned) {
    boolean hasOwnClasses = classValues != null || bins != null;
    InputShape shape = learned.input();
    return with(
        hasOwnClasses ? classValues : learned.classValues(),
        hasOwnClasses ? labels : Labels.VALUES,
        size == null && shape.isPicture() ? List.of(shape.height(), shape.width()) : size,
        channels == null && shape.isPicture() ? (Integer) shape.channels() : channels);
  }

  private Description with(
      @Nullable ClassValues newValues,
      @Nullable Labels newLabels,
      @Nullable List<Integer> newSize,
      @Nullable Integer newChannels) {
    return new Description(
        schemaVersion,
        name,
        newValues,
        newLabels,
        preparation,
        unit,
        licence,
        citation,
        classes,
        columns,
        missing,
        bins,
        newSize,
        newChannels,
        background,
        ready,
        costs);
  }

  /**
   * Gives what is said of the same data in another form.
   *
   * @param values the number that each class stands for; targets are these numbers, no classes
   * @param otherColumns the columns of a table, by what they are
   * @param shape the shape of pictures, where the form has to be told; else null
   * @param areReady whether these are made already
   */
  Description inOtherForm(
      @Nullable ClassValues values,
      @Nullable Map<String, String> otherColumns,
      @Nullable InputShape shape,
      boolean areReady) {
    return new Description(
        schemaVersion,
        name,
        values,
        values == null ? null : Labels.VALUES,
        preparation,
        unit,
        licence,
        citation,
        null,
        otherColumns,
        missing,
        bins,
        shape == null ? null : List.of(shape.height(), shape.width()),
        shape == null ? null : (Integer) shape.channels(),
        background,
        (areReady && preparation != null) ? true : null,
        costs);
  }

  /**
   * Gives how images are made of pictures to be learned: as they are, if nothing is said or they
   * are ready.
   *
   * @throws IllegalArgumentException if the background is no colour
   */
  Preparation prepared() {
    return onBackground(
        preparation == null || Boolean.TRUE.equals(ready) ? Preparation.AS_IT_IS : preparation);
  }

  /** Gives how other pictures are made into images like these, on the same background. */
  private Preparation ofOthers() {
    return onBackground(preparation == null ? Preparation.AS_IT_IS : preparation);
  }

  private Preparation onBackground(Preparation said) {
    return background == null
        ? said
        : new Preparation(said.fit(), said.ink(), Background.of(background));
  }

  boolean hasValuesAsLabels() {
    return labels == Labels.VALUES;
  }

  /** Gives the column that is something, if it is named. */
  @Nullable String column(String role) {
    return columns == null ? null : columns.get(role);
  }
}
