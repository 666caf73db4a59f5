package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settles what each column of a table is: as its description says, else by its name, else by its
 * first cell. What can be understood in two ways is refused.
 */
final class CsvHeader {
  /** Names that hardly mean anything but what is to be learned. */
  private static final Set<String> VALUE_NAMES =
      Set.of("label", "labels", "target", "value", "class", "classvalue", "class_value", "y");

  /** Names that mean it where tables have it: at an end of what is nothing else. */
  private static final Set<String> LIKELY_NAMES =
      Set.of("rating", "grade", "age", "count", "quality", "score", "stage", "stars", "level");

  private static final Set<String> SPLIT_NAMES = Set.of("split", "subset", "partition");
  private static final Set<String> GROUP_NAMES = Set.of("group", "groups", "group_id");

  private static final String WEIGHT_NAME = "sample_weight";

  /** Names of rows, which say nothing of them. */
  private static final Set<String> ROW_NAMES =
      Set.of("id", "index", "unnamed: 0", "rowid", "row_id");

  private static final Pattern PICTURE_FILE =
      Pattern.compile(".*\\.(?:png|jpe?g|gif|bmp|webp|tiff?)", Pattern.CASE_INSENSITIVE);

  static final int MOST_LISTED = 12;

  private final CsvFile file;
  private final TableDescription description;
  private final List<String> names;
  private final String[] first;
  private final Map<String, Integer> places = new HashMap<>();

  private CsvHeader(
      CsvFile file, TableDescription description, List<String> names, String[] first) {
    this.file = file;
    this.description = description;
    this.names = names;
    this.first = first;
  }

  /**
   * Settles the columns.
   *
   * @param header the cells of the first row, or null if they are no names
   * @param line the line of these
   * @param first the cells of the first row of data
   */
  static CsvColumns read(
      CsvFile file,
      TableDescription description,
      String @Nullable [] header,
      long line,
      String[] first)
      throws DataException {
    List<String> names =
        header == null
            ? IntStream.rangeClosed(1, first.length).mapToObj(Integer::toString).toList()
            : Arrays.stream(header).map(String::strip).toList();
    CsvHeader reading = new CsvHeader(file, description, names, first);
    if (header != null) {
      reading.requireNames(line);
    }
    for (int i = 0; i < names.size(); i++) {
      reading.places.put(names.get(i), i);
    }
    return description.isLabelled()
        ? reading.columns()
        : new CsvInputs(file, description, names, reading.places)
            .toPredict(reading.pictures(new boolean[names.size()]));
  }

