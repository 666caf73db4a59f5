package io.github.numloss.report;

import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.Tables.Table;
import io.github.numloss.statistics.ErrorStatistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A measure in the layout of the paper's tables 1 to 3.
 *
 * @param title what it shows
 * @param data the pairs of data sets
 * @param rows a row a model and loss, in the plan's order
 */
record MeasureTable(String title, List<Data> data, List<Row> rows) {
  private static final String NONE = "-";

  /**
   * A pair of data sets.
   *
   * @param label its label
   * @param besidePaper whether the paper has values of it
   */
  record Data(String label, boolean besidePaper) {
    /** Gives how many columns it has. */
    int columns() {
      return besidePaper ? 2 : 1;
    }
  }

  /**
   * A row.
   *
   * @param model the model
   * @param loss the name of the loss
   * @param values for each pair of data sets
   */
  record Row(String model, String loss, List<Value> values) {}

  /**
   * What was measured beside what the paper reports.
   *
   * @param ours mean ± standard deviation
   * @param seeds how many seeds it is of
   * @param besidePaper whether the pair of data sets has a column of the paper's
   * @param paper mean ± standard deviation in the paper
   */
  record Value(String ours, int seeds, boolean besidePaper, String paper) {
    private static Value of(MeasureText text, Data data, Cell cell) {
      String ours = text.ours(cell.summary().mean(), cell.summary().standardDeviation());
      return new Value(
          ours,
          cell.summary().n(),
          data.besidePaper(),
          cell.paper() == null
              ? NONE
              : text.reported(cell.paper().mean(), cell.paper().standardDeviation()));
    }

    private String counted() {
      return seeds == 0 ? ours : String.format(Locale.ROOT, "%s (%d)", ours, seeds);
    }
  }

  /** Lays out tables 1 to 3; of many methods those alone that the paper has, if it has any. */
  static List<MeasureTable> all(ExperimentSummary summary) {
    boolean crowd = Crowd.isOne((int) summary.cells().stream().map(Cell::loss).distinct().count());
    return Stream.of(ErrorStatistic.values())
        .map(
            measure ->
                of(
                    measure,
                    summary.cells().stream()
                        .filter(cell -> cell.measure() == measure)
                        .filter(cell -> !crowd || cell.paper() != null)
                        .toList()))
        .filter(table -> !crowd || !table.rows().isEmpty())
        .toList();
  }

  private static MeasureTable of(ErrorStatistic measure, List<Cell> cells) {
    MeasureText text = MeasureText.of(measure);
    List<Data> data =
        cells.stream()
            .map(Cell::data)
            .distinct()
            .map(
                label ->
                    new Data(
                        label,
                        cells.stream().anyMatch(c -> c.data().equals(label) && c.paper() != null)))
            .toList();
    List<String> models = cells.stream().map(Cell::model).distinct().toList();
    List<String> losses = cells.stream().map(Cell::loss).distinct().toList();
    List<Row> rows = new ArrayList<>();
    for (String model : models) {
      for (String loss : losses) {
        List<Cell> ofRow =
            cells.stream().filter(c -> c.model().equals(model) && c.loss().equals(loss)).toList();
        if (!ofRow.isEmpty()) {
          rows.add(
              new Row(model, loss, data.stream().map(pair -> value(text, ofRow, pair)).toList()));
        }
      }
    }
    return new MeasureTable(
        String.format(
            Locale.ROOT,
            "Table %d: %s",
            List.of(ErrorStatistic.values()).indexOf(measure) + 1,
            text.title()),
        data,
        rows);
  }

  private static Value value(MeasureText text, List<Cell> cells, Data data) {
    return cells.stream()
        .filter(cell -> cell.data().equals(data.label()))
        .findFirst()
        .map(cell -> Value.of(text, data, cell))
        .orElse(new Value(NONE, 0, data.besidePaper(), NONE));
  }

  /** Lays it out with a column for our values of each pair and, if there are, the paper's. */
  Table table() {
    List<String> header = new ArrayList<>(List.of("model", "loss"));
    for (Data pair : data) {
      header.add(pair.label());
      if (pair.besidePaper()) {
        header.add("paper");
      }
    }
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.model(), row.loss()));
      for (Value value : row.values()) {
        line.add(value.counted());
        if (value.besidePaper()) {
          line.add(value.paper());
        }
      }
      cells.add(line);
    }
    return new Table(
        title + "; mean ± standard deviation (number of seeds)", header, cells, List.of());
  }
}
