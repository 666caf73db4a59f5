package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import io.github.numloss.report.Grid.Entry;
import io.github.numloss.report.Grid.Part;
import io.github.numloss.report.Grid.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of methods: how they stand by what matters, by each decoder, and what they cost. */
final class MethodGrids {
  /** What is shown beside the family, as far as it was measured. */
  private static final List<String> MAIN =
      List.of(
          "errorRate",
          "meanAbsoluteError",
          "rootMeanSquaredError",
          "quadraticWeightedKappa",
          "logLoss",
          "crps",
          "brier",
          "expectedCalibrationError");

  /** What is shown by each decoder. */
  private static final List<String> BY_DECODER =
      List.of("meanAbsoluteError", "rootMeanSquaredError", "errorRate", "quadraticWeightedKappa");

  private MethodGrids() {}

  /** Gives the criteria of the first table: the family, and what people look for beside it. */
  static List<Criterion> main(ExperimentSummary summary) {
    List<Criterion> main = new ArrayList<>(summary.criteria());
    for (String name : MAIN) {
      Optional<Measure> measure = Measures.find(name);
      if (measure.isPresent() && main.stream().noneMatch(c -> c.measure() == measure.get())) {
        main.add(Criterion.of(name, null));
      }
    }
    return main.stream().filter(criterion -> isMeasured(summary, criterion)).toList();
  }

  private static boolean isMeasured(ExperimentSummary summary, Criterion criterion) {
    return summary.rankings().stream().anyMatch(ranking -> ranking.criterion().equals(criterion));
  }

  /** Lays out mean, spread and average rank; nothing for a plan of one or two methods. */
  static Optional<Grid> methods(ExperimentSummary summary) {
    if (!summary.severalProposed()) {
      return Optional.empty();
    }
    return Optional.of(
        grid(
            summary,
            "Methods: mean ± standard deviation over seeds (average rank)",
            main(summary),
            criterion -> MeasureText.of(criterion).title(),
            true));
  }

  /** Lays out what was chosen beside the first method and what can be had without learning. */
  static List<Grid> choices(ExperimentSummary summary) {
    return summary.choices().stream()
        .map(choice -> ChoiceGrid.of(choice, summary.comparison()))
        .toList();
  }

  /** Gives the measures that are shown by each decoder. */
  static List<Measure> byDecoder(ExperimentSummary summary) {
    return BY_DECODER.stream()
        .flatMap(name -> Measures.find(name).stream())
        .filter(
            measure ->
                summary.rankings().stream()
                    .anyMatch(ranking -> ranking.criterion().measure() == measure))
        .toList();
  }

  /** Lays out each measure that answers of several decoders have. */
  static List<Grid> decoders(ExperimentSummary summary) {
    List<Grid> grids = new ArrayList<>();
    for (Measure measure : byDecoder(summary)) {
      List<Criterion> criteria =
          Criterion.all().stream()
              .filter(criterion -> criterion.measure() == measure)
              .filter(criterion -> isMeasured(summary, criterion))
              .toList();
      if (criteria.size() > 1) {
        String unit = measure.unit() == Measure.Unit.SHARE ? ", %" : "";
        grids.add(
            grid(
                summary,
                "By decoder: %s%s; mean ± standard deviation".formatted(measure.words(), unit),
                criteria,
                criterion -> String.valueOf(criterion.decoder()),
                false));
      }
    }
    return grids;
  }

  /** Names a column. */
  private interface Heading {
    String of(Criterion criterion);
  }

  private static Grid grid(
      ExperimentSummary summary,
      String title,
      List<Criterion> criteria,
      Heading heading,
      boolean ranks) {
    List<Part> parts = new ArrayList<>();
    for (Ranking group : summary.groups()) {
      List<Row> rows = new ArrayList<>();
      for (String loss : summary.losses(group)) {
        List<Entry> row = new ArrayList<>();
        for (Criterion criterion : criteria) {
          row.add(
              summary
                  .ranking(group.data(), group.model(), criterion)
                  .flatMap(ranking -> entry(ranking, loss, ranks))
                  .orElse(Entry.NONE));
        }
        rows.add(new Row(loss, row));
      }
      parts.add(new Part(group.data(), group.model(), rows));
    }
    return new Grid(title, criteria.stream().map(heading::of).toList(), parts, List.of());
  }

  private static Optional<Entry> entry(Ranking ranking, String loss, boolean ranks) {
    return ranking
        .method(loss)
        .map(
            method ->
                new Entry(
                    MeasureText.of(ranking.criterion()).value(method.summary().mean()),
                    MeasureText.of(ranking.criterion())
                        .spread(method.summary().standardDeviation()),
                    ranks && method.averageRank() != null
                        ? String.format(Locale.ROOT, "%.1f", method.averageRank())
                        : "",
                    ranking.bestFirst().get(0).summary().mean() == method.summary().mean()));
  }

  /** Lays out what training took; nothing if there is nothing to compare. */
  static Optional<Grid> costs(ExperimentSummary summary) {
    if (summary.claims().isEmpty() || summary.costs().isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    for (Ranking group : summary.groups()) {
      parts.add(
          new Part(
              group.data(),
              group.model(),
              summary.costs().stream()
                  .filter(cost -> group.isOf(cost.data(), cost.model()))
                  .map(MethodGrids::row)
                  .toList()));
    }
    return Optional.of(
        new Grid(
            "Cost of training",
            List.of("trials", "seconds an epoch", "× the first method’s", "seconds in all"),
            parts,
            List.of(
                "Seconds an epoch: the median over all epochs. × the first method’s: the median over"
                    + " seeds of the quotient of two trials’ medians. As the trials ran, on what their"
                    + " provenance names; trials side by side slow each other down.")));
  }

  private static Row row(Cost cost) {
    return new Row(
        cost.loss(),
        List.of(
            plain("%.0f", (double) cost.trials()),
            plain("%.3g", cost.secondsAnEpoch()),
            cost.timesBaseline() == null ? Entry.NONE : plain("%.2f", cost.timesBaseline()),
            plain("%.0f", cost.seconds())));
  }

  private static Entry plain(String format, double value) {
    return Entry.plain(String.format(Locale.ROOT, format, value));
  }
}
