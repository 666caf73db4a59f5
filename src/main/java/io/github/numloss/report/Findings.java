package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What trials of three methods or more show, in words that a reader can quote. Only what the tests
 * of the family decide is called better or worse; means are called means.
 */
final class Findings {
  private static final int MOST_NAMES = 8;

  private final ExperimentSummary summary;
  private final String baseline;

  /**
   * A question and its answer.
   *
   * @param question the question
   * @param answer a sentence that answers it
   * @param details sentences that say more, one by one
   */
  record Finding(String question, String answer, List<String> details) {}

  private Findings(ExperimentSummary summary) {
    this.summary = summary;
    this.baseline = summary.claims().get(0).baseline();
  }

  /** Answers; without a choice empty for a plan of one or two methods. */
  static List<Finding> of(ExperimentSummary summary) {
    List<Finding> all = new ArrayList<>();
    for (Choice choice : summary.choices()) {
      all.add(
          new Finding(
              "Which method and decoder to use?",
              choice.sentence(),
              ComparisonText.sentences(summary)));
    }
    all.addAll(besideChoices(summary));
    return all;
  }

  /** Answers all but what to use. */
  static List<Finding> besideChoices(ExperimentSummary summary) {
    List<Finding> all = new ArrayList<>();
    if (!summary.severalProposed()) {
      return all;
    }
    Findings findings = new Findings(summary);
    findings
        .tested(
            "Does any method beat %s when both are decoded alike?",
            claim -> claim.criterion().decoder() != null)
        .ifPresent(all::add);
    findings
        .tested(
            "Does any method give better probabilities than %s?",
            claim -> claim.criterion().decoder() == null)
        .ifPresent(all::add);
    for (Series series : summary.series()) {
      all.add(findings.ofSeries(series));
    }
    DecoderFindings.of(summary, baseline(summary)).forEach(all::add);
    findings.cost().ifPresent(all::add);
    return all;
  }

  /**
   * Lays the answers out for a terminal.
   *
   * @return a paragraph a question; empty for a plan of one or two methods
   */
  static String text(ExperimentSummary summary) {
    return of(summary).stream()
        .map(finding -> lines("\n", finding, "\n%s\n", "  %s\n"))
        .collect(Collectors.joining());
  }

  /** Lays the answers out as Markdown. */
  static String markdown(ExperimentSummary summary) {
    return of(summary).stream()
        .map(finding -> lines("\n### ", finding, "\n\n%s\n\n", "- %s\n"))
        .collect(Collectors.joining());
  }

  private static String lines(String start, Finding finding, String answer, String detail) {
    return start
        + finding.question()
        + answer.formatted(finding.answer())
        + finding.details().stream().map(detail::formatted).collect(Collectors.joining());
  }

  private static String baseline(ExperimentSummary summary) {
    return summary.claims().get(0).baseline();
  }

  private Optional<Finding> tested(String question, Predicate<Claim> which) {
    List<Claim> claims = summary.claims().stream().filter(which).toList();
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    List<String> details = new ArrayList<>();
    for (Criterion criterion : claims.stream().map(Claim::criterion).distinct().toList()) {
      for (Ranking group : summary.groups()) {
        List<Claim> some =
            claims.stream()
                .filter(claim -> claim.criterion().equals(criterion))
                .filter(claim -> group.isOf(claim.data(), claim.model()))
                .toList();
        if (!some.isEmpty()) {
          details.add(sentence(criterion, group, some));
        }
      }
    }
    return Optional.of(new Finding(question.formatted(baseline), answer(claims), details));
  }

  private String answer(List<Claim> claims) {
    List<String> methods = claims.stream().map(Claim::proposed).distinct().toList();
    List<String> better = names(claims.stream().filter(claim -> claim.isDecided(true)).toList());
    if (!better.isEmpty()) {
      return "Yes: %s of %s beat it by at least one measure of the family: %s."
          .formatted(better.size(), Family.count(methods.size(), "method"), list(better));
    }
    boolean open = claims.stream().anyMatch(claim -> claim.verdict() == Verdict.UNDECIDED);
    return summary.familyOfClaims().decidesNothing()
        ? "So few seeds can't tell. " + summary.familyOfClaims().limits()
        : "None of %s was shown to, by any measure of the family.%s"
            .formatted(
                Family.count(methods.size(), "method"),
                open ? " Undecided is not the same as equal." : "");
  }

