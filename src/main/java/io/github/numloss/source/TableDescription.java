package io.github.numloss.source;

import io.github.numloss.data.Learned;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table beside it.
 *
 * @param value the column of what is to be learned; those that are null are told by their names
 * @param weight the column of what an example counts
 * @param split the column of words that say what an example is for
 * @param group the column of what examples have in common, such as a person
 * @param picture the column of the pictures' files
 * @param ignored columns that are left out
 * @param height rows of a picture whose pixels are columns, 0 if that is not said
 * @param width columns of such a picture, 0 if that is not said
 * @param channels numbers of each pixel of such a picture
 * @param keepsMissing whether numbers that are missing are filled later, rather than refused
 * @param features the columns that are features, in their order; all that are nothing else if none
 *     is named
 * @param isLabelled whether there is a column of what is to be learned
 */
record TableDescription(
    @Nullable String value,
    @Nullable String weight,
    @Nullable String split,
    @Nullable String group,
    @Nullable String picture,
    List<String> ignored,
    int height,
    int width,
    int channels,
    boolean keepsMissing,
    List<String> features,
    boolean isLabelled) {
  /** What holds where nothing is said. */
  static final TableDescription NONE =
      new TableDescription(
          null, null, null, null, null, List.of(), 0, 0, 1, false, List.of(), true);

  TableDescription {
    ignored = List.copyOf(ignored);
    features = List.copyOf(features);
  }

  /**
   * Takes what concerns a table from the description of data.
   *
   * @param learned what a model learned that it is for; null if it is to be learned itself
   */
  static TableDescription of(Description description, @Nullable Learned learned) {
    String ignored = description.column("ignore");
    List<Integer> size = description.size();
    Integer channels = description.channels();
    return new TableDescription(
        description.column("value"),
        description.column("weight"),
        description.column("split"),
        description.column("group"),
        description.column("picture"),
        ignored == null
            ? List.of()
            : Arrays.stream(ignored.split(",", -1)).map(String::strip).toList(),
        size == null ? 0 : size.get(0),
        size == null ? 0 : size.get(1),
        channels == null ? 1 : channels,
        learned != null || Missing.isFilled(description.missing()),
        learned == null ? List.of() : learned.columns().names(),
        true);
  }

  /** Gives the same of a table with the features of another, unless some are named already. */
  TableDescription like(List<String> names) {
    return with(features.isEmpty() ? names : features, isLabelled);
  }

  /** Gives the same of a table whose rows have nothing to be learned. */
  TableDescription unlabelled() {
    return with(features, false);
  }

  private TableDescription with(List<String> newFeatures, boolean newLabelled) {
    return new TableDescription(
        value,
        weight,
        split,
        group,
        picture,
        ignored,
        height,
        width,
        channels,
        keepsMissing,
        newFeatures,
        newLabelled);
  }

  /** Tells whether a table may lack names of its columns, which have numbers, from 1, then. */
  boolean mayLackNames() {
    return isLabelled ? value != null && isNumber(value) : areNumbered();
  }

  /** Tells whether the features, if any are named, were columns of a table without names. */
  boolean areNumbered() {
    return features.stream().allMatch(TableDescription::isNumber);
  }

  private static boolean isNumber(String name) {
    return name.matches("[1-9]\\d{0,6}");
  }
}
