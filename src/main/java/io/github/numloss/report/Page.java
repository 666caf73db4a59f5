package io.github.numloss.report;

import com.samskivert.mustache.Mustache;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.measure.Criterion;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Findings.Finding;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.NotCounted;
import io.github.numloss.statistics.Verdict;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of report.html by the names that its template has for it.
 *
 * @param title the plan's title
 * @param outcome a sentence on the claims
 * @param done the trials that were run
 * @param planned the trials that the plan has
 * @param incomplete whether trials are missing
 * @param notCounted the trials that were run, or tried, and do not count
 * @param shades what the figures' colours become on dark paper
 * @param findings what is shown, in words; empty for a plan of one or two methods
 * @param choices the tables of what was chosen
 * @param comparison how the plan came about, in sentences; empty if it is not that of a comparison
 * @param claims the claims with their verdicts
 * @param manyMethods whether there are so many that the table of claims is folded away
 * @param leftOut what figures leave out of many methods; empty if they don't
 * @param besidePaper whether the paper has values to lay beside ours
 * @param hasReported whether the paper reports the difference of a claim
 * @param hasUnreported whether there are comparisons that the paper does not make
 * @param decodedBy how all answers are decoded, where all are decoded alike; else empty
 * @param testsEquivalence whether the plan says what difference would matter
 * @param resampled whether seeds divide the same examples
 * @param hasPaperLosses whether a loss is one of the paper's two, or made of them
 * @param family what is decided together, in sentences
 * @param level the p value below which a claim is decided
 * @param weighted whether test images count by their weights
 * @param tables tables 1 to 3; of many methods, those that the paper has too
 * @param methods the table of means and ranks, of three methods or more
 * @param decoders a table for each measure that answers of several decoders have
 * @param costs the table of times, if there is something to compare
 * @param ranks the figures of average ranks
 * @param calibration the figures of how well probabilities are calibrated
 * @param differences the figure beside the claims
 * @param figures those that the paper has too
 * @param images pictures of images
 * @param localImages pictures of images that are not in the page, but beside it
 * @param learning the learning curves
 * @param confusion the confusion matrices
 * @param models the settings of each model
 * @param losses the losses
 * @param origins what the trials were run by and on
 * @param files the data files
 * @param said what is said of data of one's own
 * @param commands what made the page
 */
