package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.report.Results.Group;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;

/** Charts in two columns below the names and colours of the losses. */
final class PanelGrid {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 250;
  private static final int MARGIN = 10;
  private static final int SWATCH = 12;
  private static final int GAP = 18;

  static {
    // Else upright text is drawn as outlines, which no reader of an SVG can search or hear.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  /** A loss in the legend. */
  private record Entry(String name, int loss, int x, int line) {}

  private PanelGrid() {}

  /** Arranges charts of a plan's losses. */
  static Picture of(Heading heading, List<LossPlan> losses, String note, List<JFreeChart> panels) {
    int columns = Math.min(2, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    int width = Math.max(columns * WIDTH, Look.width(Look.TEXT, note)) + 2 * MARGIN;
    List<Entry> entries = entries(losses, width);
    int lines = entries.get(entries.size() - 1).line() + 1;
    int top = MARGIN + (lines + 1) * Pen.LINE + MARGIN;
    return new Picture(
        heading,
        width,
        top + rows * HEIGHT + MARGIN,
        graphics -> {
          drawLegend(graphics, entries);
          Pen pen = new Pen(graphics);
          pen.left(note, Look.TEXT, Look.QUIET, MARGIN, MARGIN + (lines + 0.5) * Pen.LINE);
          for (int i = 0; i < panels.size(); i++) {
            int x = MARGIN + i % columns * WIDTH;
            int y = top + i / columns * HEIGHT;
            panels.get(i).draw(graphics, new Rectangle2D.Double(x, y, WIDTH, HEIGHT));
          }
        });
  }

  private static List<Entry> entries(List<LossPlan> losses, int width) {
    List<Entry> entries = new ArrayList<>();
    int x = MARGIN;
    int line = 0;
    for (int i = 0; i < losses.size(); i++) {
      String name = losses.get(i).name();
      int needed = SWATCH + 6 + Look.width(Look.TEXT, name);
      if (x > MARGIN && x + needed > width - MARGIN) {
        x = MARGIN;
        line++;
      }
      entries.add(new Entry(name, i, x, line));
      x += needed + GAP;
    }
    return entries;
  }

  private static void drawLegend(Graphics2D graphics, List<Entry> entries) {
    Pen pen = new Pen(graphics);
    for (Entry entry : entries) {
      double middle = MARGIN + (entry.line() + 0.5) * Pen.LINE;
      graphics.setColor(Look.color(entry.loss()));
      graphics.fill(new Rectangle2D.Double(entry.x(), middle - SWATCH / 2.0, SWATCH, SWATCH));
      pen.left(entry.name(), Look.TEXT, Look.INK, entry.x() + SWATCH + 6, middle);
    }
  }

  /** Gives the groups with trials, the same model of all data sets side by side. */
  static List<Group> groups(Results results) {
    List<ModelPlan> models = results.plan().models();
    return results.groups().stream()
        .sorted(Comparator.comparingInt(group -> models.indexOf(group.model())))
        .toList();
  }

  /** Makes a chart of a plot. */
  static JFreeChart panel(Results results, Group group, Plot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(Labels.group(group), Look.STRONG, plot, false);
    chart.getTitle().setPaint(Look.INK);
    TextTitle trials = new TextTitle(Labels.trials(results, group), Look.TEXT);
    trials.setPaint(Look.QUIET);
    chart.addSubtitle(trials);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(4, 2, 8, 10));
    return chart;
  }

  /** Gives an axis the fonts and colours of the figures. */
  static void style(Axis axis) {
    axis.setLabelFont(Look.TEXT);
    axis.setLabelPaint(Look.INK);
    axis.setTickLabelFont(Look.TEXT);
    axis.setTickLabelPaint(Look.INK);
    axis.setAxisLinePaint(Look.QUIET);
    axis.setTickMarkPaint(Look.QUIET);
  }
}
