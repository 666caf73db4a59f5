package io.github.numloss.report;

import io.github.numloss.report.ErrorBars.Measure;
import java.util.ArrayList;
import java.util.List;

/** All figures, in the order in which the page shows them. */
final class Figures {
  /** The decoder whose errors are shown. */
  static final String DECODER = "argmax";

  private Figures() {}

  /**
   * Gives the figures: differences (the claims), figure-3 (the losses), figure-4 (the networks),
   * figure-5 and figure-6 (how often each absolute error is made, in counts and rates),
   * learning-loss, learning-validation (if images were held back), and confusion-GROUP-LOSS (mean
   * counts). What has no trials is left out. Only where the paper has values to lay beside them do
   * the titles have its numbers. Equal results give equal figures on the same machine.
   */
  static List<Picture> of(Results results, ExperimentSummary summary) {
    List<Picture> pictures = new ArrayList<>();
    DifferenceFigure.of(results, summary).ifPresent(pictures::add);
    pictures.add(LossDiagram.of(results.plan()));
    pictures.add(ArchitectureDiagram.of(results));
    boolean besidePaper = summary.besidePaper();
    ErrorFigure.of(results, Measure.COUNT, besidePaper).ifPresent(pictures::add);
    ErrorFigure.of(results, Measure.RATE, besidePaper).ifPresent(pictures::add);
    LearningCurves.loss(results).ifPresent(pictures::add);
    LearningCurves.validation(results).ifPresent(pictures::add);
    pictures.addAll(ConfusionFigure.of(results));
    return besidePaper ? pictures : pictures.stream().map(Figures::unnumbered).toList();
  }

  private static Picture unnumbered(Picture picture) {
    return picture.under(picture.heading().unnumbered());
  }
}