  private String sentence(Criterion criterion, Ranking group, List<Claim> claims) {
    List<Claim> better = sorted(claims.stream().filter(claim -> claim.isDecided(true)));
    List<Claim> worse = sorted(claims.stream().filter(claim -> claim.isDecided(false)));
    List<Claim> same =
        claims.stream().filter(claim -> claim.verdict() == Verdict.EQUIVALENT).toList();
    int missing = (int) claims.stream().filter(claim -> claim.comparison() == null).count();
    int rest = claims.size() - better.size() - worse.size() - same.size() - missing;
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s of %s %s better than %s%s"
            .formatted(
                better.isEmpty() ? "none" : better.size(),
                Family.count(claims.size(), "method"),
                better.size() == 1 ? "is" : "are",
                baseline,
                listed(better)));
    if (!worse.isEmpty()) {
      parts.add("%s worse%s".formatted(worse.size(), listed(worse)));
    }
    if (!same.isEmpty()) {
      parts.add("%s practically the same (%s)".formatted(same.size(), list(names(same))));
    }
    if (rest > 0) {
      parts.add("%s undecided".formatted(rest));
    }
    if (missing > 0) {
      parts.add("%s not run yet".formatted(missing));
    }
    return "By %s%s, %s.".formatted(criterion.words(), in(group), String.join(", ", parts));
  }

  private static List<Claim> sorted(Stream<Claim> claims) {
    return claims.sorted(Comparator.comparingDouble(Claim::change)).toList();
  }

  /** Lists names with the range of their p values; nothing for none. */
  private static String listed(List<Claim> claims) {
    if (claims.isEmpty()) {
      return "";
    }
    double least = claims.stream().mapToDouble(Claim::adjustedP).min().orElseThrow();
    double most = claims.stream().mapToDouble(Claim::adjustedP).max().orElseThrow();
    return " (Holm p %s: %s)"
        .formatted(
            p(least).equals(p(most)) ? p(least) : p(least) + " to " + p(most), list(names(claims)));
  }

  private static String p(double p) {
    return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static List<String> names(List<Claim> claims) {
    return claims.stream().map(Claim::proposed).distinct().toList();
  }

  static String list(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and %s more".formatted(names.size() - MOST_NAMES);
  }

  private String in(Ranking group) {
    return in(summary, group);
  }

  static String in(ExperimentSummary summary, Ranking group) {
    return summary.groups().size() == 1
        ? ""
        : " with %s on %s".formatted(group.model(), group.data());
  }

  private Finding ofSeries(Series series) {
    List<String> details = new ArrayList<>();
    int beating = 0;
    int compared = 0;
    for (Series.Member member : series.members()) {
      if (member.loss().equals(baseline)) {
        continue;
      }
      compared++;
      boolean beats = false;
      for (Ranking group : summary.groups()) {
        List<Claim> claims =
            summary.claims().stream()
                .filter(claim -> claim.proposed().equals(member.loss()))
                .filter(claim -> group.isOf(claim.data(), claim.model()))
                .toList();
        if (!claims.isEmpty()) {
          beats |= claims.stream().anyMatch(claim -> claim.isDecided(true));
          details.add(
              "%s = %s (%s)%s: %s."
                  .formatted(
                      series.parameter(),
                      Labels.number(member.value()),
                      member.loss(),
                      in(group),
                      verdicts(claims)));
        }
      }
      beating += beats ? 1 : 0;
    }
    return new Finding(
        "Does %s beat %s at any %s?".formatted(series.kind(), baseline, series.parameter()),
        beating == 0
            ? "Not shown, at any of %s.".formatted(Family.count(compared, "value"))
            : "Yes, by at least one measure of the family, at %s of %s."
                .formatted(beating, Family.count(compared, "value")),
        details);
  }

  /** Says by which measures a method is better, worse, the same or undecided. */
  private static String verdicts(List<Claim> claims) {
    List<String> parts = new ArrayList<>();
    add(parts, "better by ", claims, claim -> claim.isDecided(true), true);
    add(parts, "worse by ", claims, claim -> claim.isDecided(false), true);
    add(
        parts,
        "practically the same by ",
        claims,
        claim -> claim.verdict() == Verdict.EQUIVALENT,
        false);
    add(
        parts,
        "undecided by ",
        claims,
        claim ->
            claim.comparison() != null
                && !claim.isDecided(true)
                && !claim.isDecided(false)
                && claim.verdict() != Verdict.EQUIVALENT,
        false);
    add(parts, "not run yet for ", claims, claim -> claim.comparison() == null, false);
    return String.join("; ", parts);
  }

  private static void add(
      List<String> parts, String words, List<Claim> claims, Predicate<Claim> which, boolean ps) {
    List<Claim> some = claims.stream().filter(which).toList();
    if (!some.isEmpty()) {
      parts.add(
          some.stream()
              .map(
                  claim ->
                      claim.criterion().words()
                          + (ps
                              ? " (Holm p %s)"
                                  .formatted(p(Objects.requireNonNull(claim.adjustedP())))
                              : ""))
              .collect(Collectors.joining(", ", words, "")));
    }
  }

  private Optional<Finding> cost() {
    List<String> details = new ArrayList<>();
    for (Ranking group : summary.groups()) {
      List<Cost> costs =
          summary.costs().stream()
              .filter(cost -> group.isOf(cost.data(), cost.model()))
              .filter(cost -> !cost.loss().equals(baseline) && cost.timesBaseline() != null)
              .sorted(Comparator.comparingDouble(Cost::timesBaseline))
              .toList();
      if (!costs.isEmpty()) {
        Cost least = costs.get(0);
        Cost most = costs.get(costs.size() - 1);
        details.add(
            String.format(
                Locale.ROOT,
                "An epoch%s takes %.2f (%s) to %.2f (%s) times as long as with %s, in the median over"
                    + " seeds.",
                in(group),
                least.timesBaseline(),
                least.loss(),
                most.timesBaseline(),
                most.loss(),
                baseline));
      }
    }
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "What does a method cost?", details.get(0), details.subList(1, details.size())));
  }
}
