package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.measure.Criterion;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Verdict;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jspecify.annotations.Nullable;

/**
 * A forest plot: each claim's mean difference and its interval. Of few methods one picture has a
 * panel for each item of the family; of many each item, data set and model has its own, with the
 * methods that do best at the top.
 */
final class DifferenceFigure {
  private static final Set<Verdict> DECIDED =
      EnumSet.of(
          Verdict.REPLICATED,
          Verdict.CONTRADICTED,
          Verdict.SMALLER_THAN_REPORTED,
          Verdict.EQUIVALENT);

  private static final int MARGIN = 12;
  private static final int MOST_LABEL = 230;
  private static final int PLOT = 290;
  private static final int ROW = 22;
  private static final int AROUND_ROWS = 62;
  private static final int TICKS = 6;

  /** A claim on a panel; low and high may be null. All in per cent of the baseline's mean. */
  private record Row(
      String label,
      Color color,
      boolean decided,
      double mean,
      @Nullable Double low,
      @Nullable Double high) {}

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

  /** A kind of dot and what it means. */
  private record Key(String words, Color color, boolean filled) {}

  private final List<Panel> panels;
  private final List<Key> keys;
  private final int labelWidth;

  private DifferenceFigure(List<Panel> panels, List<Key> keys) {
    this.panels = panels;
    this.keys = keys;
    this.labelWidth =
        panels.stream()
            .flatMap(panel -> panel.rows().stream())
            .mapToInt(row -> Look.width(Look.TEXT, row.label()))
            .max()
            .orElseThrow();
  }

  /** Draws the claims; empty if no seed was run under two losses. */
  static List<Picture> of(Results results, ExperimentSummary summary) {
    return Crowd.isOne(results.plan().losses().size()) ? each(summary) : together(results, summary);
  }

  private static List<Picture> together(Results results, ExperimentSummary summary) {
    List<String> names = results.plan().losses().stream().map(LossPlan::name).toList();
    List<Panel> panels = new ArrayList<>();
    for (Criterion criterion : summary.criteria()) {
      List<Row> rows =
          compared(summary, criterion)
              .map(
                  claim ->
                      row(
                          claim,
                          label(summary, claim),
                          Look.color(names.indexOf(claim.proposed()))))
              .toList();
      if (!rows.isEmpty()) {
        panels.add(Panel.of(title(MeasureText.of(summary, criterion).title(), criterion), rows));
      }
    }
    return panels.isEmpty()
        ? List.of()
        : List.of(new DifferenceFigure(panels, List.of()).picture(heading(summary.hasReported())));
  }

  /** Names what differs between the rows: of one model and its data, the loss alone. */
  private static String label(ExperimentSummary summary, Claim claim) {
    return summary.groups().size() == 1 && summary.severalProposed()
        ? claim.proposed()
        : Labels.claim(summary, claim);
  }

  private static List<Picture> each(ExperimentSummary summary) {
    List<Picture> pictures = new ArrayList<>();
    for (Criterion criterion : summary.criteria()) {
      List<Key> keys = keys(compared(summary, criterion).toList());
      for (Ranking group : summary.groups()) {
        List<Row> rows =
            compared(summary, criterion)
                .filter(claim -> group.isOf(claim.data(), claim.model()))
                .sorted(Comparator.comparingDouble(Claim::change))
                .map(claim -> row(claim, claim.proposed(), color(claim.verdict())))
                .toList();
        if (!rows.isEmpty()) {
          String words = MeasureText.of(criterion).title();
          Panel panel = Panel.of(title(words, criterion), rows);
          pictures.add(
              new DifferenceFigure(List.of(panel), keys).picture(heading(group, criterion)));
        }
      }
    }
    return pictures;
  }

  /** Lists what dots mean: verdicts that can be, and those that the paper's values bring about. */
  private static List<Key> keys(List<Claim> claims) {
    return Stream.of(
            Verdict.REPLICATED,
            Verdict.CONTRADICTED,
            Verdict.SMALLER_THAN_REPORTED,
            Verdict.EQUIVALENT,
            Verdict.UNDECIDED)
        .filter(
            verdict ->
                switch (verdict) {
                  case SMALLER_THAN_REPORTED ->
                      claims.stream().anyMatch(claim -> claim.verdict() == verdict);
                  case EQUIVALENT -> claims.stream().anyMatch(claim -> claim.equivalence() != null);
                  default -> true;
                })
        .map(verdict -> new Key(verdict.words(false), color(verdict), DECIDED.contains(verdict)))
        .toList();
  }

