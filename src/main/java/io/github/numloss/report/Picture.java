package io.github.numloss.report;

import io.github.numloss.io.AtomicFiles;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A drawing on white paper.
 *
 * @param heading what it is
 * @param width its width in points
 * @param height its height in points
 * @param drawing draws it
 */
record Picture(Heading heading, int width, int height, Consumer<Graphics2D> drawing) {
  private static final int PNG_SCALE = 2;

  /** Gives the same drawing under another heading. */
  Picture under(Heading other) {
    return new Picture(other, width, height, drawing);
  }

  /**
   * Gives each picture a name of its own, by a number where another one before it has the same; as
   * a file system sees them that doesn't tell capital letters apart.
   */
  static List<Picture> distinct(List<Picture> pictures) {
    Set<String> taken = new HashSet<>();
    List<Picture> distinct = new ArrayList<>();
    for (Picture picture : pictures) {
      String name = picture.heading().name();
      String free = name;
      for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
        free = name + "-" + number;
      }
      distinct.add(free.equals(name) ? picture : picture.under(picture.heading().named(free)));
    }
    return distinct;
  }

  /** Writes the drawing as an SVG file. */
  void writeSvg(Path file) throws IOException {
    byte[] bytes = svgFile(SvgWriter.write(this));
    AtomicFiles.writeFile(file, stream -> stream.write(bytes));
  }

  /** Gives the content of an SVG file. */
  static byte[] svgFile(String svg) {
    return (svg + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Gives the content of a PNG file, two pixels a point. */
  byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image(), "png", output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private BufferedImage image() {
    BufferedImage image =
        new BufferedImage(PNG_SCALE * width, PNG_SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(PNG_SCALE, PNG_SCALE);
    draw(graphics);
    graphics.dispose();
    return image;
  }

  void draw(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Look.PAPER);
    graphics.fillRect(0, 0, width, height);
    drawing.accept(graphics);
  }
}
