package io.github.numloss.report;

import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Comparison.Errors;
import io.github.numloss.experiment.Comparison.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be said of how a comparison came about. */
final class ComparisonText {
  private ComparisonText() {}

  /** Says what can be had without learning, what was left out, and how the plan was sized. */
  static List<String> sentences(ExperimentSummary summary) {
    Comparison comparison = summary.comparison();
    if (comparison == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    Errors median = comparison.baselines().median();
    Errors chance = comparison.baselines().chance();
    sentences.add(
        String.format(
            Locale.ROOT,
            "Without learning: to answer always with the median of what is learned has a mean absolute"
                + " error of %.4f and an error rate of %.2f %%; to answer at random, each class as"
                + " often as it is learned, %.4f and %.2f %% in expectation.",
            median.meanAbsoluteError(),
            100 * median.errorRate(),
            chance.meanAbsoluteError(),
            100 * chance.errorRate()));
    sentences.add(
        comparison.left().isEmpty()
            ? "No method was left out."
            : "%s left out, for want of time: %s."
                .formatted(
                    Family.count(comparison.left().size(), "method"),
                    String.join(", ", comparison.left())));
    Timing timing = comparison.timing();
    sentences.add(
        String.format(
            Locale.ROOT,
            "The plan was sized for %s minutes, %d trainings at a time: short trainings of %s with %s"
                + " took %.3g ms an example of an epoch and %.2g s besides, which makes about %.1f s"
                + " a training. Nothing later depends on the clock.",
            Labels.number(comparison.minutes()),
            comparison.sideBySide(),
            timing.model(),
            timing.loss(),
            1000 * timing.secondsAnExample(),
            timing.secondsBesides(),
            comparison.secondsATraining()));
    return sentences;
  }
}
