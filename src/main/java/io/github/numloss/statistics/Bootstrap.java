package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.data.RandomStream;
import io.github.numloss.statistics.Misclassified.Totals;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * The difference proposed − baseline of a statistic, as the mean over seeds, and its 95 %
 * percentile bootstrap intervals (B. Efron, "Bootstrap Methods: Another Look at the Jackknife",
 * 1979).
 *
 * <p>Across seeds: seeds and test images cross, so that a resample draws as many seeds, and
 * independently as many images, with replacement; both methods and all seeds of a resample share
 * its images (A. B. Owen, "The Pigeonhole Bootstrap", 2007). The variance of the differences
 * between seeds comes out (seeds − 1) / seeds of what it is, so that few seeds make the interval
 * too short; one seed leaves only the images. Within a seed: the images alone are resampled, so
 * that the interval holds for these two trained networks. The statistic is computed anew for each
 * trial on the resampled images.
 *
 * @param statistic which one
 * @param images number of test images
 * @param resamples number of resamples
 * @param seed where the resamples follow from
 * @param difference the difference on the images as they are, or null
 * @param low lower end of the interval across seeds, or null
 * @param high its upper end, or null
 * @param withinSeeds the interval within each seed, in the order of the seeds
 * @param reason why an end or the difference is null; null if none is
 */
public record Bootstrap(
    ErrorStatistic statistic,
    int images,
    int resamples,
    long seed,
    Double difference,
    Double low,
    Double high,
    List<Interval> withinSeeds,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {
  /** Resamples that are enough for the ends of a 95 % interval. */
  public static final int DEFAULT_RESAMPLES = 2000;

  private static final double TAIL = 0.025;

  /** The linear interpolation that NumPy does (Hyndman and Fan, 1996, definition 7). */
  private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

  /**
   * A 95 % interval.
   *
   * @param low its lower end, or null
   * @param high its upper end, or null
   */
  public record Interval(Double low, Double high) {
    /** Gives the interval of the differences of resamples; none if one of them is not a number. */
    private static Interval of(double[] differences) {
      if (Arrays.stream(differences).anyMatch(Double::isNaN)) {
        return new Interval(null, null);
      }
      double[] ends = QUANTILE.evaluate(differences, TAIL, 1 - TAIL);
      return new Interval(ends[0], ends[1]);
    }
  }

  /** Copies the intervals within seeds. */
  public Bootstrap {
    withinSeeds = List.copyOf(withinSeeds);
  }

  /** One seed's errors on the same images under both methods. */
  private record Pair(Totals baseline, Totals proposed) {
    /** Gives proposed − baseline, NaN if the statistic isn't defined for both. */
    double difference(ErrorStatistic statistic) {
      return proposed.statistic(statistic) - baseline.statistic(statistic);
    }
  }

  /**
   * Resamples seeds and images once for all statistics.
   *
   * @param baseline the absolute error of each test image under the baseline [seeds][images]
   * @param proposed the same under the proposed method, with the same seeds and images in order
   * @param resamples number of resamples, at least 1
   * @param seed where the resamples follow from: the same seed and sizes draw the same
   * @return each statistic's difference and intervals; without an interval if a resample has a
   *     trial that misclassifies none of its images where the statistic is a mean over those
   * @throws IllegalArgumentException if the sizes differ or are 0, an error is negative or not
   *     finite, or there are no resamples
   */
  public static Map<ErrorStatistic, Bootstrap> of(
      double[][] baseline, double[][] proposed, int resamples, long seed) {
    int images = requireErrors(baseline, proposed);
    if (resamples < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d resamples, expected at least 1", resamples));
    }
    Misclassified[] before = misclassified(baseline);
    Misclassified[] after = misclassified(proposed);
    Pair[] whole = pairs(before, after, ones(images));
    Pair[][] resampled = new Pair[resamples][];
    int[][] seedTimes = new int[resamples][];
    for (int r = 0; r < resamples; r++) {
      RandomStream random = RandomStream.of(seed, "bootstrap", r);
      seedTimes[r] = draw(baseline.length, random);
      resampled[r] = pairs(before, after, draw(images, random));
    }
    Map<ErrorStatistic, Bootstrap> bootstraps = new EnumMap<>(ErrorStatistic.class);
    for (ErrorStatistic statistic : ErrorStatistic.values()) {
      double difference = mean(statistic, whole, ones(baseline.length));
      double[] means = new double[resamples];
      Arrays.setAll(means, r -> mean(statistic, resampled[r], seedTimes[r]));
      Interval across = Interval.of(means);
      List<Interval> within =
          IntStream.range(0, baseline.length)
              .mapToObj(s -> Stream.of(resampled).mapToDouble(r -> r[s].difference(statistic)))
              .map(differences -> Interval.of(differences.toArray()))
              .toList();
      boolean defined = !Double.isNaN(difference) && across.low() != null;
      bootstraps.put(
          statistic,
          new Bootstrap(
              statistic,
              images,
              resamples,
              seed,
              Double.isNaN(difference) ? null : difference,
              across.low(),
              across.high(),
              within,
              defined && within.stream().allMatch(interval -> interval.low() != null)
                  ? null
                  : "a trial misclassifies none of the images, or none of a resample"));
    }
    return bootstraps;
  }

  private static Misclassified[] misclassified(double[][] absoluteErrors) {
    return Stream.of(absoluteErrors).map(Misclassified::of).toArray(Misclassified[]::new);
  }

  private static Pair[] pairs(Misclassified[] baseline, Misclassified[] proposed, int[] times) {
    Pair[] pairs = new Pair[baseline.length];
    Arrays.setAll(pairs, s -> new Pair(baseline[s].resample(times), proposed[s].resample(times)));
    return pairs;
  }

  /** Gives the mean difference over seeds, of which each counts as often as it was drawn. */
  private static double mean(ErrorStatistic statistic, Pair[] pairs, int[] seedTimes) {
    double sum = 0;
    for (int s = 0; s < pairs.length; s++) {
      if (seedTimes[s] > 0) {
        sum += seedTimes[s] * pairs[s].difference(statistic);
      }
    }
    return sum / pairs.length;
  }

  private static int[] ones(int n) {
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Draws n of n with replacement, and gives how often each was drawn. */
  private static int[] draw(int n, RandomStream random) {
    int[] times = new int[n];
    for (int i = 0; i < n; i++) {
      times[random.nextInt(n)]++;
    }
    return times;
  }

  /** Checks the errors of both methods, and gives the number of images. */
  private static int requireErrors(double[][] baseline, double[][] proposed) {
    if (baseline.length != proposed.length || baseline.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d seeds of the baseline and %d of the proposed method, expected as many, at least 1",
              baseline.length,
              proposed.length));
    }
    int images = baseline[0].length;
    requireErrors("baseline", baseline, images);
    requireErrors("proposed", proposed, images);
    return images;
  }

  private static void requireErrors(String method, double[][] errors, int images) {
    for (int s = 0; s < errors.length; s++) {
      if (errors[s].length != images || images == 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s, seed %d: %d images, expected as many for every seed, at least 1",
                method,
                s,
                errors[s].length));
      }
      for (int i = 0; i < images; i++) {
        if (!(errors[s][i] >= 0 && errors[s][i] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%s, seed %d: the absolute error of image %d is %s, expected 0 or more",
                  method,
                  s,
                  i,
                  errors[s][i]));
        }
      }
    }
  }
}
