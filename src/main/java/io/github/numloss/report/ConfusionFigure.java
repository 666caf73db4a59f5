package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.measure.ConfusionMatrix;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A confusion matrix of mean counts over trials. The colours of the wrong decisions follow the
 * logarithm of 1 + count, up to the group's highest; the right ones are grey.
 */
final class ConfusionFigure {
  private static final int SIDE = 370;
  private static final int LEFT = 70;
  private static final int TOP = 52;
  private static final int RIGHT_MARGIN = 80;
  private static final int MOST_LABELS = 12;
  private static final Color CORRECT = Look.tint(Look.INK, 0.08);

  /** The share of the full colour from which the paper's colour is easier to read on it. */
  private static final double INVERTED = 0.55;

  private final String title;
  private final String note;
  private final ClassValues classValues;
  private final double[][] means;
  private final double highest;
  private final boolean whole;

  private ConfusionFigure(
      Group group, LossPlan loss, Collection<TrialResult> trials, double highest) {
    this.title = Look.fit(Look.STRONG, Labels.group(group), SIDE + RIGHT_MARGIN - 10);
    this.whole = trials.size() == 1;
    String mean =
        whole ? "1 trial" : String.format(Locale.ROOT, "mean of %d trials", trials.size());
    this.note = "%s: images, %s".formatted(loss.name(), mean);
    this.classValues = trials.iterator().next().data().classValues();
    this.means = means(trials);
    this.highest = highest;
  }

  /** Draws a matrix for each loss of each group. */
  static List<Picture> of(Results results) {
    List<Picture> pictures = new ArrayList<>();
    for (Group group : results.groups()) {
      double highest = 1;
      for (LossPlan loss : results.plan().losses()) {
        highest = Math.max(highest, mostWrong(means(results.of(group, loss).values())));
      }
      for (LossPlan loss : results.plan().losses()) {
        Collection<TrialResult> trials = results.of(group, loss).values();
        if (!trials.isEmpty()) {
          ConfusionFigure figure = new ConfusionFigure(group, loss, trials, highest);
          pictures.add(
              new Picture(
                  heading(group, loss), LEFT + SIDE + RIGHT_MARGIN, TOP + SIDE + 56, figure::draw));
        }
      }
    }
    return pictures;
  }

  private static Heading heading(Group group, LossPlan loss) {
    return new Heading(
        "confusion-%s-%s".formatted(group.label(), loss.name()),
        Section.CONFUSION,
        "Confusion matrix: %s, %s".formatted(Labels.group(group), loss.name()),
        ("How many test images of each true class value were decoded (%s) as each class value. The"
                + " diagonal is right; the farther a strong colour is from it, the more its"
                + " mistakes cost. All losses of a model and data set share one scale.")
            .formatted(Figures.DECODER));
  }

  /** Gives the mean counts, [true class][decoded class]; empty without trials. */
  static double[][] means(Collection<TrialResult> trials) {
    double[][] means = new double[0][];
    for (TrialResult trial : trials) {
      ConfusionMatrix confusion = Objects.requireNonNull(trial.confusion().get(Figures.DECODER));
      int[][] counts = confusion.counts();
      means = means.length == 0 ? new double[counts.length][counts.length] : means;
      for (int i = 0; i < counts.length; i++) {
        for (int j = 0; j < counts.length; j++) {
          means[i][j] += (double) counts[i][j] / trials.size();
        }
      }
    }
    return means;
  }

  private static double mostWrong(double[][] means) {
    double most = 0;
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < means.length; j++) {
        most = i == j ? most : Math.max(most, means[i][j]);
      }
    }
    return most;
  }

  private void draw(Graphics2D graphics) {
    Pen pen = new Pen(graphics);
    pen.left(title, Look.STRONG, Look.INK, LEFT, 16);
    pen.left(note, Look.TEXT, Look.QUIET, LEFT, 16 + Pen.LINE);
    double cell = (double) SIDE / means.length;
    int step = (means.length + MOST_LABELS - 1) / MOST_LABELS;
    for (int i = 0; i < means.length; i++) {
      double middle = (i + 0.5) * cell;
      if (i % step == 0) {
        String value = Labels.number(Double.parseDouble(Float.toString(classValues.at(i))));
        pen.right(value, Look.TEXT, Look.INK, LEFT - 8, TOP + middle);
        pen.center(value, Look.TEXT, Look.INK, LEFT + middle, TOP + SIDE + 14);
      }
      for (int j = 0; j < means.length; j++) {
        drawCell(graphics, i, j, cell);
      }
    }
    graphics.setColor(Look.QUIET);
    graphics.setStroke(Look.THIN);
    graphics.draw(new Rectangle2D.Double(LEFT - 1, TOP - 1, SIDE + 1, SIDE + 1));
    pen.center("decoded class value", Look.TEXT, Look.INK, LEFT + SIDE / 2.0, TOP + SIDE + 38);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2);
    pen.center("true class value", Look.TEXT, Look.INK, -TOP - SIDE / 2.0, 16);
    graphics.setTransform(upright);
    drawScale(graphics);
  }

  private void drawCell(Graphics2D graphics, int i, int j, double cell) {
    double share = i == j ? 0 : share(means[i][j]);
    double x = LEFT + j * cell;
    double y = TOP + i * cell;
    // Without a gap, the seams between colours that the paper shines through would be seen.
    double side = cell - Math.min(1, cell / 8);
    graphics.setColor(i == j ? CORRECT : Look.tint(Look.HEAT, share));
    graphics.fill(new Rectangle2D.Double(x, y, side, side));
    if (means[i][j] > 0) {
      String text = text(means[i][j]);
      Font font = Look.TEXT.deriveFont(12f);
      double fit = (cell - 4) / Look.width(font, text);
      if (fit * font.getSize() >= 8) {
        font = font.deriveFont((float) (12 * Math.min(1, fit)));
        Color ink = share >= INVERTED ? Look.PAPER : Look.INK;
        new Pen(graphics).center(text, font, ink, x + cell / 2, y + cell / 2);
      }
    }
  }

  private String text(double mean) {
    return String.format(Locale.ROOT, whole || mean >= 9.95 ? "%.0f" : "%.1f", mean);
  }

  /** Gives how much of the full colour a mean count has, 0 … 1. */
  private double share(double mean) {
    return Math.log1p(mean) / Math.log1p(highest);
  }

  private void drawScale(Graphics2D graphics) {
    double x = LEFT + SIDE + 18;
    Color none = Look.tint(Look.HEAT, 0);
    graphics.setPaint(new GradientPaint(0, TOP, Look.HEAT, 0, (float) TOP + SIDE, none));
    graphics.fill(new Rectangle2D.Double(x, TOP, 14, SIDE));
    graphics.setColor(Look.QUIET);
    graphics.draw(new Rectangle2D.Double(x, TOP, 14, SIDE));
    Pen pen = new Pen(graphics);
    pen.left("0", Look.TEXT, Look.INK, x + 20, TOP + SIDE);
    for (int exponent = 0; Math.pow(10, exponent) <= highest; exponent++) {
      double value = Math.pow(10, exponent);
      double y = TOP + SIDE * (1 - share(value));
      pen.left(Labels.number(value), Look.TEXT, Look.INK, x + 20, y);
    }
  }
}
