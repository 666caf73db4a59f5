package io.github.numloss.cli;

import io.github.numloss.measure.Metrics;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The three measures as a table with a column a decoder. */
final class MetricsTable {
  /** Errors in class values can be large; a space keeps them apart. */
  private static final String CELL = " %12s";

  private MetricsTable() {}

  static void print(PrintWriter out, Map<String, Metrics> metrics) {
    out.print(" ".repeat(40));
    metrics.keySet().forEach(decoder -> out.printf(CELL, decoder));
    out.println();
    row(out, "Error rate", metrics, m -> number("%.2f %%", 100 * m.value("errorRate")));
    row(out, "Mean absolute error", metrics, m -> number("%.4f", m.value("meanAbsoluteError")));
    row(
        out,
        "Mean absolute error of the misclassified",
        metrics,
        m ->
            m.value("meanAbsoluteErrorMisclassified") == null
                ? "-"
                : number("%.3f", m.value("meanAbsoluteErrorMisclassified")));
  }

  private static void row(
      PrintWriter out,
      String label,
      Map<String, Metrics> metrics,
      Function<Metrics, String> value) {
    out.printf("%-40s", label);
    metrics.values().forEach(m -> out.printf(CELL, value.apply(m)));
    out.println();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
