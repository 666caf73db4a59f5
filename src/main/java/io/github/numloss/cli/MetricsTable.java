package io.github.numloss.cli;

import io.github.numloss.measure.DistributionMetrics;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import io.github.numloss.measure.Metrics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measures as a table: a row a measure, a column a decoder; then those of distributions. */
final class MetricsTable {
  private static final int LABEL =
      Measures.ALL.stream().mapToInt(measure -> measure.words().length()).max().orElseThrow();

  private final PrintWriter out;

  private MetricsTable(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints what was measured, without the measures that were not.
   *
   * @param out the results
   * @param metrics those of answers, by decoder
   * @param distribution those of distributions; null if they were not measured
   */
  static void print(
      PrintWriter out, Map<String, Metrics> metrics, @Nullable DistributionMetrics distribution) {
    MetricsTable table = new MetricsTable(out);
    table.line("", List.copyOf(metrics.keySet()));
    for (Measure measure : Measures.ALL) {
      table.row(
          measure,
          metrics.values().stream().map(m -> measure.text(m.value(measure.name()))).toList());
    }
    if (distribution != null) {
      table.line("", List.of("distribution"));
      for (Measure measure : Measures.ALL) {
        table.row(measure, List.of(measure.text(distribution.value(measure.name()))));
      }
    }
    if (metrics.values().stream().anyMatch(Metrics::isWeighted)) {
      out.println("The test images count by their weights.");
    }
  }

  private void row(Measure measure, List<String> cells) {
    if (cells.stream().anyMatch(cell -> !cell.equals("-"))) {
      String words = measure.words();
      line(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), cells);
    }
  }

  private void line(String label, List<String> cells) {
    out.print(label + " ".repeat(LABEL - label.length()));
    // Errors in class values can be large; a space keeps them apart.
    cells.forEach(cell -> out.printf(" %12s", cell));
    out.println();
  }
}
