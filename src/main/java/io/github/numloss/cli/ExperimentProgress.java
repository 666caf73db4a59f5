package io.github.numloss.cli;

import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialExecutor;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.measure.Metrics;
import io.github.numloss.train.EpochResult;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how an experiment goes on: a line a trial, and on a terminal one that moves. */
final class ExperimentProgress implements TrialExecutor.Listener {
  private final PrintWriter messages;
  private final boolean terminal = Boolean.getBoolean("numloss.terminal");
  private final int trials;
  private final Map<PlannedTrial, Integer> running = new LinkedHashMap<>();
  private final Set<String> doubts = new HashSet<>();
  private int finished;

  ExperimentProgress(PrintWriter messages, List<PlannedTrial> toRun) {
    this.messages = messages;
    this.trials = toRun.size();
  }

  @Override
  public synchronized void started(PlannedTrial trial) {
    running.put(trial, 0);
    draw();
  }

  /** Says of a data set what is the same for all trials once. */
  @Override
  public synchronized void doubtful(PlannedTrial trial, String doubt) {
    if (doubts.add(trial.pair().dataset() + doubt)) {
      messages.printf("%sWarning: of %s, %s.%n", lineStart(), trial.pair().dataset(), doubt);
    }
  }

  @Override
  public synchronized void damaged(PlannedTrial trial, DataException problem) {
    messages.printf("%s%s; the one before it is tried.%n", lineStart(), problem.getMessage());
  }

  @Override
  public synchronized void resumed(PlannedTrial trial, long step, long steps) {
    messages.printf(
        Locale.ROOT, "%s%s goes on after step %d of %d.%n", lineStart(), trial.name(), step, steps);
    draw();
  }

  @Override
  public synchronized void epoch(PlannedTrial trial, EpochResult result) {
    running.put(trial, result.epoch());
    draw();
  }

  @Override
  public synchronized void failed(PlannedTrial trial, String reason) {
    running.remove(trial);
    finished++;
    messages.printf(
        Locale.ROOT,
        "%s[%d/%d] %s failed: %s.%n",
        lineStart(),
        finished,
        trials,
        trial.name(),
        reason);
    draw();
  }

  @Override
  public synchronized void finished(PlannedTrial trial, TrialResult result) {
    running.remove(trial);
    finished++;
    Metrics argmax = Objects.requireNonNull(result.metrics().get("argmax"));
    messages.printf(
        Locale.ROOT,
        "%s[%d/%d] %s: error rate %.2f %%, mean absolute error %.4f, %.0f s%n",
        lineStart(),
        finished,
        trials,
        trial.name(),
        100 * argmax.number("errorRate"),
        argmax.number("meanAbsoluteError"),
        result.history().stream().mapToDouble(EpochResult::seconds).sum());
    draw();
  }

  private String lineStart() {
    return terminal ? "\r\u001b[K" : "";
  }

  private void draw() {
    if (!terminal || running.isEmpty()) {
      return;
    }
    messages.print(
        running.entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "%s epoch %d/%d",
                        entry.getKey().name(),
                        entry.getValue(),
                        entry.getKey().model().epochs()))
            .collect(Collectors.joining("  ", "\r", "\u001b[K")));
    messages.flush();
  }
}
