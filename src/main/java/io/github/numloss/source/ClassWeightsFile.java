package io.github.numloss.source;

import io.github.numloss.classes.ClassWeights;
import io.github.numloss.io.DataException;
import io.github.numloss.source.NumberRows.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Weights of classes in a CSV file (RFC 4180): a row for each class, its value and its weight. A
 * first row of two texts is left out.
 */
public final class ClassWeightsFile {
  private ClassWeightsFile() {}

  /**
   * Reads class weights.
   *
   * @param file the file, in UTF-8 and of at most 16 MiB
   * @return the weights
   * @throws DataException if there is no such file, or a row has other than a class value and a
   *     weight of at least 0, or a class value is there twice; the message names the line
   * @throws IOException if it can't be read
   */
  public static ClassWeights read(Path file) throws IOException {
    List<Row> rows = NumberRows.read(file);
    Map<Float, Double> byValue = new LinkedHashMap<>();
    boolean named = !rows.isEmpty() && isOfNames(rows.get(0));
    for (Row row : named ? rows.subList(1, rows.size()) : rows) {
      if (row.values().length != 2) {
        throw wrong(
            file, row, "found %d values, expected a class value and a weight", row.values().length);
      }
      double[] numbers = row.numbers(file);
      if (numbers[1] < 0) {
        throw wrong(file, row, "the weight is %s, expected at least 0", numbers[1]);
      }
      if (!Float.isFinite((float) numbers[0])) {
        throw wrong(
            file, row, "class value %s is beyond the numbers that can be learned", numbers[0]);
      }
      // A sum with 0 takes the sign off −0, which would be another key.
      if (byValue.put((float) numbers[0] + 0f, numbers[1]) != null) {
        throw wrong(file, row, "class value %s is there twice", numbers[0]);
      }
    }
    if (byValue.isEmpty()) {
      throw new DataException(
          file, "it has no class weights, expected a row of class value and weight for each class");
    }
    try {
      return ClassWeights.of(byValue);
    } catch (IllegalArgumentException e) {
      throw new DataException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isOfNames(Row row) {
    return row.values().length == 2 && !row.hasNumber();
  }

  private static DataException wrong(Path file, Row row, String problem, Object found) {
    return new DataException(
        file, String.format(Locale.ROOT, "line %d: %s", row.line(), problem.formatted(found)));
  }
}
