package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of examples. A number is taken as its row comes and its text is not kept; memory is
 * taken for no more rows than a file of its size can have.
 */
final class CsvReader {
  private static final int MOST_QUOTED = 40;

  private final CsvFile file;
  private final TableDescription description;
  private final CsvColumns columns;
  private final CsvRows rows;
  private final Map<String, String> groupNames = new HashMap<>();

  /** What stands before a fraction; 0 until one is seen in a file that may have either. */
  private char mark;

  private int count;
  private final int[] lines;
  private final double[] targets;
  private final float @Nullable [] weights;
  private final Part @Nullable [] parts;
  private final String @Nullable [] groups;
  private final String @Nullable [] pictures;
  private final float @Nullable [] features;
  private final byte @Nullable [] pixels;

  private CsvReader(
      CsvFile file, TableDescription description, CsvColumns columns, CsvRows rows, int most)
      throws DataException {
    this.file = file;
    this.description = description;
    this.columns = columns;
    this.rows = rows;
    this.mark = file.separator() == ';' ? 0 : '.';
    int size = columns.inputs().length;
    if ((long) most * size > InputFile.MOST_BYTES) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "found about %d rows of %d columns, which makes more than the %d values that can be"
                  + " read; split it, or save it as IDX or npz",
              most,
              size,
              InputFile.MOST_BYTES));
    }
    this.lines = new int[most];
    this.targets = new double[most];
    this.weights = columns.weight() < 0 ? null : new float[most];
    this.parts = columns.split() < 0 ? null : new Part[most];
    this.groups = columns.group() < 0 ? null : new String[most];
    this.pictures = columns.picture() < 0 ? null : new String[most];
    boolean arePixels = columns.size() != null;
    this.pixels = arePixels ? new byte[most * size] : null;
    this.features = arePixels || size == 0 ? null : new float[most * size];
  }

  /**
   * Reads a table.
   *
   * @param file a table that was seen through
   * @param description what is said of it
   * @return its rows, at least one
   */
  static CsvTable read(CsvFile file, TableDescription description) throws IOException {
    try (CsvRows rows = file.rows()) {
      String[] header = rows.next();
      if (header == null) {
        throw file.fault("it is empty, expected a line of names and a line for each example");
      }
      long headerLine = rows.line();
      boolean hasNames = !(description.mayLackNames() && CsvHeader.areNumbers(header));
      String[] first = hasNames ? rows.next() : header;
      if (first == null) {
        throw file.fault("found a line of names only, expected a line for each example after it");
      }
      CsvColumns columns =
          CsvHeader.read(file, description, hasNames ? header : null, headerLine, first);
      int most = file.mostRows(columns.names().size()) - (hasNames ? 1 : 0);
      CsvReader reader = new CsvReader(file, description, columns, rows, Math.max(1, most));
      for (String[] cells = first; cells != null; cells = rows.next()) {
        reader.add(cells);
      }
      return reader.table();
    }
  }

  private CsvTable table() {
    int size = columns.inputs().length;
    return new CsvTable(
        columns,
        Arrays.copyOf(lines, count),
        Arrays.copyOf(targets, count),
        weights == null ? null : Arrays.copyOf(weights, count),
        parts == null ? null : Arrays.copyOf(parts, count),
        groups == null ? null : Arrays.copyOf(groups, count),
        pictures == null ? null : Arrays.copyOf(pictures, count),
        features == null || features.length == count * size
            ? features
            : Arrays.copyOf(features, count * size),
        pixels == null || pixels.length == count * size
            ? pixels
            : Arrays.copyOf(pixels, count * size));
  }

  private void add(String[] cells) throws DataException {
    int expected = columns.names().size();
    if (cells.length != expected) {
      throw file.fault(
          String.format(
              Locale.ROOT,
              "line %d: found %d values, expected %d, one for each column; put a text that has a"
                  + " separator in it into quotes",
              rows.line(),
              cells.length,
              expected));
    }
    if (count == lines.length) {
      throw file.fault("it changed while it was read");
    }
    lines[count] = (int) Math.min(rows.line(), Integer.MAX_VALUE);
    if (columns.value() >= 0) {
      targets[count] = required(cells, columns.value(), "a number") + 0.0;
    }
    if (weights != null) {
      weights[count] = weight(cells, columns.weight());
    }
    if (parts != null) {
      parts[count] = part(cells, columns.split());
    }
    if (groups != null) {
      groups[count] = groupNames.computeIfAbsent(text(cells, columns.group()), name -> name);
    }
    if (pictures != null) {
      pictures[count] = text(cells, columns.picture());
    }
    int[] inputs = columns.inputs();
    int start = count * inputs.length;
    if (pixels != null) {
      for (int i = 0; i < inputs.length; i++) {
        pixels[start + i] = pixel(cells, inputs[i]);
      }
    } else if (features != null) {
      for (int i = 0; i < inputs.length; i++) {
        features[start + i] = feature(cells, inputs[i]);
      }
    }
    count++;
  }

  private double required(String[] cells, int column, String expected) throws DataException {
    if (Decimals.isMissing(cells[column])) {
      throw fault(cells, column, "expected %s; remove the row".formatted(expected));
    }
    return number(cells, column, expected);
  }

  private float weight(String[] cells, int column) throws DataException {
    float weight = (float) required(cells, column, "a weight of at least 0");
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw fault(cells, column, "expected a weight of at least 0");
    }
    return weight;
  }

  private Part part(String[] cells, int column) throws DataException {
    Part part = Part.of(cells[column]);
    if (part == null) {
      throw fault(
          cells,
          column,
          "expected train, validation or test; if this column is no split, leave it out with"
              + " --column ignore=%s".formatted(columns.names().get(column)));
    }
    return part;
  }

  private String text(String[] cells, int column) throws DataException {
    if (cells[column].isEmpty()) {
      throw fault(cells, column, "expected a text; fill it in, or remove the row");
    }
    return cells[column];
  }

  private byte pixel(String[] cells, int column) throws DataException {
    double value = Decimals.parse(cells[column], '.');
    if (!(value >= 0 && value <= 255 && value == (int) value)) {
      throw fault(
          cells,
          column,
          "expected a pixel, a whole number from 0 to 255"
              + (value >= 0 && value <= 1 ? "; multiply all by 255 and round them" : ""));
    }
    return (byte) value;
  }

  private float feature(String[] cells, int column) throws DataException {
    if (Decimals.isMissing(cells[column])) {
      if (description.keepsMissing()) {
        return Float.NaN;
      }
      throw fault(
          cells,
          column,
          "expected a number; remove the row, or say how to fill it with --missing mean, median or"
              + " a number");
    }
    float feature = (float) number(cells, column, "a number");
    if (Float.isInfinite(feature)) {
      throw fault(cells, column, "expected a number of at most 3.4e38");
    }
    return feature;
  }

  private double number(String[] cells, int column, String expected) throws DataException {
    String cell = cells[column];
    if (mark == 0) {
      boolean hasPoint = cell.indexOf('.') >= 0;
      boolean hasComma = cell.indexOf(',') >= 0;
      char seen = hasPoint ? '.' : ',';
      if (hasPoint != hasComma && !Double.isNaN(Decimals.parse(cell, seen))) {
        mark = seen;
      }
    }
    double number = Decimals.parse(cell, mark == 0 ? '.' : mark);
    if (Double.isNaN(number)) {
      throw fault(cells, column, "expected " + expected + advice(column, cell));
    }
    if (Double.isInfinite(number)) {
      throw fault(cells, column, "expected a finite number");
    }
    return number;
  }

  private String advice(int column, String cell) {
    boolean hasComma = cell.indexOf(',') >= 0;
    if (!Double.isNaN(Decimals.parse(cell, hasComma ? ',' : '.'))) {
      return hasComma
          ? " with a decimal point"
              + (file.separator() == ';'
                  ? ", as in the lines before"
                  : "; a comma needs columns" + " that are separated by semicolons")
          : " with a decimal comma, as in the lines before";
    }
    if (count > 0) {
      return "";
    }
    return column == columns.value()
        ? "; put the number that each text stands for in its place"
        : "; a column of texts is no feature: put numbers in its place (a column of 0 and 1 for each"
            + " text), or leave it out with --column ignore=%s"
                .formatted(columns.names().get(column));
  }

  private DataException fault(String[] cells, int column, String expected) {
    String cell = cells[column];
    return file.fault(
        String.format(
            Locale.ROOT,
            "line %d, column '%s': found '%s', %s",
            rows.line(),
            columns.names().get(column),
            cell.length() <= MOST_QUOTED ? cell : cell.substring(0, MOST_QUOTED) + "…",
            expected));
  }
}
