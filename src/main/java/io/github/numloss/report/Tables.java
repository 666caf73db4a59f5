package io.github.numloss.report;

import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.ExperimentSummary.Paper;
import io.github.numloss.report.Results.NotCounted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tables 1 to 3, beside the paper's where the plan has its trials, how the methods stand by more
 * measures and by each decoder, their comparison with the first one, and what they cost.
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
    "paperStandardDeviation",
    "decoder",
    "averageRank"
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
   * @return tables 1 to 3; of more than two methods, one of their means and ranks; one for each
   *     measure that answers of several decoders have; if two losses have trials of the same seed,
   *     one that compares them; what they cost; and one of the trials that do not count, if there
   *     are any
   */
  public static List<Table> of(ExperimentSummary summary) {
    List<Table> tables = new ArrayList<>();
    MethodGrids.choices(summary).forEach(grid -> tables.add(grid.table()));
    MeasureTable.all(summary).forEach(table -> tables.add(table.table()));
    MethodGrids.methods(summary).ifPresent(grid -> tables.add(grid.table()));
    MethodGrids.decoders(summary).forEach(grid -> tables.add(grid.table()));
    if (summary.claims().stream().anyMatch(claim -> claim.comparison() != null)) {
      tables.add(ClaimTable.of(summary));
    }
    MethodGrids.costs(summary).ifPresent(grid -> tables.add(grid.table()));
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
   * Says in words and numbers what was chosen.
   *
   * @param summary what the trials show
   * @return the sentence, its table, and what else is to be known, for a terminal
   */
  public static String choices(ExperimentSummary summary) {
    StringBuilder text = new StringBuilder();
    for (Choice choice : summary.choices()) {
      Grid grid = ChoiceGrid.of(choice, summary.comparison());
      text.append("\n%s\n\n%s".formatted(choice.sentence(), grid.table().text()));
    }
    ComparisonText.sentences(summary).forEach(sentence -> text.append(sentence).append("\n"));
    return text.toString();
  }

  /**
   * Says in words what the trials show.
   *
   * @param summary what the trials show
   * @return questions and answers; empty for a plan of one or two methods
   */
  public static String findings(ExperimentSummary summary) {
    return Findings.text(summary);
  }

  /**
   * Lists what was measured of every method as comma-separated values.
   *
   * @param summary what the trials show
   * @return a header and a line for each method of each ranking
   */
  public static String csv(ExperimentSummary summary) {
    StringBuilder csv = new StringBuilder();
    csv.append(line(CSV_HEADER));
    for (Ranking ranking : summary.rankings()) {
      for (Ranking.Method method : ranking.methods()) {
        Paper paper = paper(summary, ranking, method);
        csv.append(
            line(
                ranking.data(),
                ranking.model(),
                method.loss(),
                ranking.criterion().measure(),
                method.summary().n(),
                method.summary().mean(),
                method.summary().standardDeviation(),
                paper == null ? null : paper.mean(),
                paper == null ? null : paper.standardDeviation(),
                ranking.criterion().decoder(),
                method.averageRank()));
      }
    }
    return csv.toString();
  }

  private static @Nullable Paper paper(
      ExperimentSummary summary, Ranking ranking, Ranking.Method method) {
    return summary.cells().stream()
        .filter(cell -> ranking.criterion().isOfArgmax())
        .filter(cell -> ranking.isOf(cell.data(), cell.model()))
        .filter(cell -> cell.loss().equals(method.loss()))
        .filter(cell -> cell.measure().toString().equals(ranking.criterion().measure().name()))
        .findFirst()
        .map(Cell::paper)
        .orElse(null);
  }

  private static String line(@Nullable Object... fields) {
    return CSVFormat.RFC4180.format(fields) + "\n";
  }
}
