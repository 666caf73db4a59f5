package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether columns are the pixels of a picture, and of which size. */
final class CsvPixels {
  /** Kaggle's names: pixel0, pixel1 … */
  static final Pattern NUMBERED =
      Pattern.compile("(?:pixel|px)_?(\\d{1,7})", Pattern.CASE_INSENSITIVE);

  /** Row and column, from 1: 1x1, 1x2 … 28x28. */
  private static final Pattern PLACED = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  private final CsvFile file;
  private final TableDescription description;
  private final List<String> names;
  private final int[] inputs;

  CsvPixels(CsvFile file, TableDescription description, List<String> names, int[] inputs) {
    this.file = file;
    this.description = description;
    this.names = names;
    this.inputs = inputs;
  }

  /** Tells names of pixels. */
  static boolean isPixel(String name) {
    return NUMBERED.matcher(name).matches() || PLACED.matcher(name).matches();
  }

  /** Gives the size of the pictures, or null if the columns are features. */
  @Nullable PixelSize size() throws DataException {
    int count = inputs.length;
    if (description.height() > 0) {
      PixelSize said =
          new PixelSize(description.height(), description.width(), description.channels());
      if ((long) said.height() * said.width() * said.channels() != count) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "found %d columns of pixels, expected %d x %d x %d, as the size says; leave"
                    + " others out with --column ignore=NAME",
                count,
                said.height(),
                said.width(),
                said.channels()));
      }
      return said;
    }
    PixelSize placed = placed();
    if (placed != null) {
      return placed;
    }
    int numbered = 0;
    for (int input : inputs) {
      numbered += NUMBERED.matcher(names.get(input)).matches() ? 1 : 0;
    }
    if (numbered == 0) {
      return null;
    }
    if (numbered < count) {
      throw mixed(numbered);
    }
    requireOrder();
    int side = (int) Math.round(Math.sqrt(count / (double) description.channels()));
    if (side * side * description.channels() != count) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "%d columns of pixels make no square, expected their size in dataset.json, such as %s",
              count,
              example(count)));
    }
    return new PixelSize(side, side, description.channels());
  }

  private static String example(int count) {
    int side = (int) Math.round(Math.sqrt(count / 3.0));
    return 3 * side * side == count
        ? String.format(Locale.ROOT, "\"size\": [%d, %d], \"channels\": 3", side, side)
        : "\"size\": [28, 20]";
  }

  private DataException mixed(int numbered) {
    int other = 0;
    while (NUMBERED.matcher(names.get(inputs[other])).matches()) {
      other++;
    }
    String name = names.get(inputs[other]);
    return file.fault(
        String.format(
            Locale.ROOT,
            "column '%s' stands beside %d columns of pixels, expected none but them; leave it out with"
                + " --column ignore=%s",
            name,
            numbered,
            name));
  }

  private void requireOrder() throws DataException {
    int before = -1;
    for (int i = 0; i < inputs.length; i++) {
      Matcher matcher = NUMBERED.matcher(names.get(inputs[i]));
      int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
      if (i > 0 && number != before + 1) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "column '%s' follows '%s', expected the pixels in their order, with none left out",
                names.get(inputs[i]),
                names.get(inputs[i - 1])));
      }
      before = number;
    }
  }

  private @Nullable PixelSize placed() throws DataException {
    Matcher last = PLACED.matcher(names.get(inputs[inputs.length - 1]));
    if (inputs.length < 2 || !last.matches() || !PLACED.matcher(names.get(inputs[0])).matches()) {
      return null;
    }
    int height = Integer.parseInt(last.group(1));
    int width = Integer.parseInt(last.group(2));
    for (int i = 0; i < inputs.length; i++) {
      String expected =
          width == 0 ? "" : String.format(Locale.ROOT, "%dx%d", i / width + 1, i % width + 1);
      if (!names.get(inputs[i]).equals(expected)) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "column '%s' is found where '%s' is expected, as pixels 1x1 to %s go row by row",
                names.get(inputs[i]),
                expected,
                last.group()));
      }
    }
    if ((long) height * width != inputs.length) {
      return null;
    }
    return new PixelSize(height, width, 1);
  }
}
