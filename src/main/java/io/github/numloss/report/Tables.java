package io.github.numloss.report;

import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.Results.NotCounted;
import io.github.numloss.statistics.ErrorStatistic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * Tables 1 to 3, beside the paper's where the plan has its trials, and the comparison of the
 * losses.
 */
public final class Tables {
  private static final Object[] CSV_HEADER = {
    "data",
    "model",
    "loss",
    "measure",
    "seeds",
    "mean",
    "standardDeviation",
    "paperMean",
    "paperStandardDeviation"
  };

  private Tables() {}

  /**
   * A table of text.
   *
   * @param title what it shows
   * @param header the columns' names
   * @param rows the rows, each as long as the header
   * @param notes sentences below the table
   */
  public record Table(
      String title, List<String> header, List<List<String>> rows, List<String> notes) {
    /**
     * Lays the table out for a terminal.
     *
     * @return lines with blanks between the columns
     */
    public String text() {
      int[] widths = new int[header.size()];
      for (int column = 0; column < widths.length; column++) {
        widths[column] = header.get(column).length();
        for (List<String> row : rows) {
          widths[column] = Math.max(widths[column], row.get(column).length());
        }
      }
      StringBuilder text = new StringBuilder(title + "\n" + line(header, widths));
      rows.forEach(row -> text.append(line(row, widths)));
      notes.forEach(note -> text.append(note).append("\n"));
      return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = cells.get(column);
        line.append(cell).append(" ".repeat(widths[column] + 2 - cell.length()));
      }
      return line.toString().stripTrailing() + "\n";
    }

    /**
     * Lays the table out as Markdown.
     *
     * @return a heading and lines with bars between the columns
     */
    public String markdown() {
      return "### "
          + title
          + "\n\n"
          + bars(header)
          + bars(header.stream().map(cell -> "---").toList())
          + rows.stream().map(Table::bars).collect(Collectors.joining())
          + notes.stream().map(note -> "\n" + note + "\n").collect(Collectors.joining());
    }

    private static String bars(List<String> cells) {
      return cells.stream()
          .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|"))
          .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
  }

  /**
   * Makes the tables.
   *
   * @param summary what the trials show
   * @return tables 1 to 3 and, if two losses have trials of the same seed, a fourth that compares
   *     them, and one of the trials that do not count, if there are any
   */
  public static List<Table> of(ExperimentSummary summary) {
    List<Table> tables = new ArrayList<>();
    for (ErrorStatistic measure : ErrorStatistic.values()) {
      tables.add(MeasureTable.of(summary, measure).table());
    }
    if (summary.claims().stream().anyMatch(claim -> claim.comparison() != null)) {
      tables.add(ClaimTable.of(summary));
    }
    if (!summary.notCounted().isEmpty()) {
      tables.add(notCounted(summary.notCounted()));
    }
    return tables;
  }

  private static Table notCounted(List<NotCounted> trials) {
    return new Table(
        "Trials that do not count",
        List.of("trial", "state", "reason"),
        trials.stream()
            .map(trial -> List.of(trial.trial(), trial.state().toString(), trial.reason()))
            .toList(),
        List.of());
  }

  /**
   * Lists every cell as comma-separated values.
   *
   * @param summary what the trials show
   * @return a header and a line a cell
   */
  public static String csv(ExperimentSummary summary) {
    StringBuilder csv = new StringBuilder();
    csv.append(line(CSV_HEADER));
    for (Cell cell : summary.cells()) {
      csv.append(
          line(
              cell.data(),
              cell.model(),
              cell.loss(),
              cell.measure(),
              cell.summary().n(),
              cell.summary().mean(),
              cell.summary().standardDeviation(),
              cell.paper() == null ? null : cell.paper().mean(),
              cell.paper() == null ? null : cell.paper().standardDeviation()));
    }
    return csv.toString();
  }

  private static String line(Object... fields) {
    return CSVFormat.RFC4180.format(fields) + "\n";
  }
}
