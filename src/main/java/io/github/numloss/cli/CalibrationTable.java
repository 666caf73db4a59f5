package io.github.numloss.cli;

import io.github.numloss.calibrate.CalibrationMetrics;
import io.github.numloss.calibrate.IntervalMetrics;
import java.io.PrintWriter;
import java.util.Locale;

/** What a model's calibration does to test images, as two tables. */
final class CalibrationTable {
  private CalibrationTable() {}

  static void print(PrintWriter out, CalibrationMetrics metrics) {
    out.println();
    out.println("Calibrated on images that were held back from training");
    out.printf(
        Locale.ROOT,
        "%-26s %12s %12s%n",
        "",
        "as predicted",
        String.format(Locale.ROOT, "at T = %.3f", metrics.temperature().value()));
    out.printf(
        Locale.ROOT,
        "%-26s %12.4f %12.4f%n",
        "Log loss",
        metrics.logLossBefore(),
        metrics.logLossAfter());
    out.printf(
        Locale.ROOT,
        "%-26s %10.2f %% %10.2f %%%n",
        "Expected calibration error",
        100 * metrics.expectedCalibrationErrorBefore(),
        100 * metrics.expectedCalibrationErrorAfter());
    out.printf(Locale.ROOT, "%-26s %12s %12s%n", "Intervals of classes", "coverage", "mean width");
    for (IntervalMetrics interval : metrics.intervals()) {
      out.printf(
          Locale.ROOT,
          "%-26s %10.2f %% %12.4f%n",
          String.format(Locale.ROOT, "that should hold %.0f %%", 100 * interval.level()),
          100 * interval.coverage(),
          interval.meanWidth());
    }
    out.println(
        "The level is promised for images of the kind that was held back; for others, coverage may"
            + " be lower.");
  }
}
