package io.github.numloss.report;

import io.github.numloss.report.ErrorBars.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The paper's figures 3 to 6, learning curves and confusion matrices. */
public final class Figures {
  /** The decoder whose errors are shown. */
  static final String DECODER = "argmax";

  private Figures() {}

  /**
   * Draws the figures, each as PNG with two pixels a point: figure-3 (the losses), figure-4 (the
   * networks), figure-5 and figure-6 (how often each absolute error is made, in counts and rates),
   * learning-loss, learning-validation (if images were held back), and confusion-GROUP-LOSS (mean
   * counts). What has no trials is left out. Equal results give equal bytes on the same machine.
   *
   * @param results the trials, at least one
   * @param folder where to write, made if need be; files of these names are replaced
   * @return the files in that order
   * @throws IOException if a file can't be written
   */
  public static List<Path> write(Results results, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Picture picture : pictures(results)) {
      files.add(picture.write(folder));
    }
    return files;
  }

  static List<Picture> pictures(Results results) {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(LossDiagram.of("figure-3", results.plan()));
    pictures.add(ArchitectureDiagram.of("figure-4", results));
    ErrorFigure.of("figure-5", results, Measure.COUNT).ifPresent(pictures::add);
    ErrorFigure.of("figure-6", results, Measure.RATE).ifPresent(pictures::add);
    LearningCurves.loss("learning-loss", results).ifPresent(pictures::add);
    LearningCurves.validation("learning-validation", results).ifPresent(pictures::add);
    pictures.addAll(ConfusionFigure.of(results));
    return pictures;
  }
}
