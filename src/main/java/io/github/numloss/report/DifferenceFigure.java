package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.report.ExperimentSummary.Cell;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.Verdict;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jfree.chart.axis.NumberAxis;

/** A forest plot: each claim's mean difference and its interval, a panel a measure. */
final class DifferenceFigure {
  private static final Set<Verdict> DECIDED =
      EnumSet.of(Verdict.REPLICATED, Verdict.CONTRADICTED, Verdict.SMALLER_THAN_REPORTED);

  private static final int MARGIN = 12;
  private static final int MOST_LABEL = 230;
  private static final int PLOT = 290;
  private static final int ROW = 22;
  private static final int AROUND_ROWS = 62;
  private static final int TICKS = 6;

  /** A claim on a panel; low and high may be null. All in per cent of the baseline's mean. */
  private record Row(
      String label, Color color, boolean decided, double mean, Double low, Double high) {}

  /** The claims of a measure and the scale that they need. */
  private record Panel(String title, List<Row> rows, double low, double high) {
    static Panel of(String title, List<Row> rows) {
      double low = 0;
      double high = 0;
      for (Row row : rows) {
        low = Math.min(low, row.low() == null ? row.mean() : row.low());
        high = Math.max(high, row.high() == null ? row.mean() : row.high());
      }
      double room = high > low ? 0.04 * (high - low) : 1;
      return new Panel(title, rows, low - room, high + room);
    }

    int height() {
      return AROUND_ROWS + rows.size() * ROW;
    }

    double x(double value) {
      return PLOT * (value - low) / (high - low);
    }
  }

  private final List<Panel> panels;
  private final int labelWidth;

  private DifferenceFigure(List<Panel> panels) {
    this.panels = panels;
    this.labelWidth =
        panels.stream()
            .flatMap(panel -> panel.rows().stream())
            .mapToInt(row -> Look.width(Look.TEXT, row.label()))
            .max()
            .orElseThrow();
  }

  /** Draws the claims; empty if no seed was run under two losses. */
  static Optional<Picture> of(Results results, ExperimentSummary summary) {
    List<Panel> panels = new ArrayList<>();
    for (ErrorStatistic measure : ErrorStatistic.values()) {
      List<Row> rows =
          summary.claims().stream()
              .filter(claim -> claim.measure() == measure && claim.comparison() != null)
              .flatMap(claim -> row(results.plan().losses(), summary, claim).stream())
              .toList();
      if (!rows.isEmpty()) {
        panels.add(Panel.of(MeasureText.of(measure).title(), rows));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    DifferenceFigure figure = new DifferenceFigure(panels);
    int width = MARGIN + figure.labelWidth + MARGIN + PLOT + 2 * MARGIN;
    int height = panels.stream().mapToInt(Panel::height).sum() + Pen.LINE + MARGIN;
    return Optional.of(new Picture(heading(summary.hasReported()), width, height, figure::draw));
  }

  private static Heading heading(boolean areClaims) {
    String row = areClaims ? "claim" : "comparison";
    return new Heading(
        "differences",
        Section.CLAIMS,
        "Differences from the baseline, in pairs by seed",
        ("Dots: the mean difference of each %s (decoder %s), in per cent of the baseline’s mean to"
                + " make data sets comparable. Lines: its 95 %% confidence interval for other seeds"
                + " and other test images; a dot without a line has none, and the table of %ss says"
                + " why. Left of 0 the loss does better than the baseline. A filled dot is decided,"
                + " a hollow one undecided%s. Each panel has its own scale.")
            .formatted(row, Figures.DECODER, row, areClaims ? " or no claim" : ""));
  }

  /** Scales a claim; empty if the baseline's mean is 0. */
  private static Optional<Row> row(List<LossPlan> losses, ExperimentSummary summary, Claim claim) {
    double baseline = baselineMean(summary, claim);
    if (baseline == 0) {
      return Optional.empty();
    }
    List<String> names = losses.stream().map(LossPlan::name).toList();
    DifferenceInterval interval = claim.interval();
    return Optional.of(
        new Row(
            Look.fit(Look.TEXT, Labels.claim(summary, claim), MOST_LABEL),
            Look.color(names.indexOf(claim.proposed())),
            DECIDED.contains(claim.verdict()),
            100 * claim.comparison().meanDifference() / baseline,
            interval == null ? null : share(interval.low(), baseline),
            interval == null ? null : share(interval.high(), baseline)));
  }

  private static Double share(Double end, double baseline) {
    return end == null ? null : (Double) (100 * end / baseline);
  }

  /** Gives the baseline's mean over the seeds that were compared. */
  private static double baselineMean(ExperimentSummary summary, Claim claim) {
    Cell cell =
        summary.cells().stream()
            .filter(c -> c.data().equals(claim.data()) && c.model().equals(claim.model()))
            .filter(c -> c.loss().equals(claim.baseline()) && c.measure() == claim.measure())
            .findFirst()
            .orElseThrow();
    return claim.seeds().stream()
        .mapToDouble(seed -> cell.values().get(cell.seeds().indexOf(seed)))
        .average()
        .orElseThrow();
  }

  private void draw(Graphics2D graphics) {
    int left = MARGIN + labelWidth + MARGIN;
    Pen pen = new Pen(graphics);
    int top = MARGIN;
    for (Panel panel : panels) {
      draw(graphics, panel, left, top);
      top += panel.height();
    }
    String axis = "mean difference, % of the baseline’s mean";
    pen.center(axis, Look.TEXT, Look.QUIET, left + PLOT / 2.0, top);
  }

  private static void draw(Graphics2D graphics, Panel panel, int left, int top) {
    Pen pen = new Pen(graphics);
    pen.left(panel.title(), Look.STRONG, Look.INK, MARGIN, top + Pen.LINE / 2.0);
    int first = top + Pen.LINE + 6;
    int bottom = first + panel.rows().size() * ROW;
    drawScale(graphics, panel, left, first, bottom);
    for (int i = 0; i < panel.rows().size(); i++) {
      Row row = panel.rows().get(i);
      double middle = first + (i + 0.5) * ROW;
      pen.left(row.label(), Look.TEXT, Look.INK, MARGIN, middle);
      graphics.setColor(row.color());
      graphics.setStroke(Look.THICK);
      if (row.low() != null) {
        double low = left + panel.x(row.low());
        graphics.draw(new Line2D.Double(low, middle, left + panel.x(row.high()), middle));
      }
      double x = left + panel.x(row.mean());
      Ellipse2D dot = new Ellipse2D.Double(x - 5, middle - 5, 10, 10);
      graphics.setColor(row.decided() ? row.color() : Look.PAPER);
      graphics.fill(dot);
      graphics.setColor(row.color());
      graphics.draw(dot);
    }
  }

  private static void drawScale(Graphics2D graphics, Panel panel, int left, int first, int bottom) {
    Pen pen = new Pen(graphics);
    double step =
        NumberAxis.createStandardTickUnits(Locale.ROOT)
            .getCeilingTickUnit((panel.high() - panel.low()) / TICKS)
            .getSize();
    graphics.setStroke(Look.THIN);
    for (long i = (long) Math.ceil(panel.low() / step); i * step <= panel.high(); i++) {
      double x = left + panel.x(i * step);
      graphics.setColor(i == 0 ? Look.QUIET : Look.GRID);
      graphics.draw(new Line2D.Double(x, first, x, bottom));
      String value = Labels.number((double) Math.round(i * step * 1e9) / 1e9).replace('-', '−');
      pen.center(value, Look.TEXT, Look.INK, x, bottom + Pen.LINE / 2.0);
    }
  }
}
