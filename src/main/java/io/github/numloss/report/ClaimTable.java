package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Tables.Table;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.ReportedDifference;
import io.github.numloss.statistics.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comparison of the losses as text: a row a claim that could be tested. */
final class ClaimTable {
  private static final String NONE = "-";

  private ClaimTable() {}

  static Table of(ExperimentSummary summary) {
    List<Map<String, String>> rows =
        summary.claims().stream()
            .filter(claim -> claim.comparison() != null)
            .map(claim -> row(summary, claim))
            .toList();
    return new Table(
        "Differences: " + losses(summary) + ", in pairs by seed",
        List.copyOf(rows.get(0).keySet()),
        rows.stream().map(row -> List.copyOf(row.values())).toList(),
        notes(summary));
  }

  private static String losses(ExperimentSummary summary) {
    List<String> proposed = summary.claims().stream().map(Claim::proposed).distinct().toList();
    String baseline = " against " + summary.claims().get(0).baseline();
    return Crowd.isOne(proposed.size() + 1)
        ? Family.count(proposed.size(), "method") + baseline
        : proposed.stream().map(name -> name + baseline).collect(Collectors.joining(", "));
  }

  private static List<String> notes(ExperimentSummary summary) {
    List<String> notes = new ArrayList<>(summary.familyOfClaims().sentences());
    if (summary.hasReported()) {
      notes.add(
          "%s: the interval of ours − reported lies above 0 (Welch 1947, Satterthwaite 1946), the"
                  .formatted(Verdict.SMALLER_THAN_REPORTED.words(true))
              + " spread of the paper's trials included.");
    }
    return notes;
  }

  private static Map<String, String> row(ExperimentSummary summary, Claim claim) {
    PairedComparison comparison = Objects.requireNonNull(claim.comparison());
    Map<String, String> row = new LinkedHashMap<>();
    row.put("model", claim.model());
    row.put("data", claim.data());
    if (summary.severalProposed()) {
      row.put("loss", claim.proposed());
    }
    row.put("measure", claim.criterion().measure().name());
    if (!summary.criteria().stream().allMatch(Criterion::isOfArgmax)) {
      String decoder = claim.criterion().decoder();
      row.put("decoder", decoder == null ? NONE : decoder);
    }
    row.put("pairs", Integer.toString(comparison.pairs()));
    row.put("difference", number("%+.5f", comparison.meanDifference()));
    row.put("other seeds, 95 %", interval(comparison.confidenceLow(), comparison.confidenceHigh()));
    if (summary.hasReported()) {
      ReportedDifference reported = claim.reported();
      row.put("reported", reported == null ? NONE : number("%+.5f", reported.difference()));
      row.put(
          "ours − reported, 95 %",
          reported == null ? NONE : interval(reported.confidenceLow(), reported.confidenceHigh()));
    }
    row.put("d_z", number("%+.2f", comparison.cohenDz()));
    row.put("t test p", number("%.4f", comparison.tTestP()));
    row.put("sign-flip p", number("%.4f", comparison.signFlipP()));
    row.put("Holm p", number("%.4f", claim.adjustedP()));
    if (summary.familyOfClaims().equivalences() > 0) {
      row.put("less than matters, Holm p", number("%.4f", claim.equivalenceAdjustedP()));
    }
    row.put("verdict", claim.words());
    return row;
  }

  private static String interval(@Nullable Double low, @Nullable Double high) {
    return low == null ? NONE : number("%+.5f", low) + " … " + number("%+.5f", high);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, format, value);
  }
}
