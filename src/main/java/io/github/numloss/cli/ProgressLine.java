package io.github.numloss.cli;

import static java.util.stream.Collectors.joining;

import io.github.numloss.io.DataException;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.EpochResult.Validation;
import io.github.numloss.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Says how a training goes on: a line an epoch, and on a terminal a bar that moves. */
final class ProgressLine implements TrainingListener {
  private static final int BAR = 24;
  private static final long REDRAW_NANOS = 200_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final int epochs;
  private final long start = System.nanoTime();
  private long drawn;
  private double resumedShare;
  private boolean headed;

  ProgressLine(PrintWriter err, boolean terminal, int epochs) {
    this.err = err;
    this.terminal = terminal;
    this.epochs = epochs;
  }

  @Override
  public void doubtful(String doubt) {
    err.println("Warning: " + doubt + ".");
  }

  @Override
  public void damaged(DataException problem) {
    err.println(problem.getMessage() + "; the one before it is tried.");
  }

  @Override
  public void resumed(long step, long steps) {
    resumedShare = (double) step / steps;
    err.printf(Locale.ROOT, "Goes on after step %d of %d.%n", step, steps);
  }

  @Override
  public void step(int epoch, int done, int total) {
    long now = System.nanoTime();
    if (!terminal || now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double seconds = (now - start) / 1e9;
    double share = (epoch - 1 + (double) done / total) / epochs;
    double perShare = seconds / (share - resumedShare);
    int full = (int) (BAR * (double) done / total);
    err.printf(
        Locale.ROOT,
        "\rEpoch %d/%d [%s%s] %,.0f images/s, %s left\u001b[K",
        epoch,
        epochs,
        "#".repeat(full),
        ".".repeat(BAR - full),
        epochs * total / perShare,
        time((1 - share) * perShare));
    err.flush();
  }

  @Override
  public void epoch(EpochResult result) {
    if (terminal) {
      err.print("\r\u001b[K");
    }
    if (!headed) {
      headed = true;
      err.printf(
          Locale.ROOT,
          "  Epoch      Loss  %sValidation: error  distance   Images/s%n",
          result.parts().keySet().stream().map(ProgressLine::column).collect(joining()));
    }
    err.printf(
        Locale.ROOT,
        "%7s %9.4f  %s%17s %9s %10s%n",
        result.epoch() + "/" + epochs,
        result.loss(),
        result.parts().entrySet().stream().map(ProgressLine::cell).collect(joining()),
        validation(result, "%.2f %%", v -> 100 * v.errorRate()),
        validation(result, "%.4f", Validation::meanAbsoluteError),
        String.format(Locale.ROOT, "%,.0f", result.imagesPerSecond()));
  }

  /** Names a part in words: "Cross entropy" for crossEntropy. */
  private static String column(String part) {
    String words = part.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + "  ";
  }

  private static String cell(Map.Entry<String, Double> part) {
    int width = Math.max(column(part.getKey()).length() - 2, 1);
    return String.format(Locale.ROOT, "%" + width + ".4f  ", part.getValue());
  }

  private static String validation(
      EpochResult result, String format, ToDoubleFunction<Validation> measure) {
    return result.validation() == null
        ? "-"
        : String.format(Locale.ROOT, format, measure.applyAsDouble(result.validation()));
  }

  /** Gives a time in the two largest of hours, minutes and seconds. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