  /** Gives the claims with pairs, but not those of a baseline of 0, which has no per cent. */
  private static Stream<Claim> compared(ExperimentSummary summary, Criterion criterion) {
    return summary.claims().stream()
        .filter(claim -> claim.criterion().equals(criterion))
        .filter(claim -> claim.comparison() != null)
        .filter(claim -> claim.baselineMean() != null && claim.baselineMean() != 0);
  }

  private static String title(String words, Criterion criterion) {
    return words + (criterion.lowerIsBetter() ? "" : " (right of 0 is better)");
  }

  private static Color color(Verdict verdict) {
    return switch (verdict) {
      case REPLICATED -> Look.color(0);
      case CONTRADICTED -> Look.color(1);
      case EQUIVALENT -> Look.color(2);
      case SMALLER_THAN_REPORTED -> Look.color(4);
      case UNDECIDED, NOT_CLAIMED -> Look.QUIET;
    };
  }

  private Picture picture(Heading heading) {
    int width = MARGIN + labelWidth + MARGIN + PLOT + 2 * MARGIN;
    int height =
        panels.stream().mapToInt(Panel::height).sum()
            + Pen.LINE
            + MARGIN
            + (keys.isEmpty() ? 0 : Pen.LINE + MARGIN);
    return new Picture(heading, width, height, this::draw);
  }

  private static Heading heading(boolean areClaims) {
    String row = areClaims ? "claim" : "comparison";
    return new Heading(
        "differences",
        Section.CLAIMS,
        "Differences from the baseline, in pairs by seed",
        ("Dots: the mean difference of each %s, in per cent of the baseline’s mean to make data sets"
                + " comparable. Lines: its 95 %% confidence interval for other seeds and other test"
                + " images where it is of errors by argmax; a dot without a line has none, and the"
                + " table of %ss says why. Elsewhere lines are Student’s interval, for other seeds"
                + " alone. Left of 0 the loss does better than the baseline, unless a panel says"
                + " otherwise. A filled dot is decided, a hollow one undecided%s. Each panel has its"
                + " own scale.")
            .formatted(row, row, areClaims ? " or no claim" : ""));
  }

  private static Heading heading(Ranking group, Criterion criterion) {
    return new Heading(
        "differences-%s-%s-%s%s"
            .formatted(
                group.data(),
                group.model(),
                criterion.measure(),
                criterion.decoder() == null ? "" : "-" + criterion.decoder()),
        Section.CLAIMS,
        "Differences: %s, %s, %s".formatted(criterion.words(), group.model(), group.data()),
        "The mean difference of each method from the first one, in pairs by seed and in per cent of"
            + " its mean, with the 95 %% confidence interval %s. The best is at the top."
                .formatted(
                    Claim.isOfErrors(criterion)
                        ? "for other seeds and other test images, where there is one"
                        : "for other seeds on these test images (Student’s)"));
  }

  private static Row row(Claim claim, String label, Color color) {
    PairedComparison comparison = Objects.requireNonNull(claim.comparison());
    double baseline = Math.abs(Objects.requireNonNull(claim.baselineMean()));
    DifferenceInterval interval = claim.interval();
    Double low = interval == null ? null : interval.low();
    Double high = interval == null ? null : interval.high();
    if (!claim.isOfErrors()) {
      low = comparison.confidenceLow();
      high = comparison.confidenceHigh();
    }
    return new Row(
        Look.fit(Look.TEXT, label, MOST_LABEL),
        color,
        DECIDED.contains(claim.verdict()),
        100 * comparison.meanDifference() / baseline,
        share(low, baseline),
        share(high, baseline));
  }

  private static @Nullable Double share(@Nullable Double end, double baseline) {
    return end == null ? null : (Double) (100 * end / baseline);
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
    drawKeys(graphics, top + Pen.LINE + MARGIN / 2.0);
  }

  private void drawKeys(Graphics2D graphics, double middle) {
    double x = MARGIN + 6;
    for (Key key : keys) {
      drawDot(graphics, key.color(), key.filled(), x, middle);
      new Pen(graphics).left(key.words(), Look.TEXT, Look.INK, x + 10, middle);
      x += 10 + Look.width(Look.TEXT, key.words()) + 24;
    }
  }

  private static void drawDot(
      Graphics2D graphics, Color color, boolean filled, double x, double middle) {
    Ellipse2D dot = new Ellipse2D.Double(x - 5, middle - 5, 10, 10);
    graphics.setColor(filled ? color : Look.PAPER);
    graphics.fill(dot);
    graphics.setColor(color);
    graphics.setStroke(Look.THICK);
    graphics.draw(dot);
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
      if (row.low() != null && row.high() != null) {
        double low = left + panel.x(row.low());
        graphics.draw(new Line2D.Double(low, middle, left + panel.x(row.high()), middle));
      }
      drawDot(graphics, row.color(), row.decided(), left + panel.x(row.mean()), middle);
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
