package io.github.numloss.source;

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

/** Rows of numbers in a small CSV file (RFC 4180) in UTF-8. */
final class NumberRows {
  private static final int MOST_BYTES = 16 << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  private NumberRows() {}

  /**
   * A row as it is written.
   *
   * @param line the line that it ends in, from 1
   * @param values its texts
   */
  record Row(long line, String[] values) {
    /** Tells whether it has a text that is no number, as a row of names has. */
    boolean hasText() {
      return Arrays.stream(values).anyMatch(value -> Double.isNaN(number(value)));
    }

    /** Tells whether it has a number. */
    boolean hasNumber() {
      return Arrays.stream(values).anyMatch(value -> !Double.isNaN(number(value)));
    }

    /**
     * Gives its numbers.
     *
     * @throws DataException if one is no finite number; names line and value
     */
    double[] numbers(Path file) throws DataException {
      double[] numbers = new double[values.length];
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = number(values[j]);
        if (!Double.isFinite(numbers[j])) {
          throw new DataException(
              file,
              String.format(
                  Locale.ROOT,
                  "line %d, value %d: found '%s', expected a finite number such as 0.5; values are"
                      + " separated by commas",
                  line,
                  j + 1,
                  values[j]));
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

  /**
   * Reads a file of at most 16 MiB.
   *
   * @throws DataException if there is no such file, or it is not CSV
   */
  static List<Row> read(Path file) throws IOException {
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
}
