package io.github.numloss.report;

import io.github.numloss.head.Softmax;
import io.github.numloss.report.ErrorBars.Measure;
import java.util.ArrayList;
import java.util.List;

/** All figures, in the order in which the page shows them. */
final class Figures {
  /** The decoder whose errors are shown. */
  static final String DECODER = "argmax";

  private Figures() {}

  /**
   * Gives the figures: differences (the claims; of many methods differences-GROUP-MEASURE-DECODER),
   * ranks-GROUP, figure-3 (the losses, if they are the paper's kinds), figure-4 (the networks),
   * figure-5 and figure-6 (how often each absolute error is made, in counts and rates), reliability
   * and pit (of the probabilities), learning-loss, learning-validation (if images were held back),
   * and confusion-GROUP-LOSS (mean counts). What has no trials is left out, and of many methods
   * what {@link Crowd} does not show. Only where the paper has values to lay beside them do the
   * titles have its numbers. Equal results give equal figures on the same machine.
   */
  static List<Picture> of(Results results, ExperimentSummary summary) {
    List<Picture> pictures = new ArrayList<>(DifferenceFigure.of(results, summary));
    pictures.addAll(RankFigure.of(summary));
    boolean besidePaper = summary.besidePaper();
    Results shown = results.ofLosses(Crowd.shown(results, summary));
    if (LossDiagram.canShow(results.plan())) {
      pictures.add(LossDiagram.of(results.plan()));
    }
    pictures.add(networks(results));
    ErrorFigure.of(shown, Measure.COUNT, besidePaper).ifPresent(pictures::add);
    ErrorFigure.of(shown, Measure.RATE, besidePaper).ifPresent(pictures::add);
    CalibrationFigures.reliability(shown).ifPresent(pictures::add);
    CalibrationFigures.pit(shown).ifPresent(pictures::add);
    LearningCurves.loss(shown).ifPresent(pictures::add);
    LearningCurves.validation(shown).ifPresent(pictures::add);
    pictures.addAll(ConfusionFigure.of(shown));
    return besidePaper ? pictures : pictures.stream().map(Figures::unnumbered).toList();
  }

  /** Draws the networks, and says what their ends are if they differ. */
  private static Picture networks(Results results) {
    Picture networks = ArchitectureDiagram.of(results);
    boolean heads =
        results.plan().losses().stream().anyMatch(loss -> !(loss.head() instanceof Softmax));
    Heading heading = networks.heading();
    return heads
        ? networks.under(
            new Heading(
                heading.name(),
                heading.section(),
                heading.title(),
                heading.caption()
                    + " The last box is the head, which makes probabilities of the outputs; networks"
                    + " that are alike but for it are drawn once, with the names of their heads."))
        : networks;
  }

  private static Picture unnumbered(Picture picture) {
    return picture.under(picture.heading().unnumbered());
  }
}
