package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a model takes in a table, whatever their order and whatever stands beside
 * them: by the names of its features, by those that pixels have, or by paths of pictures. Where
 * nothing of all this tells them, they are all columns but those whose names say something else.
 */
final class CsvInputs {
  private final CsvFile file;
  private final TableDescription description;
  private final List<String> names;
  private final Map<String, Integer> places;

  CsvInputs(
      CsvFile file, TableDescription description, List<String> names, Map<String, Integer> places) {
    this.file = file;
    this.description = description;
    this.names = names;
    this.places = places;
  }

  /**
   * Settles the columns of a table that has nothing to be learned.
   *
   * @param pictures the columns whose first cell names a picture
   */
  CsvColumns toPredict(int[] pictures) throws DataException {
    if (!description.features().isEmpty()) {
      return columns(-1, features(), null);
    }
    if (description.height() == 0) {
      return columns(-1, others(), null);
    }
    PixelSize size =
        new PixelSize(description.height(), description.width(), description.channels());
    int[] pixels = pixels();
    if (pixels.length == 0) {
      int picture = picture(pictures);
      if (picture >= 0) {
        return columns(picture, new int[0], null);
      }
      pixels = others();
    }
    int count = size.height() * size.width() * size.channels();
    if (pixels.length != count) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "found %d columns that could be pixels and none of paths of pictures, expected %d"
                  + " columns of pixels, %d x %d x %d as the model takes, or one of paths",
              pixels.length,
              count,
              size.height(),
              size.width(),
              size.channels()));
    }
    return columns(-1, pixels, size);
  }

  private CsvColumns columns(int picture, int[] inputs, @Nullable PixelSize size) {
    return new CsvColumns(names, -1, -1, -1, -1, picture, inputs, size);
  }

  /** Gives the column of each of the model's features. */
  int[] features() throws DataException {
    List<String> wanted = description.features();
    if (description.areNumbered() && names.size() == wanted.size() && isNumbered()) {
      return IntStream.range(0, names.size()).toArray();
    }
    List<String> missing = wanted.stream().filter(name -> !places.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw file.fault(
          "found the columns %s, but none named %s, expected one for each of the %s features that the"
                  .formatted(listed(names), listed(missing), wanted.size())
              + " model learned; add it, or rename the one that has it");
    }
    return wanted.stream().mapToInt(places::get).toArray();
  }

  /** Tells whether columns have numbers for names, as those of a table without names have. */
  private boolean isNumbered() {
    return IntStream.range(0, names.size())
        .allMatch(i -> names.get(i).equals(Integer.toString(i + 1)));
  }

  /** Gives the columns of pixels by their names, in the order of rows and columns. */
  private int[] pixels() throws DataException {
    int[] numbered =
        IntStream.range(0, names.size())
            .filter(i -> CsvPixels.NUMBERED.matcher(names.get(i)).matches())
            .boxed()
            .sorted(Comparator.comparing(this::number))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 1; i < numbered.length; i++) {
      if (number(numbered[i]) != number(numbered[i - 1]) + 1) {
        throw file.fault(
            "found the columns '%s' and '%s', but none between them, expected all pixels"
                .formatted(names.get(numbered[i - 1]), names.get(numbered[i])));
      }
    }
    if (numbered.length > 0) {
      return numbered;
    }
    List<String> placed =
        IntStream.rangeClosed(1, description.height())
            .boxed()
            .flatMap(
                row ->
                    IntStream.rangeClosed(1, description.width())
                        .mapToObj(column -> String.format(Locale.ROOT, "%dx%d", row, column)))
            .toList();
    return description.channels() == 1 && places.keySet().containsAll(placed)
        ? placed.stream().mapToInt(places::get).toArray()
        : new int[0];
  }

  private int number(int column) {
    Matcher matcher = CsvPixels.NUMBERED.matcher(names.get(column));
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private int picture(int[] pictures) throws DataException {
    Integer said = description.picture() == null ? null : places.get(description.picture());
    if (said != null) {
      return said;
    }
    if (pictures.length > 1) {
      throw file.fault(
          "columns %s all name pictures, expected one; take the others out"
              .formatted(listed(Arrays.stream(pictures).mapToObj(names::get).toList())));
    }
    return pictures.length == 0 ? -1 : pictures[0];
  }

  /** Gives all columns but those that are known to be something else. */
  private int[] others() {
    Set<String> known = new HashSet<>(description.ignored());
    Stream.of(description.value(), description.weight(), description.split(), description.group())
        .filter(name -> name != null)
        .forEach(known::add);
    return IntStream.range(0, names.size())
        .filter(i -> !known.contains(names.get(i)) && !CsvHeader.isKnownToBeNoInput(names.get(i)))
        .toArray();
  }

  private static String listed(List<String> columns) {
    return columns.stream()
        .limit(CsvHeader.MOST_LISTED)
        .map(CsvHeader::quoted)
        .collect(Collectors.joining(", ", "", columns.size() > CsvHeader.MOST_LISTED ? " …" : ""));
  }
}
