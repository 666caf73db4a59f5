package io.github.numloss.report;

import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Comparison.Errors;
import io.github.numloss.measure.Measure;
import io.github.numloss.report.Grid.Entry;
import io.github.numloss.report.Grid.Part;
import io.github.numloss.report.Grid.Row;
import io.github.numloss.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table that the sentence of a {@link Choice} has its numbers from: what was chosen, the first
 * method, and what can be had without learning.
 */
final class ChoiceGrid {
  private final Choice choice;

  private ChoiceGrid(Choice choice) {
    this.choice = choice;
  }

  static Grid of(Choice choice, @Nullable Comparison comparison) {
    ChoiceGrid grid = new ChoiceGrid(choice);
    List<Row> rows = new ArrayList<>();
    PairedComparison pairs = choice.comparison();
    rows.add(grid.chosen(pairs));
    if (pairs != null) {
      rows.add(
          new Row(
              choice.baseline(),
              List.of(
                  Entry.plain(choice.baselineDecoder()),
                  grid.value(choice.baselineTest()),
                  Entry.NONE,
                  Entry.NONE,
                  Entry.NONE)));
    }
    if (comparison != null) {
      grid.unlearned("always the median", comparison.baselines().median(), rows);
      grid.unlearned("at random", comparison.baselines().chance(), rows);
    }
    return new Grid(
        "Chosen on what was held back: %s on the test".formatted(choice.measure().words()),
        List.of("decoder", choice.measure().words(), "difference", "95 % interval", "p"),
        List.of(new Part(choice.data(), choice.model(), rows)),
        List.of(note(pairs)));
  }

  private Row chosen(@Nullable PairedComparison pairs) {
    return new Row(
        choice.method(),
        List.of(
            Entry.plain(choice.decoder()),
            value(choice.test()),
            pairs == null ? Entry.NONE : Entry.plain(choice.signed(pairs.meanDifference())),
            pairs == null || pairs.confidenceLow() == null || pairs.confidenceHigh() == null
                ? Entry.NONE
                : Entry.plain(
                    choice.signed(pairs.confidenceLow())
                        + " … "
                        + choice.signed(pairs.confidenceHigh())),
            pairs == null
                ? Entry.NONE
                : Entry.plain(String.format(Locale.ROOT, "%.4f", pairs.decisiveP()))));
  }

  private Entry value(double value) {
    return Entry.plain(choice.measure().text(value));
  }

  private void unlearned(String name, Errors errors, List<Row> rows) {
    Double value = value(choice.measure(), errors);
    if (value != null) {
      rows.add(
          new Row(name, List.of(Entry.NONE, value(value), Entry.NONE, Entry.NONE, Entry.NONE)));
    }
  }

  /** Gives the measure of answers without learning, where it is one that was computed. */
  private static @Nullable Double value(Measure measure, Errors errors) {
    return switch (measure.name()) {
      case "errorRate" -> errors.errorRate();
      case "meanAbsoluteError" -> errors.meanAbsoluteError();
      default -> null;
    };
  }

  private static String note(@Nullable PairedComparison pairs) {
    if (pairs == null) {
      return "The first method was chosen itself.";
    }
    return pairs.resampledTestOverTraining() == null
        ? "Means over seeds. The interval is Student’s, for other seeds on the same test examples; p"
            + " is that of the sign-flip test in pairs by seed."
        : "Means over divisions of the data. The interval and p are those of a paired t test that"
            + " counts what the divisions share (Nadeau and Bengio 2003).";
  }
}
