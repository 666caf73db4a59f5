package io.github.numloss.report;

import io.github.numloss.io.AtomicFiles;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A drawing on white paper.
 *
 * @param name the name of its files, without the ending
 * @param width its width in points
 * @param height its height in points
 * @param drawing draws it
 */
record Picture(String name, int width, int height, Consumer<Graphics2D> drawing) {
  private static final int PNG_SCALE = 2;

  /** Replaces what file names can't hold, so that a data set may be a folder elsewhere. */
  Picture {
    name = name.replaceAll("[^A-Za-z0-9+._-]", "_");
  }

  /** Writes the drawing as PNG, two pixels a point. */
  Path write(Path folder) throws IOException {
    Path png = folder.resolve(name + ".png");
    BufferedImage image = image();
    AtomicFiles.writeFile(
        png,
        stream -> {
          try (ImageOutputStream output = new MemoryCacheImageOutputStream(stream)) {
            ImageIO.write(image, "png", output);
          }
        });
    return png;
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
