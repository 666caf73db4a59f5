package io.github.numloss.source;

import io.github.numloss.check.Check;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Images;
import io.github.numloss.io.AtomicFiles;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture of a data set: a row for each class, its value at the left, then its first images. */
public final class SampleSheet {
  private static final int SCALE = 2;
  private static final int GAP = 4;

  private final Examples images;
  private final int columns;
  private final int cellHeight;
  private final int cellWidth;

  private SampleSheet(Examples images, int columns) {
    this.images = images;
    this.columns = columns;
    this.cellHeight = images.images().height() * SCALE + GAP;
    this.cellWidth = images.images().width() * SCALE + GAP;
  }

  /**
   * Draws the picture. A class with fewer images leaves the rest of its row white.
   *
   * @param images where the images are taken from, in their order
   * @param columns images in a row, at least 1
   * @return the picture, two pixels wide and high for one of an image
   * @throws IllegalArgumentException if there are no columns
   */
  public static BufferedImage draw(Examples images, int columns) {
    Check.atLeast(1, "columns", columns);
    return new SampleSheet(images, columns).draw();
  }

  /**
   * Writes the picture as PNG.
   *
   * @param png the file, replaced if it exists
   * @param images where the images are taken from, in their order
   * @param columns images in a row, at least 1
   * @throws IllegalArgumentException if there are no columns
   * @throws IOException if it can't be written
   */
  public static void write(Path png, Examples images, int columns) throws IOException {
    BufferedImage picture = draw(images, columns);
    AtomicFiles.writeFile(
        png,
        stream -> {
          try (ImageOutputStream output = new MemoryCacheImageOutputStream(stream)) {
            ImageIO.write(picture, "png", output);
          }
        });
  }

  private BufferedImage draw() {
    int classes = images.classValues().count();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
    int left = widestLabel(font) + 3 * GAP;
    BufferedImage picture =
        new BufferedImage(left + columns * cellWidth, classes * cellHeight + GAP, kind());
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(font);
    FontMetrics metrics = graphics.getFontMetrics();
    for (int k = 0; k < classes; k++) {
      int middle = GAP + k * cellHeight + images.images().height() * SCALE / 2;
      int x = left - 2 * GAP - metrics.stringWidth(label(k));
      graphics.drawString(label(k), x, middle + (metrics.getAscent() - metrics.getDescent()) / 2);
    }
    graphics.dispose();
    drawImages(picture, left);
    return picture;
  }

  private int kind() {
    return images.images().channels() == 1
        ? BufferedImage.TYPE_BYTE_GRAY
        : BufferedImage.TYPE_INT_RGB;
  }

  private int widestLabel(Font font) {
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = scratch.createGraphics();
    FontMetrics metrics = graphics.getFontMetrics(font);
    int widest = 0;
    for (int k = 0; k < images.classValues().count(); k++) {
      widest = Math.max(widest, metrics.stringWidth(label(k)));
    }
    graphics.dispose();
    return widest;
  }

  private String label(int k) {
    return new BigDecimal(Float.toString(images.classValues().at(k)))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void drawImages(BufferedImage picture, int left) {
    int[] drawn = new int[images.classValues().count()];
    for (int i = 0; i < images.count(); i++) {
      int k = images.label(i);
      if (drawn[k] < columns) {
        drawImage(picture, i, left + drawn[k] * cellWidth, GAP + k * cellHeight);
        drawn[k]++;
      }
    }
  }

  private void drawImage(BufferedImage picture, int index, int left, int top) {
    Images source = images.images();
    byte[] pixels = source.bytes(index, 1);
    for (int y = 0; y < source.height() * SCALE; y++) {
      for (int x = 0; x < source.width() * SCALE; x++) {
        int pixel = y / SCALE * source.width() + x / SCALE;
        if (source.channels() == 1) {
          // Not by a colour, which Java would convert.
          picture.getRaster().setSample(left + x, top + y, 0, Byte.toUnsignedInt(pixels[pixel]));
        } else {
          picture.setRGB(left + x, top + y, source.rgb(pixels, pixel));
        }
      }
    }
  }
}
