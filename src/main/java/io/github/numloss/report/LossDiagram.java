package io.github.numloss.report;

import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.NumericLoss;
import io.github.numloss.report.Heading.Section;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.Collectors;

/** Figure 3: the model and its losses, with the plan's weights. */
final class LossDiagram {
  private static final Heading HEADING =
      new Heading(
          "figure-3",
          Section.FIGURES,
          "Figure 3: the model and its losses",
          "From an image to the number that training makes small. The colour of a loss is the same"
              + " in all figures.");
  private static final int WIDTH = 620;
  private static final Rectangle IMAGE = new Rectangle(20, 20, 120, 64);
  private static final Rectangle NETWORK = new Rectangle(190, 20, 180, 64);
  private static final Rectangle PROBABILITIES = new Rectangle(420, 20, 180, 64);
  private static final Rectangle IDENTIFICATION = new Rectangle(20, 136, 270, 64);
  private static final Rectangle NUMERIC = new Rectangle(330, 136, 270, 64);
  private static final Rectangle SUM = new Rectangle(140, 252, 340, 50);
  private static final int NOTES = 322;

  private final Plan plan;

  private LossDiagram(Plan plan) {
    this.plan = plan;
  }

  /** Tells whether the losses are few, and made of those that the diagram has. */
  static boolean canShow(Plan plan) {
    return !Crowd.isOne(plan.losses().size()) && plan.losses().stream().allMatch(Labels::isOfPaper);
  }

  /** Draws the diagram. */
  static Picture of(Plan plan) {
    int lines = plan.losses().size() + 1;
    return new Picture(
        HEADING,
        WIDTH,
        NOTES + lines * Pen.LINE + 10,
        graphics -> new LossDiagram(plan).draw(graphics));
  }

  private void draw(Graphics2D graphics) {
    Pen pen = new Pen(graphics);
    String models =
        plan.models().stream().map(model -> model.name()).collect(Collectors.joining(", "));
    pen.box(IMAGE, Look.PAPER, Look.QUIET, List.of("image"));
    pen.box(NETWORK, Look.PAPER, Look.QUIET, List.of("network", models));
    pen.box(
        PROBABILITIES, Look.PAPER, Look.QUIET, List.of("probabilities p", "softmax of the logits"));
    box(pen, IDENTIFICATION, CrossEntropy.class, "cross-entropy L1", "− Σ t · log p");
    box(pen, NUMERIC, NumericLoss.class, "numeric loss L2", "α · | t·v − p·v |");
    box(pen, SUM, CombinedLoss.class, "L = β · L1 + (1 − β) · L2");
    drawArrows(pen);
    int middle = NOTES + Pen.LINE / 2;
    for (int i = 0; i < plan.losses().size(); i++) {
      LossPlan loss = plan.losses().get(i);
      graphics.setColor(Look.color(i));
      graphics.fillRect(20, middle - 6, 12, 12);
      pen.left(loss.name() + ": " + Labels.formula(loss), Look.TEXT, Look.INK, 40, middle);
      middle += Pen.LINE;
    }
    pen.left(
        "t: one-hot truth; v: class values; means over the batch",
        Look.TEXT,
        Look.QUIET,
        20,
        middle + 4);
  }

  /** Draws a box in the colour of the plan's first loss of a kind. */
  private void box(Pen pen, Rectangle place, Class<?> kind, String... lines) {
    Color color = Look.QUIET;
    for (int i = plan.losses().size() - 1; i >= 0; i--) {
      color = kind.isInstance(plan.losses().get(i).loss()) ? Look.color(i) : color;
    }
    boolean planned = !color.equals(Look.QUIET);
    pen.box(place, planned ? Look.tint(color, 0.15) : Look.PAPER, color, List.of(lines));
  }

  private static void drawArrows(Pen pen) {
    int middle = 52;
    pen.arrow(140, middle, 190, middle);
    pen.arrow(370, middle, 420, middle);
    pen.arrow(510, 84, 510, 136);
    pen.arrow(510, 110, 155, 110, 155, 136);
    pen.arrow(155, 200, 155, 226, 230, 226, 230, 252);
    pen.arrow(465, 200, 465, 226, 390, 226, 390, 252);
    pen.right("× β", Look.TEXT, Look.INK, 147, 216);
    pen.left("× (1 − β)", Look.TEXT, Look.INK, 473, 216);
  }
}
