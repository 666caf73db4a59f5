package io.github.numloss.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.statistics.Holm;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The comparisons of a plan that are decided together, and what its seeds can decide at best: every
 * loss after the first with the first, in each data set, model and item of the plan's family.
 *
 * @param dataSets pairs of data sets
 * @param models models
 * @param measures items of the family: measures, each with a decoder if it is of answers
 * @param losses losses that are compared with the first
 * @param comparisons the product of these, over which p values are adjusted
 * @param leastSeeds the fewest seeds of a model
 * @param mostSeeds the most seeds of a model
 * @param leastP the least adjusted p value that a comparison can reach
 * @param undecidable the comparisons that can't reach one below 0.05, whatever the trials show
 * @param equivalences the comparisons of which the plan says what difference would matter; whether
 *     one is less than that is decided in a family of its own
 * @param resampled whether seeds divide the same examples, so that a t test that counts what these
 *     divisions share decides, whose p value has no least one
 */
public record Family(
    int dataSets,
    int models,
    int measures,
    int losses,
    int comparisons,
    int leastSeeds,
    int mostSeeds,
    double leastP,
    int undecidable,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int equivalences,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean resampled) {
  /** The sign-flip test is exact for as many pairs, and draws its signs for more. */
  private static final int MOST_USEFUL_SEEDS = 20;

  private static final int DIGITS = 4;

  /**
   * Gives the family of a plan, as far as it says itself whether seeds divide the same examples.
   *
   * @param plan the plan
   * @return the family, or nothing if the plan has one loss
   */
  public static Optional<Family> of(Plan plan) {
    return of(
        plan,
        plan.pairs().stream()
            .map(DatasetPair::data)
            .anyMatch(data -> data != null && !data.equals(data.undivided())));
  }

  /** Gives the family of results. */
  static Optional<Family> of(Results results) {
    return of(
        results.plan(),
        results.trials().values().stream().anyMatch(trial -> trial.data().divided() != null));
  }

  private static Optional<Family> of(Plan plan, boolean resampled) {
    int measures = plan.family().size();
    int losses = plan.losses().size() - 1;
    if (losses == 0) {
      return Optional.empty();
    }
    int ofModel = plan.pairs().size() * measures * losses;
    List<Double> least =
        plan.models().stream()
            .map(model -> resampled ? 0.0 : PairedComparison.leastSignFlipP(model.seeds().size()))
            .flatMap(p -> Collections.nCopies(ofModel, p).stream())
            .toList();
    List<Double> adjusted = Holm.adjust(least, least.size());
    IntSummaryStatistics seeds =
        plan.models().stream().mapToInt(model -> model.seeds().size()).summaryStatistics();
    return Optional.of(
        new Family(
            plan.pairs().size(),
            plan.models().size(),
            measures,
            losses,
            least.size(),
            seeds.getMin(),
            seeds.getMax(),
            Collections.min(adjusted),
            (int) adjusted.stream().filter(p -> p >= Verdict.LEVEL).count(),
            plan.pairs().size()
                * plan.models().size()
                * losses
                * (int) plan.family().stream().filter(item -> item.equivalence() != null).count(),
            resampled));
  }

  /**
   * Says what is decided together, and what p value that can reach.
   *
   * @return two sentences, or three if the plan says what difference would matter
   */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s (%s × %s × %s × %s) are decided together, with the correction of Holm (1979)."
            .formatted(
                count(comparisons, "comparison"),
                count(dataSets, "data set"),
                count(models, "model"),
                count(measures, "measure"),
                count(losses, "loss")));
    sentences.add(limits());
    if (equivalences > 0) {
      sentences.add(
          "Whether a difference is less than what the plan says would matter is decided in a family"
              + " of its own, %s, by two one-sided t tests (Lakens 2018) with the same correction."
                  .formatted(count(equivalences, "comparison")));
    }
    return sentences;
  }

  /** Tells whether so few seeds are planned that no p value can decide anything. */
  boolean decidesNothing() {
    return undecidable == comparisons;
  }

  /** Says what p value the seeds can reach, and what that means. */
  String limits() {
    if (resampled) {
      return "Where each seed divides the same examples, a paired t test decides, which counts what"
          + " these divisions share (Nadeau and Bengio 2003)."
          + (losses == 1
              ? ""
              : " Average ranks over such divisions are shown and not tested: the tests of Friedman"
                  + " and Nemenyi take ranks that are independent, such as those of one value a data"
                  + " set (Demšar 2006), which these are not.");
    }
    String level = Labels.number(Verdict.LEVEL);
    String least =
        "The least p value that %s can give, corrected for %s, is %s, "
            .formatted(
                leastSeeds == mostSeeds
                    ? count(leastSeeds, "seed")
                    : "%s to %s seeds".formatted(leastSeeds, mostSeeds),
                count(comparisons, "comparison"),
                rounded(leastP));
    if (undecidable == 0) {
      return least + "below " + level + ".";
    }
    if (!decidesNothing()) {
      return least
          + "but %s have too few seeds for one below %s.%s"
              .formatted(
                  count(undecidable, "comparison"), level, enough(" %s seeds each would do."));
    }
    return least
        + ("not below %s: they show the direction and the size of a difference, not whether it is"
                + " real.%s")
            .formatted(level, enough(" %s seeds could."));
  }

  /** Says how many seeds a model can decide every comparison; nothing if none are enough. */
  private String enough(String sentence) {
    OptionalInt seeds =
        IntStream.rangeClosed(1, MOST_USEFUL_SEEDS)
            .filter(n -> comparisons * PairedComparison.leastSignFlipP(n) < Verdict.LEVEL)
            .findFirst();
    return seeds.isPresent() ? sentence.formatted(seeds.getAsInt()) : "";
  }

  static String count(int number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + (noun.endsWith("s") ? "es" : "s");
  }

  private static String rounded(double p) {
    return BigDecimal.valueOf(p)
        .setScale(DIGITS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
