package io.github.numloss.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.List;

/** Draws text, labelled boxes and arrows. */
final class Pen {
  /** The height of a line of text. */
  static final int LINE = 18;

  private static final int HEAD = 7;

  private final Graphics2D graphics;

  Pen(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Writes a text to the right of a place, with its middle at that height. */
  void left(String text, Font font, Color color, double x, double middle) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, (float) x, (float) (middle + font.getSize() * 0.36));
  }

  /** Writes a text to the left of a place. */
  void right(String text, Font font, Color color, double x, double middle) {
    left(text, font, color, x - Look.width(font, text), middle);
  }

  /** Writes a text around a place. */
  void center(String text, Font font, Color color, double x, double middle) {
    left(text, font, color, x - Look.width(font, text) / 2.0, middle);
  }

  /** Draws a box with lines of text, the first one bold. */
  void box(Rectangle box, Color fill, Color edge, List<String> lines) {
    frame(box, fill, edge);
    double middle = box.getCenterY() - (lines.size() - 1) * LINE / 2.0;
    Font font = Look.STRONG;
    for (String line : lines) {
      center(line, font, Look.INK, box.getCenterX(), middle);
      middle += LINE;
      font = Look.TEXT;
    }
  }

  /** Draws an empty box. */
  void frame(Rectangle box, Color fill, Color edge) {
    graphics.setColor(fill);
    graphics.fillRoundRect(box.x, box.y, box.width, box.height, 8, 8);
    graphics.setColor(edge);
    graphics.setStroke(Look.THIN);
    graphics.drawRoundRect(box.x, box.y, box.width, box.height, 8, 8);
  }

  /** Draws an arrow through corners x, y, x, y, …; its last part is level or upright. */
  void arrow(int... corners) {
    int last = corners.length - 2;
    int dx = Integer.signum(corners[last] - corners[last - 2]);
    int dy = Integer.signum(corners[last + 1] - corners[last - 1]);
    Path2D line = new Path2D.Double();
    line.moveTo(corners[0], corners[1]);
    for (int i = 2; i < last; i += 2) {
      line.lineTo(corners[i], corners[i + 1]);
    }
    line.lineTo(corners[last] - dx * HEAD, corners[last + 1] - dy * HEAD);
    graphics.setColor(Look.QUIET);
    graphics.setStroke(Look.THIN);
    graphics.draw(line);
    Path2D head = new Path2D.Double();
    head.moveTo(corners[last], corners[last + 1]);
    head.lineTo(corners[last] - dx * HEAD + dy * 4, corners[last + 1] - dy * HEAD + dx * 4);
    head.lineTo(corners[last] - dx * HEAD - dy * 4, corners[last + 1] - dy * HEAD - dx * 4);
    head.closePath();
    graphics.fill(head);
  }
}
