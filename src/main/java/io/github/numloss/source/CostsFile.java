package io.github.numloss.source;

import io.github.numloss.classes.Costs;
import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Costs of wrong answers in a CSV file (RFC 4180): a row for each true class, a column for each
 * class answered. A first row of names is left out: one with a text in it, or one that is there
 * beside as many rows as columns.
 */
public final class CostsFile {
  private static final int MOST_BYTES = 16 << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  private CostsFile() {}

  private record Row(long line, String[] values) {}

  /**
   * Reads costs.
   *
   * @param file the file, in UTF-8 and of at most 16 MiB
   * @return the costs
   * @throws DataException if there is no such file, or it has other than a square of finite
   *     numbers; the message names the line
   * @throws IOException if it can't be read
   */
  public static Costs read(Path file) throws IOException {
    List<Row> records = rows(file);
    if (records.isEmpty()) {
      throw new DataException(file, "it is empty, expected a row of costs for each class");
    }
    int columns = records.get(0).values().length;
    boolean named = records.size() == columns + 1 || hasText(records.get(0));
    List<Row> rows = named ? records.subList(1, records.size()) : records;
    double[][] costs = new double[rows.size()][];
    for (int i = 0; i < costs.length; i++) {
      if (rows.get(i).values().length != columns) {
        throw new DataException(
            file,
            String.format(
                Locale.ROOT,
                "line %d has %d values, expected %d, as in line %d",
                rows.get(i).line(),
                rows.get(i).values().length,
                columns,
                records.get(0).line()));
      }
      costs[i] = numbers(file, rows.get(i));
    }
    if (costs.length != columns) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "found %d rows and %d columns of costs, expected as many rows as columns: a row for"
                  + " each true class, a column for each class answered",
              costs.length,
              columns));
    }
    try {
      return Costs.of(costs);
    } catch (IllegalArgumentException e) {
      throw new DataException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    byte[] bytes = InputFile.read(file, MOST_BYTES);
    boolean isMarked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    int start = isMarked ? 3 : 0;
    try (CSVParser parser =
        FORMAT.parse(
            new InputStreamReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start),
                StandardCharsets.UTF_8))) {
      List<Row> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        rows.add(new Row(parser.getCurrentLineNumber(), record.values()));
      }
      return rows;
    } catch (CSVException | UncheckedIOException e) {
      throw new DataException(file, "it is not CSV (%s)".formatted(e.getMessage()), e);
    }
  }

  private static boolean hasText(Row row) {
    return Arrays.stream(row.values()).anyMatch(value -> Double.isNaN(number(value)));
  }

  private static double[] numbers(Path file, Row row) throws DataException {
    double[] numbers = new double[row.values().length];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = number(row.values()[j]);
      if (!Double.isFinite(numbers[j])) {
        throw new DataException(
            file,
            String.format(
                Locale.ROOT,
                "line %d, value %d: found '%s', expected a finite number such as 0.5; values are"
                    + " separated by commas",
                row.line(),
                j + 1,
                row.values()[j]));
      }
    }
    return numbers;
  }

  /** Gives a decimal number; none of Java's own, such as 1f, NaN or 0x1p3. */
  private static double number(String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
