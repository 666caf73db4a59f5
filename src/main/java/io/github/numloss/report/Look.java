package io.github.numloss.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.util.List;

/** Colours, fonts and strokes that all figures share. */
final class Look {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x222222);
  static final Color QUIET = new Color(0x595959);
  static final Color GRID = new Color(0xdddddd);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Stroke THIN = new BasicStroke(1);
  static final Stroke THICK = new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  /** Okabe and Ito's palette (2008) without yellow and black, which white paper and text have. */
  private static final List<Color> PALETTE =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9));

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Look() {}

  /** Gives the colour of a plan's loss by its place; each round of the palette is darker. */
  static Color color(int loss) {
    Color color = PALETTE.get(loss % PALETTE.size());
    for (int round = 0; round < loss / PALETTE.size(); round++) {
      color = color.darker();
    }
    return color;
  }

  /** Mixes a colour with white. */
  static Color tint(Color color, double share) {
    return new Color(
        mix(color.getRed(), share), mix(color.getGreen(), share), mix(color.getBlue(), share));
  }

  private static int mix(int channel, double share) {
    return (int) Math.round(255 + share * (channel - 255));
  }

  /** Cuts the middle out of a text that is wider than there is room. */
  static String fit(Font font, String text, int room) {
    String fitted = text;
    for (int kept = text.length() - 1; kept > 1 && width(font, fitted) > room; kept--) {
      fitted = text.substring(0, (kept + 1) / 2) + "…" + text.substring(text.length() - kept / 2);
    }
    return fitted;
  }

  /** Measures a text's width in points. */
  static int width(Font font, String text) {
    return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
  }
}
