package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Measure;
import io.github.numloss.report.Findings.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What trials of many methods show of the decoders, by means and without tests. */
final class DecoderFindings {
  private final ExperimentSummary summary;
  private final String baseline;

  private DecoderFindings(ExperimentSummary summary, String baseline) {
    this.summary = summary;
    this.baseline = baseline;
  }

  /** A method's mean under a decoder. */
  private record Mean(String method, String decoder, double value) {}

  /** Says which decoder is best for which measure, and whether a gain is the loss's. */
  static List<Finding> of(ExperimentSummary summary, String baseline) {
    DecoderFindings findings = new DecoderFindings(summary, baseline);
    List<String> best = new ArrayList<>();
    List<String> gains = new ArrayList<>();
    for (Measure measure : MethodGrids.byDecoder(summary)) {
      for (Ranking group : summary.groups()) {
        List<Mean> means = findings.means(measure, group);
        if (means.stream().map(Mean::decoder).distinct().count() > 1) {
          best.add(findings.best(measure, group, means));
          findings.gain(measure, group, means, gains);
        }
      }
    }
    List<Finding> all = new ArrayList<>();
    if (!best.isEmpty()) {
      String answer = "By the methods’ means, which no test compares:";
      all.add(new Finding("Which decoder is best for which measure?", answer, best));
    }
    if (!gains.isEmpty()) {
      String answer = "Means again, beside each other:";
      all.add(new Finding("Is a gain the loss’s or the decoder’s?", answer, gains));
    }
    return all;
  }

  /** Gives the means by all decoders, the best ones first. */
  private List<Mean> means(Measure measure, Ranking group) {
    int sign = measure.better() == Measure.Better.LOWER ? 1 : -1;
    return summary.rankings().stream()
        .filter(ranking -> ranking.isOf(group.data(), group.model()))
        .filter(ranking -> ranking.criterion().measure() == measure)
        .flatMap(
            ranking ->
                ranking.methods().stream()
                    .map(
                        method ->
                            new Mean(
                                method.loss(),
                                Objects.requireNonNull(ranking.criterion().decoder()),
                                method.summary().mean())))
        .sorted(Comparator.comparingDouble(mean -> sign * mean.value()))
        .toList();
  }

  private String best(Measure measure, Ranking group, List<Mean> means) {
    Map<String, Mean> ofMethod = new TreeMap<>();
    means.forEach(mean -> ofMethod.putIfAbsent(mean.method(), mean));
    Map<String, Long> wins =
        ofMethod.values().stream()
            .collect(Collectors.groupingBy(Mean::decoder, TreeMap::new, Collectors.counting()));
    String counts =
        wins.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> "%s for %s".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return "%s%s: of %s, the best mean is by %s."
        .formatted(
            measure.words(),
            Findings.in(summary, group),
            Family.count(ofMethod.size(), "method"),
            counts);
  }

  /** Lays what another decoder does for the baseline beside what other methods do. */
  private void gain(Measure measure, Ranking group, List<Mean> means, List<String> gains) {
    List<Mean> ofBaseline = means.stream().filter(m -> m.method().equals(baseline)).toList();
    if (ofBaseline.isEmpty()) {
      return;
    }
    Mean best = means.get(0);
    Mean own = ofBaseline.get(0);
    String decoder = Criterion.of(measure.name(), null).decoder();
    MeasureText text = MeasureText.of(Criterion.of(measure.name(), null));
    String byArgmax =
        ofBaseline.stream()
            .filter(mean -> mean.decoder().equals(decoder))
            .map(mean -> text.value(mean.value()))
            .findFirst()
            .orElse("–");
    String others =
        means.stream()
            .filter(mean -> mean.decoder().equals(decoder))
            .findFirst()
            .map(mean -> "%s (%s)".formatted(text.value(mean.value()), mean.method()))
            .orElse("–");
    gains.add(
        "%s%s: %s has %s by %s and %s by %s; the best method by %s has %s, the best of all methods and decoders %s (%s by %s)."
            .formatted(
                measure.words(),
                Findings.in(summary, group),
                baseline,
                byArgmax,
                decoder,
                text.value(own.value()),
                own.decoder(),
                decoder,
                others,
                text.value(best.value()),
                best.method(),
                best.decoder()));
  }
}
