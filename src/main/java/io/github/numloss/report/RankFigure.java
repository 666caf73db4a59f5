package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.statistics.Friedman;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Average ranks on a line, the better half named on the left and the others on the right, with bars
 * over those that are not told apart (J. Demšar, "Statistical Comparisons of Classifiers over
 * Multiple Data Sets", 2006, figure 1). A panel for each item of the family.
 */
final class RankFigure {
  private static final int MARGIN = 12;
  private static final int MOST_LABEL = 220;
  private static final int AXIS = 400;
  private static final int ELBOW = 14;
  private static final int ABOVE_AXIS = 92;
  private static final int BAR = 6;
  private static final int ROW = 17;
  private static final int BETWEEN = 26;
  private static final int MOST_TICKS = 11;

  /** Methods side by side in the order of ranks that are not told apart, first to last. */
  record Bar(int first, int last, int level) {}

  /** A method and its average rank. */
  private record Place(String loss, double rank) {
    static Place of(Ranking.Method method) {
      return new Place(method.loss(), Objects.requireNonNull(method.averageRank()));
    }
  }

  /** A ranking by a criterion, the best rank first. */
  private record Panel(
      Ranking ranking, double criticalDifference, List<Place> methods, List<Bar> bars) {
    static Panel of(Ranking ranking, double criticalDifference) {
      List<Place> methods =
          ranking.methods().stream()
              .map(Place::of)
              .sorted(Comparator.comparingDouble(Place::rank))
              .toList();
      List<Double> ranks = methods.stream().map(Place::rank).toList();
      return new Panel(ranking, criticalDifference, methods, joined(ranks, criticalDifference));
    }

    int levels() {
      return bars.stream().mapToInt(Bar::level).max().orElse(-1) + 1;
    }

    /** Gives how far below the axis the names begin. */
    int names() {
      return 14 + levels() * BAR;
    }

    int left() {
      return (methods.size() + 1) / 2;
    }

    int height() {
      return ABOVE_AXIS + names() + left() * ROW + BETWEEN;
    }
  }

  private final List<Panel> panels;
  private final String baseline;
  private final int labelWidth;

  private RankFigure(List<Panel> panels, String baseline) {
    this.panels = panels;
    this.baseline = baseline;
    this.labelWidth =
        panels.stream()
            .flatMap(panel -> panel.methods().stream())
            .mapToInt(method -> Look.width(Look.STRONG, label(method)))
            .max()
            .orElseThrow();
  }

  /** Draws a picture for each group; none of fewer than 3 methods or 2 seeds. */
  static List<Picture> of(ExperimentSummary summary) {
    List<Picture> pictures = new ArrayList<>();
    for (Ranking group : summary.groups()) {
      List<Panel> panels = new ArrayList<>();
      for (Criterion criterion : summary.criteria()) {
        Ranking ranking = summary.ranking(group.data(), group.model(), criterion).orElse(null);
        if (ranking != null && ranking.criticalDifference() != null) {
          panels.add(Panel.of(ranking, ranking.criticalDifference()));
        }
      }
      if (!panels.isEmpty()) {
        RankFigure figure = new RankFigure(panels, summary.claims().get(0).baseline());
        int width = 2 * (MARGIN + figure.labelWidth + ELBOW) + AXIS;
        int height = panels.stream().mapToInt(Panel::height).sum();
        pictures.add(new Picture(heading(group), width, height, figure::draw));
      }
    }
    return pictures;
  }

  private static Heading heading(Ranking group) {
    return new Heading(
        "ranks-%s-%s".formatted(group.data(), group.model()),
        Section.RANKS,
        "Average ranks: %s, %s".formatted(group.model(), group.data()),
        "The mean over seeds of each method’s rank among all, 1 for the best, after its name. Ranks"
            + " that differ by less than the critical difference CD (Nemenyi 1963, at 0.05 for all"
            + " pairs) are joined by a bar. They are ranks over the seeds of one data set, which are"
            + " not data sets: the picture speaks of other trainings on this data, not of other"
            + " data. The family’s comparisons with the first method, which is in colour, need"
            + " fewer tests and may decide what the bars leave open.");
  }

  /**
   * Finds the longest sets of ascending ranks that differ by less, and lays out those that overlap
   * in levels.
   */
  static List<Bar> joined(List<Double> ranks, double criticalDifference) {
    List<Bar> bars = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int covered = 0;
    for (int first = 0; first < ranks.size(); first++) {
      int last = first;
      while (last + 1 < ranks.size()
          && ranks.get(last + 1) - ranks.get(first) < criticalDifference) {
        last++;
      }
      if (last > first && last > covered) {
        int level = 0;
        while (level < ends.size() && ends.get(level) >= first) {
          level++;
        }
        if (level == ends.size()) {
          ends.add(last);
        } else {
          ends.set(level, last);
        }
        bars.add(new Bar(first, last, level));
        covered = last;
      }
    }
    return bars;
  }

  private static String label(Place method) {
    return "%s  %s"
        .formatted(Look.fit(Look.TEXT, method.loss(), MOST_LABEL), number(method.rank()));
  }

  private static String number(double rank) {
    return String.format(Locale.ROOT, "%.1f", rank);
  }

  private void draw(Graphics2D graphics) {
    int top = 0;
    for (Panel panel : panels) {
      draw(graphics, panel, top);
      top += panel.height();
    }
  }

  private void draw(Graphics2D graphics, Panel panel, int top) {
    int axis = top + ABOVE_AXIS;
    Ranking ranking = panel.ranking();
    Pen pen = new Pen(graphics);
    pen.left(MeasureText.of(ranking.criterion()).title(), Look.STRONG, Look.INK, MARGIN, top + 16);
    pen.left(tested(ranking), Look.TEXT, Look.QUIET, MARGIN, top + 16 + Pen.LINE);
    drawDifference(graphics, panel, axis - 34);
    drawAxis(graphics, panel, axis);
    for (int i = 0; i < panel.methods().size(); i++) {
      drawMethod(graphics, panel, i, axis);
    }
    graphics.setStroke(Look.THICK);
    graphics.setColor(Look.INK);
    for (Bar bar : panel.bars()) {
      double y = axis + 9 + bar.level() * BAR;
      double from = x(panel, panel.methods().get(bar.first()).rank());
      double to = x(panel, panel.methods().get(bar.last()).rank());
      graphics.draw(new Line2D.Double(from - 2, y, to + 2, y));
    }
  }

  private static String tested(Ranking ranking) {
    Friedman friedman = ranking.friedman();
    String test =
        friedman == null
            ? "all methods tie"
            : friedman.fP() < 0.0001
                ? "Friedman’s test: p below 0.0001"
                : String.format(Locale.ROOT, "Friedman’s test: p = %.4f", friedman.fP());
    return "%s methods over %s seeds; %s"
        .formatted(ranking.methods().size(), ranking.seeds().size(), test);
  }

  private double x(Panel panel, double rank) {
    return MARGIN + labelWidth + ELBOW + AXIS * (rank - 1) / (panel.methods().size() - 1);
  }

  private void drawDifference(Graphics2D graphics, Panel panel, double y) {
    double from = MARGIN + labelWidth + (double) ELBOW;
    double length = AXIS * panel.criticalDifference() / (panel.methods().size() - 1);
    double to = from + Math.min(AXIS, length);
    graphics.setColor(Look.INK);
    graphics.setStroke(Look.THIN);
    graphics.draw(new Line2D.Double(from, y, to, y));
    graphics.draw(new Line2D.Double(from, y - 4, from, y + 4));
    if (length <= AXIS) {
      graphics.draw(new Line2D.Double(to, y - 4, to, y + 4));
    }
    String text = "CD = " + number(panel.criticalDifference());
    new Pen(graphics).right(text, Look.TEXT, Look.INK, from - 8, y);
  }

  private void drawAxis(Graphics2D graphics, Panel panel, int axis) {
    int methods = panel.methods().size();
    graphics.setColor(Look.INK);
    graphics.setStroke(Look.THIN);
    graphics.draw(new Line2D.Double(x(panel, 1), axis, x(panel, methods), axis));
    int step =
        Stream.of(1, 2, 5, 10, 20, 50, 100, 1000)
            .filter(size -> methods / size < MOST_TICKS)
            .findFirst()
            .orElseThrow();
    for (int rank = 1; rank <= methods; rank = rank == 1 && step > 1 ? step : rank + step) {
      double x = x(panel, rank);
      graphics.setColor(Look.INK);
      graphics.draw(new Line2D.Double(x, axis - 5, x, axis));
      String text = Integer.toString(rank);
      new Pen(graphics).center(text, Look.TEXT, Look.INK, x, axis - 14.0);
    }
  }

  /** Draws the way from a rank on the axis down and out to its name; the outermost is highest. */
  private void drawMethod(Graphics2D graphics, Panel panel, int index, int axis) {
    Place method = panel.methods().get(index);
    boolean left = index < panel.left();
    int row = left ? index : panel.methods().size() - 1 - index;
    double y = axis + panel.names() + (row + 0.5) * ROW;
    double x = x(panel, method.rank());
    double end = left ? MARGIN + labelWidth + 4.0 : MARGIN + labelWidth + 2 * ELBOW + AXIS - 4.0;
    Path2D way = new Path2D.Double();
    way.moveTo(x, axis);
    way.lineTo(x, y);
    way.lineTo(end, y);
    boolean first = method.loss().equals(baseline);
    Color color = first ? Look.color(0) : Look.QUIET;
    graphics.setColor(color);
    graphics.setStroke(first ? Look.THICK : Look.THIN);
    graphics.draw(way);
    Font font = first ? Look.STRONG : Look.TEXT;
    Pen pen = new Pen(graphics);
    if (left) {
      pen.right(label(method), font, first ? color : Look.INK, end - 4, y);
    } else {
      pen.left(label(method), font, first ? color : Look.INK, end + 4, y);
    }
  }
}
