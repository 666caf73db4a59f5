package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.measure.Metrics;
import io.github.numloss.measure.Metrics.AbsoluteErrorCount;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.Summary;
import java.util.List;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;

/**
 * What the bars of figures 5 and 6 show: a row a loss, a column an absolute error, each the mean
 * over the trials with their sample standard deviation.
 */
final class ErrorBars {
  /** The points on the axis that labels, with gaps between them, can take. */
  private static final int ROOM = 190;

  private static final int GAP = 8;

  /** What is taken of the errors. */
  enum Measure {
    /** How many images of a trial; figure 5. */
    COUNT("misclassified images"),
    /** The share of a trial's misclassified images, in per cent; figure 6. */
    RATE("share of misclassified, %");

    private final String title;

    Measure(String title) {
      this.title = title;
    }

    /** Gives the title of its axis. */
    String title() {
      return title;
    }

    private double of(AbsoluteErrorCount error) {
      return this == COUNT ? error.count() : 100 * error.rate();
    }
  }

  /**
   * A place on the axis of errors.
   *
   * @param index its number from the left
   * @param label what is written there; empty where there is no room
   */
  private record Tick(int index, String label) implements Comparable<Tick> {
    @Override
    public int compareTo(Tick other) {
      return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private ErrorBars() {}

  /**
   * Takes the errors of a group. A loss without trials has no row; a trial that misclassified
   * nothing has no rates.
   */
  static DefaultStatisticalCategoryDataset of(Results results, Group group, Measure measure) {
    DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
    for (LossPlan loss : results.plan().losses()) {
      List<Metrics> trials =
          results.of(group, loss).values().stream()
              .map(result -> result.metrics().get(Figures.DECODER))
              .filter(
                  metrics ->
                      measure == Measure.COUNT
                          || !Integer.valueOf(0).equals(metrics.misclassified()))
              .toList();
      if (!trials.isEmpty()) {
        add(bars, loss.name(), trials, measure);
      }
    }
    return bars;
  }

  private static void add(
      DefaultStatisticalCategoryDataset bars, String loss, List<Metrics> trials, Measure measure) {
    List<AbsoluteErrorCount> errors = trials.get(0).absoluteErrors();
    int widest =
        errors.stream()
            .mapToInt(error -> Look.width(Look.TEXT, Labels.number(error.absoluteError())))
            .max()
            .orElseThrow();
    int step = (errors.size() * (widest + GAP) + ROOM - 1) / ROOM;
    for (int e = 0; e < errors.size(); e++) {
      int index = e;
      Summary summary =
          Summary.of(
              trials.stream()
                  .map(metrics -> metrics.absoluteErrors().get(index))
                  .mapToDouble(measure::of)
                  .toArray());
      String label = e % step == 0 ? Labels.number(errors.get(e).absoluteError()) : "";
      Number mean = summary.mean();
      bars.add(mean, summary.standardDeviation(), loss, new Tick(e, label));
    }
  }
}
