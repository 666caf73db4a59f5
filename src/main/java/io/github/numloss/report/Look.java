package io.github.numloss.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Colours, fonts and strokes that all figures share. Figures are drawn in the light colours alone;
 * a page turns those into the dark ones that are given beside them.
 */
final class Look {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1a1a1a);
  static final Color QUIET = new Color(0x595959);
  static final Color GRID = new Color(0xdddddd);
  static final Color HEAT = new Color(0x4d004b);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Stroke THIN = new BasicStroke(1);
  static final Stroke THICK = new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  /** Times that the palette is gone through, the second time darker, before colours come again. */
  private static final int ROUNDS = 2;

  /**
   * Okabe and Ito's palette (2008) as far as it stands out from white paper; in place of its
   * orange, sky blue and yellow a brown and an indigo, which the colour-blind tell from the others
   * too.
   */
  private static final List<Color> PALETTE =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0x6b4c00),
          new Color(0x4b2fb0));

  /** The palette's hues, light enough for dark paper. */
  private static final List<Color> DARK_PALETTE =
      List.of(
          new Color(0x4aa8e8),
          new Color(0xff8b47),
          new Color(0x35c99e),
          new Color(0xe8a3c9),
          new Color(0xf2d132),
          new Color(0x9d86ff));

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Look() {}

  /** Gives the colour of a plan's loss by its place; the first twelve have their own. */
  static Color color(int loss) {
    return color(PALETTE, loss);
  }

  private static Color color(List<Color> palette, int loss) {
    Color color = palette.get(loss % palette.size());
    return loss / palette.size() % ROUNDS == 0 ? color : color.darker();
  }

  /** Gives what each colour of a plan's figures becomes on dark paper. */
  static Map<Color, Color> dark(int losses) {
    Map<Color, Color> dark = new LinkedHashMap<>();
    dark.put(PAPER, new Color(0x16181d));
    dark.put(INK, new Color(0xe8eaed));
    dark.put(QUIET, new Color(0xa9afb9));
    dark.put(GRID, new Color(0x363b44));
    dark.put(HEAT, new Color(0xecc4f4));
    for (int loss = 0; loss < losses; loss++) {
      dark.put(color(loss), color(DARK_PALETTE, loss));
    }
    return dark;
  }

  /** Lets the paper shine through a colour. */
  static Color tint(Color color, double share) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * share));
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
