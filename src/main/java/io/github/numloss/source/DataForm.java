package io.github.numloss.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A form that data can be written in. */
public enum DataForm {
  /** A folder of IDX files, MNIST's format. */
  IDX(null),
  /** A folder of PNG files, each in the folder of its value. */
  PICTURES(null),
  /** A table whose columns are separated by commas. */
  CSV(".csv"),
  /** A table whose columns are separated by tabs. */
  TSV(".tsv"),
  /** NumPy's arrays in one file. */
  NPZ(".npz");

  private final @Nullable String ending;

  DataForm(@Nullable String ending) {
    this.ending = ending;
  }

  /**
   * Tells the form by a name.
   *
   * @param out a file or folder
   * @return the form whose files end so; null if there is none
   */
  public static @Nullable DataForm of(Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> form.ending != null && name.endsWith(form.ending))
        .findFirst()
        .orElse(null);
  }

  /** Gives its name, as it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
