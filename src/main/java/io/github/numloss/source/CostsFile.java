package io.github.numloss.source;

import io.github.numloss.classes.Costs;
import io.github.numloss.io.DataException;
import io.github.numloss.source.NumberRows.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Costs of wrong answers in a CSV file (RFC 4180): a row for each true class, a column for each
 * class answered. A first row of names is left out: one with a text in it, or one that is there
 * beside as many rows as columns.
 */
public final class CostsFile {
  private CostsFile() {}

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
    List<Row> records = NumberRows.read(file);
    if (records.isEmpty()) {
      throw new DataException(file, "it is empty, expected a row of costs for each class");
    }
    int columns = records.get(0).values().length;
    boolean named = records.size() == columns + 1 || records.get(0).hasText();
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
      costs[i] = rows.get(i).numbers(file);
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
}
