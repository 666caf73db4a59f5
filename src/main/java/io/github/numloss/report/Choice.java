package io.github.numloss.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.decode.Decoders;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import io.github.numloss.measure.Metrics;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.PairedComparison;
import io.github.numloss.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The method and the decoder that a plan asked for: the best on the examples held back for
 * validation, averaged over the seeds, and what it is worth on the test beside the first loss with
 * the decoder that is best for that one in the same way. The test chooses nothing, so that its one
 * p value needs no correction for what was chosen from.
 *
 * @param data the label of the data
 * @param model the model's name in the plan
 * @param measure what was chosen by
 * @param method the loss's name in the plan
 * @param decoder the decoder's name
 * @param validation its mean on the examples held back
 * @param test its mean on the test
 * @param baseline the first loss's name
 * @param baselineDecoder the decoder that is best for it
 * @param baselineTest its mean on the test
 * @param comparison the chosen one's test values against the baseline's in pairs; null if that was
 *     chosen itself
 * @param candidates the number of methods and decoders that were chosen from
 * @param testExamples test examples of a trial
 * @param seed the seed of its trial with the best validation
 */
public record Choice(
    String data,
    String model,
    Measure measure,
    String method,
    String decoder,
    double validation,
    double test,
    String baseline,
    String baselineDecoder,
    double baselineTest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PairedComparison comparison,
    int candidates,
    int testExamples,
    long seed) {

  /** A method with a decoder, and its mean on what was held back. */
  private record Candidate(LossPlan loss, String decoder, double validation) {}

  /** Chooses for each group whose methods have all measures; nothing if the plan does not ask. */
  static List<Choice> of(Results results) {
    String name = results.plan().choose();
    List<Choice> choices = new ArrayList<>();
    if (name != null) {
      Measure measure = Measures.find(name).orElseThrow();
      for (Group group : results.groups()) {
        of(results, group, measure).ifPresent(choices::add);
      }
    }
    return choices;
  }

  private static Optional<Choice> of(Results results, Group group, Measure measure) {
    List<Candidate> candidates = new ArrayList<>();
    for (LossPlan loss : results.plan().losses()) {
      if (results.of(group, loss).size() == group.model().seeds().size()) {
        for (String decoderName : Decoders.ALL.names()) {
          candidate(results.of(group, loss), loss, decoderName, measure).ifPresent(candidates::add);
        }
      }
    }
    // Of equals the first: the baseline before others, and the decoders in their order.
    Comparator<Candidate> better =
        measure.better() == Measure.Better.LOWER
            ? Comparator.comparingDouble(Candidate::validation)
            : Comparator.comparingDouble((Candidate candidate) -> -candidate.validation());
    LossPlan first = results.plan().losses().get(0);
    Optional<Candidate> best = candidates.stream().min(better);
    Optional<Candidate> baseline =
        candidates.stream().filter(candidate -> candidate.loss().equals(first)).min(better);
    return best.isPresent() && baseline.isPresent()
        ? Optional.of(
            compared(results, group, measure, best.get(), baseline.get(), candidates.size()))
        : Optional.empty();
  }

  private static Optional<Candidate> candidate(
      Map<Long, TrialResult> trials, LossPlan loss, String decoder, Measure measure) {
    double sum = 0;
    for (TrialResult trial : trials.values()) {
      Double value = value(trial.validation(), decoder, measure);
      if (value == null) {
        return Optional.empty();
      }
      sum += value;
    }
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(new Candidate(loss, decoder, sum / trials.size()));
  }

  private static @Nullable Double value(
      @Nullable Map<String, Metrics> metrics, String decoder, Measure measure) {
    Metrics found = metrics == null ? null : metrics.get(decoder);
    return found == null ? null : found.value(measure.name());
  }

  private static Choice compared(
      Results results,
      Group group,
      Measure measure,
      Candidate best,
      Candidate baseline,
      int candidates) {
    double[] chosen = tested(results, group, best, measure);
    double[] others = tested(results, group, baseline, measure);
    Map<Long, TrialResult> trials = results.of(group, best.loss());
    TrialResult any = trials.values().iterator().next();
    boolean isBaseline = best.equals(baseline);
    return new Choice(
        group.pair().label(),
        group.modelName(),
        measure,
        best.loss().name(),
        best.decoder(),
        best.validation(),
        mean(chosen),
        baseline.loss().name(),
        baseline.decoder(),
        mean(others),
        isBaseline ? null : Claims.comparison(others, chosen, any.data()),
        candidates,
        any.data().testImages(),
        bestSeed(trials, best.decoder(), measure));
  }

  private static long bestSeed(Map<Long, TrialResult> trials, String decoder, Measure measure) {
    double sign = measure.better() == Measure.Better.LOWER ? 1 : -1;
    return trials.entrySet().stream()
        .min(
            Comparator.comparingDouble(
                trial -> {
                  Double value = value(trial.getValue().validation(), decoder, measure);
                  return value == null ? Double.POSITIVE_INFINITY : sign * value;
                }))
        .orElseThrow()
        .getKey();
  }

  private static double[] tested(
      Results results, Group group, Candidate candidate, Measure measure) {
    return results.of(group, candidate.loss()).values().stream()
        .mapToDouble(
            trial -> {
              Double value = value(trial.metrics(), candidate.decoder(), measure);
              return value == null ? Double.NaN : value;
            })
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * Says it in a few sentences.
   *
   * @return the answer
   */
  public String sentence() {
    String use =
        "On %s, use %s with the decoder %s: %s %s on the test"
            .formatted(data, method, decoder, measure.words(), measure.text(test));
    if (comparison == null) {
      return String.format(
          Locale.ROOT,
          "%s. None of the %d methods and decoders was better on the examples held back.",
          use,
          candidates);
    }
    String beside =
        "%s (%s with %s: %s; difference %s%s)."
            .formatted(
                use,
                baseline,
                baselineDecoder,
                measure.text(baselineTest),
                signed(comparison.meanDifference()),
                comparison.confidenceLow() == null || comparison.confidenceHigh() == null
                    ? ""
                    : ", 95 %% %s … %s"
                        .formatted(
                            signed(comparison.confidenceLow()),
                            signed(comparison.confidenceHigh())));
    boolean isLower = comparison.meanDifference() < 0;
    boolean isBetter = isLower == (measure.better() == Measure.Better.LOWER);
    String worth =
        comparison.decisiveP() >= Verdict.LEVEL
            ? open(comparison)
            : "The chosen one is %s (p = %s)"
                .formatted(
                    isBetter ? "better" : "worse, whatever it was on the examples held back",
                    String.format(Locale.ROOT, "%.4f", comparison.decisiveP()));
    return String.format(
        Locale.ROOT,
        "%s %s. It was chosen from %d methods and decoders on examples held back from training.",
        beside,
        worth,
        candidates);
  }

  /** Says that no test decides; that so few seeds never can, where that is why. */
  private String open(PairedComparison comparison) {
    boolean divided = comparison.resampledTestOverTraining() != null;
    String tests =
        String.format(
            Locale.ROOT,
            "%s on %s%,d examples%s",
            Family.count(comparison.pairs(), "test"),
            divided ? "about " : "",
            testExamples,
            divided ? " each" : "");
    boolean neverCan =
        !divided
            ? PairedComparison.leastSignFlipP(comparison.pairs()) >= Verdict.LEVEL
            : comparison.pairs() < 2;
    return neverCan
        ? "So few as %s can't tell the two apart, however different they are".formatted(tests)
        : "By %s the two can't be told apart (p = %s)"
            .formatted(tests, String.format(Locale.ROOT, "%.4f", comparison.decisiveP()));
  }

  /** Writes a difference with its sign. */
  String signed(double difference) {
    String text = measure.text(Math.abs(difference));
    return (difference < 0 ? "−" : "+") + text;
  }

  /**
   * Finds the trial to export: of the chosen method, that with the best validation.
   *
   * @param results the results
   * @return the trial, if it is there
   */
  public Optional<PlannedTrial> trial(Results results) {
    return results.trials().keySet().stream()
        .filter(
            trial ->
                trial.loss().name().equals(method)
                    && trial.model().name().equals(model)
                    && trial.pair().label().equals(data)
                    && trial.seed() == seed)
        .findFirst();
  }
}