record Page(
    String title,
    String outcome,
    int done,
    int planned,
    boolean incomplete,
    List<NotCounted> notCounted,
    List<Shade> shades,
    List<Finding> findings,
    List<Grid> choices,
    List<String> comparison,
    List<ClaimGroup> claims,
    boolean manyMethods,
    String leftOut,
    boolean besidePaper,
    boolean hasReported,
    boolean hasUnreported,
    String decodedBy,
    boolean testsEquivalence,
    boolean resampled,
    boolean hasPaperLosses,
    String family,
    String level,
    boolean weighted,
    List<MeasureTable> tables,
    List<Grid> methods,
    List<Grid> decoders,
    List<Grid> costs,
    List<Drawing> ranks,
    List<Drawing> calibration,
    List<Drawing> differences,
    List<Drawing> figures,
    List<Drawing> images,
    List<Heading> localImages,
    List<Drawing> learning,
    List<Drawing> confusion,
    List<Settings> models,
    List<LossFormula> losses,
    List<Origin> origins,
    List<Origin.DataFile> files,
    List<Origin.Said> said,
    List<String> commands) {

  /** A figure's colour, as SVG has it, and its counterpart on dark paper. */
  record Shade(String light, String dark) {}

  /** A picture and the width below which its text would be too small to read. */
  record Drawing(Heading heading, String svg, int width, int leastWidth) {
    private static final double LEAST_SCALE = 0.7;

    private static Drawing of(Rendering picture) {
      int least = (int) (LEAST_SCALE * picture.width());
      return new Drawing(picture.heading(), picture.svg(), picture.width(), least);
    }
  }

  /** How a model was trained. */
  record Settings(
      ModelPlan plan,
      String augmentation,
      String classWeights,
      String rate,
      String validation,
      String momentum,
      String seeds) {
    private static Settings of(ModelPlan plan) {
      Double momentum = plan.optimizer().momentum();
      return new Settings(
          plan,
          plan.augmentation().stream()
              .map(Augmentations.ALL::text)
              .reduce("", (all, text) -> all + (all.isEmpty() ? ", augmented: " : " ") + text),
          plan.classWeights() == null ? "" : ", class weights " + plan.classWeights(),
          Labels.number(plan.optimizer().learningRate()),
          Labels.number(plan.validation()),
          momentum == null ? "" : ", momentum " + Labels.number(momentum),
          plan.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  /** A loss and how it is computed. */
  record LossFormula(String name, String formula) {}

  static Page of(
      Path folder, Results results, ExperimentSummary summary, List<Rendering> pictures) {
    List<LossPlan> losses = results.plan().losses();
    String name = Labels.shell(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    return new Page(
        summary.title(),
        outcome(summary),
        summary.trialsDone(),
        summary.trialsPlanned(),
        summary.trialsDone() < summary.trialsPlanned(),
        summary.notCounted(),
        shades(Math.max(Crowd.FEW, losses.size())),
        Findings.besideChoices(summary),
        MethodGrids.choices(summary),
        ComparisonText.sentences(summary),
        ClaimGroup.of(summary),
        Crowd.isOne(losses.size()),
        Crowd.sentence(results, summary).orElse(""),
        summary.besidePaper(),
        summary.hasReported(),
        summary.hasUnreported(),
        summary.criteria().stream().allMatch(Criterion::isOfArgmax) ? ", decoded by argmax" : "",
        summary.family() != null && summary.family().equivalences() > 0,
        summary.family() != null && summary.family().resampled(),
        losses.stream().anyMatch(Labels::isOfPaper),
        summary.family() == null ? "" : String.join(" ", summary.family().sentences()),
        Labels.number(Verdict.LEVEL),
        results.trials().values().stream().anyMatch(TrialResult::isWeighted),
        MeasureTable.all(summary),
        MethodGrids.methods(summary).stream().toList(),
        MethodGrids.decoders(summary),
        MethodGrids.costs(summary).stream().toList(),
        drawings(pictures, Section.RANKS),
        drawings(pictures, Section.CALIBRATION),
        drawings(pictures, Section.CLAIMS),
        drawings(pictures, Section.FIGURES),
        drawings(pictures, Section.IMAGES),
        pictures.stream()
            .map(Rendering::heading)
            .filter(heading -> heading.section() == Section.LOCAL_IMAGES)
            .toList(),
        drawings(pictures, Section.LEARNING),
        drawings(pictures, Section.CONFUSION),
        results.plan().models().stream().map(Settings::of).toList(),
        losses.stream().map(loss -> new LossFormula(loss.name(), Labels.formula(loss))).toList(),
        Origin.of(results),
        Origin.files(results),
        Origin.said(results),
        List.of("numloss experiment results/" + name, "numloss report results/" + name));
  }

  private static String outcome(ExperimentSummary summary) {
    if (!summary.choices().isEmpty()) {
      return summary.choices().stream().map(Choice::sentence).collect(Collectors.joining(" "));
    }
    if (summary.claims().isEmpty()) {
      return "The plan has one loss, so that there is nothing to compare.";
    }
    Map<Boolean, List<Verdict>> verdicts =
        summary.claims().stream()
            .collect(
                Collectors.partitioningBy(
                    Claim::isReported,
                    Collectors.mapping(Claim::verdict, Collectors.toUnmodifiableList())));
    return Stream.of(
            outcomeOfReported(verdicts.getOrDefault(true, List.of())),
            outcomeOfOthers(verdicts.getOrDefault(false, List.of()), summary.hasReported()),
            summary.familyOfClaims().decidesNothing() ? summary.familyOfClaims().limits() : "")
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String outcomeOfReported(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return "";
    }
    long unclaimed = count(verdicts, Verdict.NOT_CLAIMED);
    long same = count(verdicts, Verdict.EQUIVALENT);
    return "Of %s claims that a loss lowers a measure, %s are replicated, %s contradicted, %s smaller than reported%s and %s undecided."
            .formatted(
                verdicts.size() - unclaimed,
                count(verdicts, Verdict.REPLICATED),
                count(verdicts, Verdict.CONTRADICTED),
                count(verdicts, Verdict.SMALLER_THAN_REPORTED),
                same == 0 ? "" : ", %s practically the same".formatted(same),
                count(verdicts, Verdict.UNDECIDED))
        + (unclaimed == 0 ? "" : " In %s more the paper reports no gain.".formatted(unclaimed));
  }

  private static String outcomeOfOthers(List<Verdict> verdicts, boolean areRest) {
    long same = count(verdicts, Verdict.EQUIVALENT);
    return verdicts.isEmpty()
        ? ""
        : "Of %s with the baseline%s, the other loss is better in %s, worse in %s%s and undecided in %s."
            .formatted(
                Family.count(verdicts.size(), "comparison"),
                areRest ? " that the paper does not make" : "",
                count(verdicts, Verdict.REPLICATED),
                count(verdicts, Verdict.CONTRADICTED),
                same == 0 ? "" : ", practically the same in " + same,
                count(verdicts, Verdict.UNDECIDED));
  }

  private static long count(List<Verdict> verdicts, Verdict verdict) {
    return verdicts.stream().filter(one -> one == verdict).count();
  }

  private static List<Shade> shades(int losses) {
    return Look.dark(losses).entrySet().stream()
        .map(shade -> new Shade(svg(shade.getKey()), svg(shade.getValue())))
        .toList();
  }

  private static String svg(Color color) {
    return color.equals(Color.WHITE)
        ? "white"
        : String.format(
            Locale.ROOT, "rgb(%d,%d,%d)", color.getRed(), color.getGreen(), color.getBlue());
  }

  private static List<Drawing> drawings(List<Rendering> pictures, Section section) {
    return pictures.stream()
        .filter(picture -> picture.heading().section() == section)
        .map(Drawing::of)
        .toList();
  }

  /** Fills the template in; all but the drawings is escaped. */
  String html() {
    try (Reader template = resource("report.html")) {
      return Mustache.compiler()
          .emptyStringIsFalse(true)
          .withLoader(name -> resource(name + ".html"))
          .compile(template)
          .execute(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader resource(String name) {
    InputStream stream = Page.class.getResourceAsStream(name);
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
