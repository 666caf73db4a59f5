package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The difference proposed − baseline of a statistic, as the mean over seeds, and its 95 %
 * confidence interval for other seeds and other test images of the same kind.
 *
 * <p>Across seeds: the difference ± t √V, where V is the {@link CrossedVariance} of seeds and
 * images, and t the 97.5 % quantile of Student's distribution with Satterthwaite's degrees of
 * freedom. It is Student's interval over seeds where images have no effect of their own, and that
 * over images where all seeds agree. Within a seed the images alone vary, so that the interval
 * holds for these two trained networks. Both take a statistic for linear in the images, by the
 * influences of {@link TrialErrors}.
 *
 * <p>In simulations of whole-numbered errors (results/coverage) the interval across seeds covered
 * the truth in 93.5 to 96.5 % of the samples for each statistic. There is none with fewer than 5
 * seeds, which cover it too rarely where both seeds and images count; with fewer than 5
 * misclassified images a trial, when one image more or less moves it too far; and for the mean over
 * misclassified images with fewer than 25 of them, of which the mean is not near enough to normal.
 * Effects of seeds that are far from normal were not simulated.
 *
 * @param statistic which one
 * @param images number of test images
 * @param difference the difference on these images, or null
 * @param standardError √V, or null
 * @param degreesOfFreedom Satterthwaite's, or null
 * @param low lower end of the interval across seeds, or null
 * @param high its upper end, or null
 * @param withinSeeds the interval within each seed, in the order of the seeds
 * @param reason why there is no interval across seeds; null if there is one
 */
public record DifferenceInterval(
    ErrorStatistic statistic,
    int images,
    @Nullable Double difference,
    @Nullable Double standardError,
    @Nullable Double degreesOfFreedom,
    @Nullable Double low,
    @Nullable Double high,
    List<WithinSeed> withinSeeds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
  /** The fewest seeds for an interval across seeds. */
  public static final int LEAST_SEEDS = 5;

  /** The fewest misclassified images a trial for an interval, on average over a method's trials. */
  public static final int LEAST_MISCLASSIFIED = 5;

  /** The same for the mean absolute error over misclassified images. */
  public static final int LEAST_MISCLASSIFIED_FOR_THEIR_MEAN = 25;

  private static final double TAIL = 0.025;

  /**
   * A 95 % interval for two trained networks.
   *
   * @param low its lower end; null if one of the two misclassifies fewer images than it takes
   *     across seeds, or their errors differ by the same on all images
   * @param high its upper end, or null
   */
  public record WithinSeed(@Nullable Double low, @Nullable Double high) {}

  /**
   * Copies the intervals within seeds.
   *
   * @throws IllegalArgumentException if there are both an interval and the reason why there is
   *     none, or neither
   */
  public DifferenceInterval {
    Check.that(
        (low == null) != (reason == null), "expected either an interval or the reason for none");
    withinSeeds = List.copyOf(withinSeeds);
  }

  /**
   * Computes the intervals of all statistics.
   *
   * @param baseline the absolute error of each test image under the baseline [seeds][images]
   * @param proposed the same under the proposed method, with the same seeds and images in order
   * @return each statistic's difference and intervals
   * @throws IllegalArgumentException if the sizes differ or are 0, or an error is negative or not
   *     finite
   */
  public static Map<ErrorStatistic, DifferenceInterval> of(
      double[][] baseline, double[][] proposed) {
    return of(baseline, proposed, LEAST_SEEDS);
  }

  /** Computes the intervals with another number of seeds that are enough, at least 2. */
  static Map<ErrorStatistic, DifferenceInterval> of(
      double[][] baseline, double[][] proposed, int leastSeeds) {
    PairedTrials trials = PairedTrials.of(baseline, proposed);
    Map<ErrorStatistic, DifferenceInterval> intervals = new EnumMap<>(ErrorStatistic.class);
    for (ErrorStatistic statistic : ErrorStatistic.values()) {
      intervals.put(statistic, of(statistic, trials, leastSeeds));
    }
    return intervals;
  }

  private static DifferenceInterval of(
      ErrorStatistic statistic, PairedTrials trials, int leastSeeds) {
    int images = trials.images();
    double[] differences = trials.differences(statistic);
    double noise = trials.noise(statistic);
    double quantile = images > 1 ? quantile(images - 1) : Double.NaN;
    int least = leastMisclassified(statistic);
    CrossedVariance.Influences influences = new CrossedVariance.Influences(images);
    List<WithinSeed> within = new ArrayList<>();
    for (int s = 0; s < differences.length; s++) {
      double squares = influences.add(trials.influences(statistic, s));
      double error = Math.sqrt(squares / (images * (images - 1.0)));
      double half = quantile * error;
      within.add(
          trials.misclassified(s) < least || error <= noise
              ? new WithinSeed(null, null)
              : new WithinSeed(differences[s] - half, differences[s] + half));
    }
    double mean = Arrays.stream(differences).average().getAsDouble();
    Double difference = Double.isNaN(mean) ? null : mean;
    String reason = reasonForNone(difference, trials, leastSeeds, least);
    if (reason != null) {
      return none(statistic, images, difference, within, reason);
    }
    CrossedVariance variance = CrossedVariance.of(differences, influences);
    double error = Math.sqrt(variance.total());
    if (error <= noise) {
      return none(statistic, images, difference, within, "the difference is always the same");
    }
    double freedom = variance.degreesOfFreedom(trials.seeds(), images);
    double half = quantile(freedom) * error;
    return new DifferenceInterval(
        statistic, images, mean, error, freedom, mean - half, mean + half, within, null);
  }

  private static int leastMisclassified(ErrorStatistic statistic) {
    return switch (statistic) {
      case ERROR_RATE, MEAN_ABSOLUTE_ERROR -> LEAST_MISCLASSIFIED;
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED -> LEAST_MISCLASSIFIED_FOR_THEIR_MEAN;
    };
  }

  private static @Nullable String reasonForNone(
      @Nullable Double difference, PairedTrials trials, int leastSeeds, int leastMisclassified) {
    if (difference == null) {
      return "a trial misclassifies none of the images";
    }
    if (trials.seeds() < leastSeeds) {
      return String.format(
          Locale.ROOT, "it takes %d seeds, and there are %d", leastSeeds, trials.seeds());
    }
    if (trials.misclassified() < leastMisclassified) {
      return String.format(
          Locale.ROOT,
          "it takes %d misclassified images a trial, and there are %.1f",
          leastMisclassified,
          trials.misclassified());
    }
    return null;
  }

  private static DifferenceInterval none(
      ErrorStatistic statistic,
      int images,
      @Nullable Double difference,
      List<WithinSeed> within,
      String reason) {
    return new DifferenceInterval(
        statistic, images, difference, null, null, null, null, within, reason);
  }

  private static double quantile(double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(TAIL);
  }
}
