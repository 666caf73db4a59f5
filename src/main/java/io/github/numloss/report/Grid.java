package io.github.numloss.report;

import io.github.numloss.report.Tables.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of methods: a row a method, in parts by data and model.
 *
 * @param title what it shows
 * @param columns the names of what is measured
 * @param parts the rows by data and model
 * @param notes sentences below it
 */
record Grid(String title, List<String> columns, List<Part> parts, List<String> notes) {
  private static final String BEST = " *";

  /**
   * The methods of a pair of data sets and a model.
   *
   * @param data the label of the pair of data sets
   * @param model the model's name
   * @param rows a row a method
   */
  record Part(String data, String model, List<Row> rows) {
    /** Gives what is written above the rows. */
    String label() {
      return model + ", " + data;
    }
  }

  /**
   * A method.
   *
   * @param method its name
   * @param entries one a column
   */
  record Row(String method, List<Entry> entries) {}

  /**
   * What was measured.
   *
   * @param text a number
   * @param spread its standard deviation with a sign; empty if there is none
   * @param rank an average rank; empty if there is none
   * @param best whether it is the best of its column and part
   */
  record Entry(String text, String spread, String rank, boolean best) {
    static final Entry NONE = plain("–");

    static Entry plain(String text) {
      return new Entry(text, "", "", false);
    }

    /** Gives what a page has in a line of its own below the number; empty without a rank. */
    String below() {
      return rank.isEmpty() || spread.isEmpty() ? rank : spread + ", " + rank;
    }

    private String whole() {
      return text
          + (spread.isEmpty() ? "" : " " + spread)
          + (rank.isEmpty() ? "" : " (" + rank + ")")
          + (best ? BEST : "");
    }
  }

  /** Tells whether there is more than one part, so that they need their labels. */
  boolean hasSeveralParts() {
    return parts.size() > 1;
  }

  /** Gives how many columns it has with that of the names. */
  int width() {
    return columns.size() + 1;
  }

  /** Lays it out as text, with a star at the best. */
  Table table() {
    List<String> header = new ArrayList<>(List.of("model", "data", "method"));
    header.addAll(columns);
    List<List<String>> rows = new ArrayList<>();
    boolean stars = false;
    for (Part part : parts) {
      for (Row row : part.rows()) {
        List<String> line = new ArrayList<>(List.of(part.model(), part.data(), row.method()));
        row.entries().forEach(entry -> line.add(entry.whole()));
        rows.add(line);
        stars |= row.entries().stream().anyMatch(Entry::best);
      }
    }
    List<String> sentences = new ArrayList<>(notes);
    if (stars) {
      sentences.add("*: the best mean of the column, of a model and its data.");
    }
    return new Table(title, header, rows, sentences);
  }
}
