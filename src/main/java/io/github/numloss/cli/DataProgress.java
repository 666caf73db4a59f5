package io.github.numloss.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line that shows how far a download is; nothing where nobody sees it. */
final class DataProgress {
  private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintWriter err;
  private final boolean isShown;
  private long last = System.nanoTime() - PAUSE_NANOSECONDS;
  private int length;

  DataProgress(PrintWriter err, boolean isShown) {
    this.err = err;
    this.isShown = isShown;
  }

  void update(Path file, long done, long total) {
    long now = System.nanoTime();
    if (!isShown || (done < total && now - last < PAUSE_NANOSECONDS)) {
      return;
    }
    last = now;
    String amount = String.format(Locale.ROOT, "%.1f", done / 1e6);
    if (total > 0) {
      amount += String.format(Locale.ROOT, " of %.1f", total / 1e6);
    }
    clear();
    String text = "%s: %s MB".formatted(file.getFileName(), amount);
    err.print(text);
    err.flush();
    length = text.length();
  }

  /** Takes the line away, so that other output starts at the left. */
  void clear() {
    if (length > 0) {
      err.print("\r" + " ".repeat(length) + "\r");
      err.flush();
      length = 0;
    }
  }
}
