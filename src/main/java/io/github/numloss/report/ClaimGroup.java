package io.github.numloss.report;

import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.statistics.DifferenceInterval;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.ReportedDifference;
import io.github.numloss.statistics.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The claims about a measure, as the page's table of claims shows them.
 *
 * @param measure the measure with its unit
 * @param rows the claims
 */
record ClaimGroup(String measure, List<Row> rows) {
  /** A claim in words. */
  record Row(
      String label,
      String verdict,
      String words,
      String mark,
      String difference,
      String interval,
      String seedsAndImages,
      String reported,
      String excess,
      String adjustedP,
      int pairs) {
    private static final String NONE = "–";

    private static Row of(ExperimentSummary summary, Claim claim) {
      MeasureText text = MeasureText.of(summary, claim.criterion());
      PairedComparison comparison = claim.comparison();
      ReportedDifference reported = claim.reported();
      return new Row(
          Labels.claim(summary, claim),
          claim.verdict().toString(),
          claim.words(),
          mark(claim.verdict()),
          comparison == null ? NONE : text.difference(comparison.meanDifference()),
          comparison == null
              ? NONE
              : interval(text, comparison.confidenceLow(), comparison.confidenceHigh()),
          seedsAndImages(text, claim),
          reported == null ? NONE : text.difference(reported.difference()),
          reported == null
              ? NONE
              : interval(text, reported.confidenceLow(), reported.confidenceHigh()),
          claim.adjustedP() == null ? NONE : String.format(Locale.ROOT, "%.4f", claim.adjustedP()),
          claim.seeds().size());
    }

    private static String interval(MeasureText text, @Nullable Double low, @Nullable Double high) {
      return low == null || high == null ? NONE : text.interval(low, high);
    }

    /** Gives the interval for other seeds and images, or why there is none. */
    private static String seedsAndImages(MeasureText text, Claim claim) {
      DifferenceInterval interval = claim.interval();
      if (interval == null) {
        return claim.isOfErrors()
            ? "none: it takes each trial’s errors.npy, of the same test images, all of which count"
                + " the same"
            : "none: it takes errors by argmax";
      }
      return interval.reason() == null
          ? interval(text, interval.low(), interval.high())
          : "none: " + interval.reason();
    }

    /** Gives a sign that tells verdicts apart without colour. */
    private static String mark(Verdict verdict) {
      return switch (verdict) {
        case REPLICATED -> "✓";
        case CONTRADICTED -> "✗";
        case SMALLER_THAN_REPORTED -> "<";
        case EQUIVALENT -> "=";
        case UNDECIDED -> "○";
        case NOT_CLAIMED -> "–";
      };
    }
  }

  /** Groups the claims; empty if there are none. */
  static List<ClaimGroup> of(ExperimentSummary summary) {
    return summary.criteria().stream()
        .map(
            criterion ->
                new ClaimGroup(
                    MeasureText.of(summary, criterion).title(),
                    summary.claims().stream()
                        .filter(claim -> claim.criterion().equals(criterion))
                        .map(claim -> Row.of(summary, claim))
                        .toList()))
        .toList();
  }
}
