package io.github.numloss.report;

import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Results.NotCounted;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paper's tables 1 to 3, ours beside theirs, and the comparison of the losses. */
public final class Tables {
  private Tables() {}

  /**
   * A table of text.
   *
   * @param title what it shows
   * @param header the columns' names
   * @param rows the rows, each as long as the header
   */
  public record Table(String title, List<String> header, List<List<String>> rows) {
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
          + rows.stream().map(Table::bars).collect(Collectors.joining());
    }

    private static String bars(List<String> cells) {
      return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
  }

  /**
   * Makes the tables.
   *
   * @param summary what the trials show
   * @return tables 1 to 3 and, if there are two losses, a fourth that compares them, and one of the
   *     trials that do not count, if there are any
   */
  public static List<Table> of(ExperimentSummary summary) {
    List<Table> tables = new ArrayList<>();
    for (ErrorStatistic measure : ErrorStatistic.values()) {
      tables.add(MeasureTable.of(summary, measure).table());
    }
    if (!summary.claims().isEmpty()) {
      tables.add(claimTable(summary));
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
            .toList());
  }

  private static Table claimTable(ExperimentSummary summary) {
    List<String> header =
        List.of(
            "model",
            "data",
            "measure",
            "pairs",
            "difference",
            "95 % interval",
            "d_z",
            "t test p",
            "sign-flip p",
            "Holm p",
            "verdict");
    List<List<String>> rows = new ArrayList<>();
    for (Claim claim : summary.claims()) {
      PairedComparison comparison = claim.comparison();
      if (comparison == null) {
        continue;
      }
      rows.add(
          List.of(
              claim.model().toString(),
              claim.data(),
              claim.measure().toString(),
              Integer.toString(comparison.pairs()),
              number("%+.5f", comparison.meanDifference()),
              comparison.confidenceLow() == null
                  ? "-"
                  : number("%+.5f", comparison.confidenceLow())
                      + " … "
                      + number("%+.5f", comparison.confidenceHigh()),
              number("%+.2f", comparison.cohenDz()),
              number("%.4f", comparison.tTestP()),
              number("%.4f", comparison.signFlipP()),
              number("%.4f", claim.adjustedP()),
              claim.verdict().toString()));
    }
    String losses =
        summary.claims().stream()
            .map(claim -> claim.proposed() + " against " + claim.baseline())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Table("Is the difference real? " + losses + ", in pairs by seed", header, rows);
  }

  private static String number(String format, Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  /**
   * Lists every cell as comma-separated values.
   *
   * @param summary what the trials show
   * @return a header and a line a cell
   */
  public static String csv(ExperimentSummary summary) {
    StringBuilder csv =
        new StringBuilder(
            "data,model,loss,measure,seeds,mean,standardDeviation,paperMean,paperStandardDeviation\n");
    for (Cell cell : summary.cells()) {
      csv.append(
          Stream.of(
                  cell.data(),
                  cell.model(),
                  cell.loss(),
                  cell.measure(),
                  cell.summary().n(),
                  cell.summary().mean(),
                  cell.summary().standardDeviation(),
                  cell.paper() == null ? null : cell.paper().mean(),
                  cell.paper() == null ? null : cell.paper().standardDeviation())
              .map(field -> field == null ? "" : field.toString())
              .collect(Collectors.joining(",", "", "\n")));
    }
    return csv.toString();
  }
}
