package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Predictions;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The worst mistakes of a group: a row for each of some trials, with the test images of the largest
 * absolute errors and, of equal ones, those that the network was surest of.
 */
final class MistakeFigure {
  private static final int COLUMNS = 8;
  private static final int SIDE = 84;
  private static final int GAP = 18;
  private static final int BARS = 32;
  private static final int TITLE = 26;
  private static final int SWATCH = 12;
  private static final int ROW = TITLE + SIDE + 2 * Pen.LINE + BARS + 26;
  private static final int MARGIN = 10;
  private static final int TOP = 34;

  private final Group group;
  private final Examples test;
  private final List<Row> rows;

  /**
   * A trial whose mistakes are shown.
   *
   * @param title what it is
   * @param color the colour of its loss
   * @param predictions its probabilities
   * @param absoluteErrors the absolute error of each test image
   */
  record Row(String title, Color color, Predictions predictions, float[] absoluteErrors) {
    /** Gives the test images with the worst mistakes, the worst first. */
    List<Integer> worst(ClassValues values) {
      return IntStream.range(0, absoluteErrors.length)
          .filter(image -> absoluteErrors[image] > 0)
          .boxed()
          .sorted(
              Comparator.<Integer>comparingDouble(image -> -absoluteErrors[image])
                  .thenComparing(image -> -predictions.at(image, decoded(image, values))))
          .limit(COLUMNS)
          .toList();
    }

    int decoded(int image, ClassValues values) {
      return new Argmax().decode(predictions, image, values);
    }
  }

  private MistakeFigure(Group group, Examples test, List<Row> rows) {
    this.group = group;
    this.test = test;
    this.rows = rows;
  }

  /** Draws rows of one group, whose test images these are. */
  static Picture of(Group group, Examples test, Section section, List<Row> rows) {
    Heading heading =
        new Heading(
            "mistakes-" + group.label(),
            section,
            "The worst mistakes: " + Labels.group(group),
            "Test images with the largest absolute errors, of equal ones those with the highest"
                + " probability of the wrong class. Above the bars: true value → decoded value and"
                + " the probabilities of both. Bars: the probability of each class, that of the"
                + " true one in the colour of the text.");
    return new Picture(
        heading,
        2 * MARGIN + COLUMNS * (SIDE + GAP) - GAP,
        TOP + rows.size() * ROW,
        new MistakeFigure(group, test, rows)::draw);
  }

  private void draw(Graphics2D graphics) {
    Pen pen = new Pen(graphics);
    pen.left(Labels.group(group), Look.STRONG, Look.INK, MARGIN, TOP / 2.0);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      int top = TOP + r * ROW;
      graphics.setColor(row.color());
      graphics.fill(new Rectangle2D.Double(MARGIN, top + (TITLE - SWATCH) / 2.0, SWATCH, SWATCH));
      pen.left(row.title(), Look.STRONG, Look.INK, MARGIN + SWATCH + 6, top + TITLE / 2.0);
      int left = MARGIN;
      for (int image : row.worst(test.classValues())) {
        drawMistake(graphics, row, image, left, top + TITLE);
        left += SIDE + GAP;
      }
    }
  }

  private void drawMistake(Graphics2D graphics, Row row, int image, int left, int top) {
    drawImage(graphics, image, left, top);
    ClassValues values = test.classValues();
    int trueClass = test.label(image);
    int decodedClass = row.decoded(image, values);
    Pen pen = new Pen(graphics);
    double middle = left + SIDE / 2.0;
    String decision = value(values, trueClass) + " → " + value(values, decodedClass);
    pen.center(decision, Look.STRONG, Look.INK, middle, top + SIDE + Pen.LINE / 2.0 + 2);
    String probabilities =
        String.format(
            Locale.ROOT,
            "%.2f → %.2f",
            row.predictions().at(image, trueClass),
            row.predictions().at(image, decodedClass));
    pen.center(probabilities, Look.TEXT, Look.QUIET, middle, top + SIDE + 1.5 * Pen.LINE + 1);
    drawBars(graphics, row, image, left, top + SIDE + 2 * Pen.LINE + 2);
  }

  /** Draws an image, of which a pixel becomes a square where there is room. */
  private void drawImage(Graphics2D graphics, int index, int left, int top) {
    Images images = test.images();
    int scale = Math.max(1, SIDE / Math.max(images.height(), images.width()));
    BufferedImage image =
        new BufferedImage(
            scale * images.width(),
            scale * images.height(),
            images.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    byte[] pixels = images.bytes(index, 1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = y / scale * images.width() + x / scale;
        if (images.channels() == 1) {
          image.getRaster().setSample(x, y, 0, Byte.toUnsignedInt(pixels[pixel]));
        } else {
          image.setRGB(x, y, images.rgb(pixels, pixel));
        }
      }
    }
    double fit = Math.min(1, (double) SIDE / Math.max(image.getHeight(), image.getWidth()));
    int width = (int) Math.round(fit * image.getWidth());
    int height = (int) Math.round(fit * image.getHeight());
    graphics.drawImage(image, left + (SIDE - width) / 2, top + SIDE - height, width, height, null);
  }

  private void drawBars(Graphics2D graphics, Row row, int image, int left, int top) {
    int classes = test.classValues().count();
    double width = (double) SIDE / classes;
    for (int k = 0; k < classes; k++) {
      double height = BARS * row.predictions().at(image, k);
      graphics.setColor(k == test.label(image) ? Look.INK : row.color());
      graphics.fill(
          new Rectangle2D.Double(
              left + k * width, top + BARS - height, Math.max(1, width - 1), height));
    }
    graphics.setColor(Look.QUIET);
    graphics.setStroke(Look.THIN);
    graphics.drawLine(left, top + BARS, left + SIDE, top + BARS);
  }

  private static String value(ClassValues values, int classIndex) {
    return Labels.number(Double.parseDouble(Float.toString(values.at(classIndex))));
  }
}
