package io.github.numloss.cli;

import io.github.numloss.bench.BenchPlan;
import io.github.numloss.bench.BenchPlan.PlannedNetwork;
import io.github.numloss.bench.MatmulRate;
import io.github.numloss.bench.Measurement;
import io.github.numloss.bench.Measurement.Spread;
import io.github.numloss.device.Hardware.DeviceKind;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a benchmark row by row, as it goes on. */
final class BenchTable {
  private static final String ROW = "%-10s %-9s %10s %10s %10s %14s %10s %10s%n";

  private final PrintWriter out;

  BenchTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints what would be trained. */
  void plan(BenchPlan plan) {
    for (PlannedNetwork planned : plan.networks()) {
      out.printf(
          Locale.ROOT,
          "%-10s %,9d parameters, %,.1f MFLOP to learn an image%n",
          planned.network().name(),
          planned.network().parameterCount(),
          planned.trainingFlopsPerImage() / 1e6);
    }
  }

  /** Prints what is common to all rows, and their heading. */
  void heading(BenchPlan plan, DeviceKind device, int threads) {
    out.printf(
        Locale.ROOT,
        "%,d images of %s, batches of %d, on the %s with %d threads%n",
        plan.images(),
        plan.config().dataset(),
        plan.config().batchSize(),
        device,
        threads);
    out.printf(
        ROW,
        "",
        "precision",
        "images/s",
        "least",
        "greatest",
        "MFLOP/image",
        "GFLOP/s",
        "of matmul");
    out.flush();
  }

  void row(MatmulRate rate) {
    double gigaflops = rate.flopsPerSecond() / 1e9;
    print("matmul", rate.precision().toString(), "", "", "", "", number(gigaflops, 1), "100 %");
  }

  void row(Measurement measurement, PlannedNetwork planned) {
    Spread speed = measurement.imagesPerSecond();
    double flops = planned.trainingFlopsPerImage();
    print(
        measurement.network(),
        measurement.precision().toString(),
        number(speed.median(), 0),
        number(speed.min(), 0),
        number(speed.max(), 0),
        number(flops / 1e6, 1),
        number(speed.median() * flops / 1e9, 1),
        number(100 * measurement.shareOfMatmul(), 0) + " %");
  }

  private void print(Object... cells) {
    out.printf(ROW, cells);
    out.flush();
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
