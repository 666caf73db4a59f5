package io.github.numloss.report;

import io.github.numloss.data.Examples;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.source.SampleSheet;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Figures 1 and 2 of the paper: a row for each class, with its first images. */
final class SampleFigure {
  private static final int COLUMNS = 10;
  private static final int TOP = 30;
  private static final int MARGIN = 10;

  private SampleFigure() {}

  static Picture of(Examples images, String title, Section section) {
    BufferedImage sheet = SampleSheet.draw(images, COLUMNS);
    Heading heading =
        new Heading(
            "samples-" + images.dataset(),
            section,
            "Images of " + title,
            String.format(
                Locale.ROOT,
                "The first %d images of each class; the number that it stands for is at the left.",
                COLUMNS));
    return new Picture(
        heading,
        sheet.getWidth() + 2 * MARGIN,
        TOP + sheet.getHeight() + MARGIN,
        graphics -> {
          new Pen(graphics).left(title, Look.STRONG, Look.INK, MARGIN, TOP / 2.0);
          graphics.drawImage(sheet, MARGIN, TOP, null);
        });
  }
}
