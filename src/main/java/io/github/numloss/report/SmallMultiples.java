package io.github.numloss.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Small square panels, three side by side, in parts by data and model. */
final class SmallMultiples {
  /** The points that a side of a panel has. */
  static final int SIDE = 168;

  private static final int COLUMNS = 3;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int ABOVE = 2 * Pen.LINE + 8;
  private static final int BELOW = 2 * Pen.LINE + 14;
  private static final int LABEL = 26;
  private static final int MARGIN = 8;

  /** Draws what a panel shows, whose upper left corner is there. */
  interface Drawing {
    void draw(Graphics2D graphics, double left, double top);
  }

  /**
   * A panel.
   *
   * @param title what it is of
   * @param note a number or two
   * @param drawing what it shows
   */
  record Panel(String title, String note, Drawing drawing) {}

  /**
   * The panels of data and a model.
   *
   * @param label what they are of
   * @param panels the panels
   */
  record Part(String label, List<Panel> panels) {
    private int height() {
      int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
      return LABEL + rows * (ABOVE + SIDE + BELOW);
    }
  }

  private SmallMultiples() {}

  /** Arranges panels whose horizontal axis goes from 0 to 1. */
  static Picture of(Heading heading, String horizontal, List<Part> parts) {
    int columns =
        Math.min(
            COLUMNS, parts.stream().mapToInt(part -> part.panels().size()).max().orElseThrow());
    return new Picture(
        heading,
        2 * MARGIN + Math.max(2, columns) * (LEFT + SIDE + RIGHT),
        2 * MARGIN + parts.stream().mapToInt(Part::height).sum(),
        graphics -> draw(graphics, horizontal, parts));
  }

  private static void draw(Graphics2D graphics, String horizontal, List<Part> parts) {
    Pen pen = new Pen(graphics);
    int top = MARGIN;
    for (Part part : parts) {
      pen.left(part.label(), Look.STRONG, Look.INK, MARGIN, top + LABEL / 2.0);
      for (int i = 0; i < part.panels().size(); i++) {
        int x = MARGIN + i % COLUMNS * (LEFT + SIDE + RIGHT) + LEFT;
        int y = top + LABEL + i / COLUMNS * (ABOVE + SIDE + BELOW) + ABOVE;
        draw(graphics, horizontal, part.panels().get(i), x, y);
      }
      top += part.height();
    }
  }

  private static void draw(Graphics2D graphics, String horizontal, Panel panel, int left, int top) {
    Pen pen = new Pen(graphics);
    String title = Look.fit(Look.STRONG, panel.title(), SIDE + RIGHT);
    pen.left(title, Look.STRONG, Look.INK, left, top - ABOVE + Pen.LINE / 2.0 + 2);
    pen.left(panel.note(), Look.TEXT, Look.QUIET, left, top - ABOVE + 1.5 * Pen.LINE + 2);
    graphics.setColor(Look.GRID);
    graphics.setStroke(Look.THIN);
    graphics.draw(new Rectangle2D.Double(left, top, SIDE, SIDE));
    for (double tick : new double[] {0, 0.5, 1}) {
      String text = Labels.number(tick);
      pen.center(text, Look.TEXT, Look.INK, left + tick * SIDE, top + SIDE + Pen.LINE / 2.0 + 3);
    }
    double middle = left + SIDE / 2.0;
    pen.center(horizontal, Look.TEXT, Look.INK, middle, top + SIDE + 1.5 * Pen.LINE + 4);
    panel.drawing().draw(graphics, left, top);
  }
}