  private void requireNames(long line) throws DataException {
    if (names.size() == 1 && description.isLabelled()) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "line %d: found one column, %s, expected at least two, separated by commas,"
                  + " semicolons or tabs",
              line,
              quoted(names.get(0))));
    }
    if (areNumbers(names.toArray(String[]::new))) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "line %d: found only numbers, expected the names of the columns; write them there, or"
                  + " say which column is the value, counted from 1, such as --column value=1",
              line));
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "line %d: column %d has no name, expected one; %s",
                line,
                i + 1,
                i == 0
                    ? "if it numbers the rows, leave it out (in pandas, to_csv(index=False))"
                    : "name it, or remove the separator that ends the lines"));
      }
      Integer before = seen.put(names.get(i), i);
      if (before != null) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "line %d: columns %d and %d are both named '%s', expected different names; rename"
                    + " one",
                line,
                before + 1,
                i + 1,
                names.get(i)));
      }
    }
  }

  /** Tells cells that can hardly be names. */
  static boolean areNumbers(String[] cells) {
    return Arrays.stream(cells).map(String::strip).allMatch(CsvHeader::isNumber);
  }

  /** Tells a name that is taken for that of a feature wherever it stands. */
  static boolean isPlain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.isBlank()
        && name.equals(name.strip())
        && name.chars().noneMatch(here -> here == '"' || here == ',' || here == ';' || here < ' ')
        && !isNumber(name)
        && !CsvPixels.isPixel(name)
        && !lower.equals("value")
        && !lower.equals(WEIGHT_NAME)
        && !SPLIT_NAMES.contains(lower)
        && !GROUP_NAMES.contains(lower)
        && !ROW_NAMES.contains(lower);
  }

  private static boolean isNumber(String text) {
    return !Double.isNaN(Decimals.parse(text, '.')) || !Double.isNaN(Decimals.parse(text, ','));
  }

  /** Tells names that say of a column that it is no input. */
  static boolean isKnownToBeNoInput(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(WEIGHT_NAME)
        || Stream.of(VALUE_NAMES, SPLIT_NAMES, GROUP_NAMES, ROW_NAMES)
            .anyMatch(known -> known.contains(lower));
  }

  private CsvColumns columns() throws DataException {
    boolean isForModel = !description.features().isEmpty();
    int split = isForModel ? ifThere(description.split()) : said("split", description.split());
    int group = isForModel ? ifThere(description.group()) : said("group", description.group());
    int weight = said("weight", description.weight());
    int picture = said("picture", description.picture());
    int value = said("value", description.value());
    boolean[] taken = new boolean[names.size()];
    for (String ignored : description.ignored()) {
      int place = isForModel ? ifThere(ignored) : said("ignore", ignored);
      if (place >= 0) {
        taken[place] = true;
      }
    }
    take(taken, value, weight, split, group, picture);
    int[] features =
        isForModel ? new CsvInputs(file, description, names, places).features() : new int[0];
    take(taken, features);
    if (split < 0) {
      split = onlyNamed(taken, "split", SPLIT_NAMES);
      take(taken, split);
    }
    if (group < 0) {
      group = onlyNamed(taken, "group", GROUP_NAMES);
      take(taken, group);
    }
    if (weight < 0) {
      weight = onlyNamed(taken, "weight", Set.of(WEIGHT_NAME));
      take(taken, weight);
    }
    if (picture < 0 && !isForModel) {
      picture = pictureByContent(taken);
      take(taken, picture);
    }
    if (value < 0) {
      value = valueByName(taken, picture >= 0);
      take(taken, value);
    }
    if (isForModel) {
      return new CsvColumns(names, value, weight, split, group, -1, features, null);
    }
    if (picture >= 0) {
      return new CsvColumns(names, value, weight, split, group, picture, new int[0], null);
    }
    int[] inputs = free(taken);
    if (inputs.length == 0) {
      throw file.fault(
          "found no column of features beside '%s', expected at least one, of the columns %s"
              .formatted(names.get(value), list(0)));
    }
    PixelSize size = new CsvPixels(file, description, names, inputs).size();
    if (size == null) {
      refuseRowNames(inputs);
    }
    return new CsvColumns(names, value, weight, split, group, -1, inputs, size);
  }

  private int ifThere(@Nullable String name) {
    return name == null ? -1 : places.getOrDefault(name, -1);
  }

  private int said(String role, @Nullable String name) throws DataException {
    if (name == null) {
      return -1;
    }
    Integer place = places.get(name);
    if (place == null) {
      throw file.fault(
          "its %s is said to be column '%s', but there is no such one, expected one of %s"
              .formatted(role, name, list(0)));
    }
    return place;
  }

  private void take(boolean[] taken, int... columns) throws DataException {
    for (int column : columns) {
      if (column < 0) {
        continue;
      }
      if (taken[column]) {
        throw file.fault(
            "column '%s' is said to be two things, expected one".formatted(names.get(column)));
      }
      taken[column] = true;
    }
  }

  private int[] free(boolean[] taken) {
    return IntStream.range(0, taken.length).filter(i -> !taken[i]).toArray();
  }

  private int onlyNamed(boolean[] taken, String role, Set<String> known) throws DataException {
    int[] found = named(taken, known);
    if (found.length > 1) {
      throw file.fault(
          "columns %s could all be the %s, expected one; say which with %s"
              .formatted(list(found), role, saying(role, names.get(found[0]))));
    }
    return found.length == 0 ? -1 : found[0];
  }

  private int[] named(boolean[] taken, Set<String> known) {
    return Arrays.stream(free(taken))
        .filter(i -> known.contains(names.get(i).toLowerCase(Locale.ROOT)))
        .toArray();
  }

  private int pictureByContent(boolean[] taken) throws DataException {
    int[] found = pictures(taken);
    if (found.length > 1) {
      throw file.fault(
          "columns %s all name pictures, expected one; say which with %s"
              .formatted(list(found), saying("picture", names.get(found[0]))));
    }
    return found.length == 0 ? -1 : found[0];
  }

  private int[] pictures(boolean[] taken) {
    return Arrays.stream(free(taken))
        .filter(i -> i < first.length && PICTURE_FILE.matcher(first[i]).matches())
        .toArray();
  }

  private int valueByName(boolean[] taken, boolean hasPictures) throws DataException {
    int[] free = free(taken);
    int last = free.length == 0 ? names.size() - 1 : free[free.length - 1];
    int[] found = named(taken, VALUE_NAMES);
    if (found.length == 0) {
      found =
          Arrays.stream(named(taken, LIKELY_NAMES))
              .filter(i -> i == free[0] || i == last)
              .toArray();
    }
    if (found.length == 0 && hasPictures && free.length == 1) {
      found = free;
    }
    if (found.length == 1) {
      return found[0];
    }
    String example = saying("value", names.get(found.length == 0 ? last : found[0]));
    throw file.fault(
        found.length == 0
            ? "none of the columns %s is known to be the value, as label, target, class or y would be;"
                    .formatted(list(0))
                + " say which is, such as %s".formatted(example)
            : "columns %s could all be the value, expected one; say which is, such as %s"
                .formatted(list(found), example));
  }

  private void refuseRowNames(int[] inputs) throws DataException {
    for (int input : inputs) {
      String name = names.get(input);
      if (ROW_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        throw file.fault(
            ("column '%s' would be a feature, but such a name is one of rows; leave it out with"
                    + " --column ignore=%s, or rename it")
                .formatted(name, name));
      }
    }
  }

  private static String saying(String role, String name) {
    return "--column %s=%s".formatted(role, name);
  }

  private String list(int from) {
    return list(IntStream.range(from, names.size()).toArray());
  }

  private String list(int... columns) {
    return Arrays.stream(columns)
        .limit(MOST_LISTED)
        .mapToObj(i -> quoted(names.get(i)))
        .collect(Collectors.joining(", ", "", columns.length > MOST_LISTED ? " …" : ""));
  }

  static String quoted(String name) {
    return "'" + (name.length() <= 40 ? name : name.substring(0, 40) + "…") + "'";
  }
}
