package io.github.numloss.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.data.RandomStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * The difference proposed − baseline of a statistic, as the mean over seeds, and its 95 %
 * percentile bootstrap interval (B. Efron, "Bootstrap Methods: Another Look at the Jackknife",
 * 1979).
 *
 * <p>Seeds and test images cross, so that a resample draws as many seeds, and independently as many
 * images, with replacement; both methods and all seeds of a resample share its images (A. B. Owen,
 * "The Pigeonhole Bootstrap", 2007). The statistic is computed anew for each trial on the resampled
 * images. The variance of the differences between seeds comes out (seeds − 1) / seeds of what it
 * is, so that few seeds make the interval too short; one seed leaves only the images.
 *
 * @param statistic which one
 * @param seeds number of seeds
 * @param images number of test images
 * @param resamples number of resamples
 * @param seed where the resamples follow from
 * @param difference the difference on the images as they are, or null
 * @param low lower end of the interval, or null
 * @param high its upper end, or null
 * @param reason why there is no interval, or null
 */
public record Bootstrap(
    ErrorStatistic statistic,
    int seeds,
    int images,
    int resamples,
    long seed,
    Double difference,
    Double low,
    Double high,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {
  /** Resamples that are enough for the ends of a 95 % interval. */
  public static final int DEFAULT_RESAMPLES = 2000;

  private static final double TAIL = 0.025;

  /** The linear interpolation that NumPy does (Hyndman and Fan, 1996, definition 7). */
  private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

  /**
   * Checks that the interval or the reason for its absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public Bootstrap {
    if ((low == null || high == null) == (reason == null)) {
      throw new IllegalArgumentException(
          "expected either low and high or the reason why they are null");
    }
  }

  /**
   * Resamples seeds and images.
   *
   * @param statistic which one
   * @param baseline the absolute error of each test image under the baseline [seeds][images]
   * @param proposed the same under the proposed method, with the same seeds and images in order
   * @param resamples number of resamples, at least 1
   * @param seed where the resamples follow from: the same seed and sizes draw the same
   * @return the difference and its interval; without an interval if a resample has a trial that
   *     misclassifies none of its images where the statistic is a mean over those
   * @throws IllegalArgumentException if the sizes differ or are 0, an error is negative or not
   *     finite, or there are no resamples
   */
  public static Bootstrap of(
      ErrorStatistic statistic,
      double[][] baseline,
      double[][] proposed,
      int resamples,
      long seed) {
    int images = requireErrors(baseline, proposed);
    if (resamples < 1) {
      throw new IllegalArgumentException("%d resamples, expected at least 1".formatted(resamples));
    }
    int seeds = baseline.length;
    Misclassified[] before = misclassified(baseline);
    Misclassified[] after = misclassified(proposed);
    double[] differences = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      RandomStream random = RandomStream.of(seed, "bootstrap", r);
      int[] seedTimes = draw(seeds, random);
      differences[r] = difference(statistic, before, after, seedTimes, draw(images, random));
    }
    double difference = difference(statistic, before, after, ones(seeds), ones(images));
    boolean defined =
        !Double.isNaN(difference) && Arrays.stream(differences).noneMatch(Double::isNaN);
    double[] ends = defined ? QUANTILE.evaluate(differences, TAIL, 1 - TAIL) : null;
    return new Bootstrap(
        statistic,
        seeds,
        images,
        resamples,
        seed,
        Double.isNaN(difference) ? null : difference,
        defined ? ends[0] : null,
        defined ? ends[1] : null,
        defined ? null : "a trial misclassifies none of the images, or none of a resample");
  }

  private static Misclassified[] misclassified(double[][] absoluteErrors) {
    return Stream.of(absoluteErrors).map(Misclassified::of).toArray(Misclassified[]::new);
  }

  /** Gives the mean difference of a resample, NaN if the statistic isn't defined for a trial. */
  private static double difference(
      ErrorStatistic statistic,
      Misclassified[] baseline,
      Misclassified[] proposed,
      int[] seedTimes,
      int[] imageTimes) {
    double sum = 0;
    for (int s = 0; s < seedTimes.length; s++) {
      if (seedTimes[s] > 0) {
        double difference =
            proposed[s].statistic(statistic, imageTimes)
                - baseline[s].statistic(statistic, imageTimes);
        sum += seedTimes[s] * difference;
      }
    }
    return sum / seedTimes.length;
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
          "%d seeds of the baseline and %d of the proposed method, expected as many, at least 1"
              .formatted(baseline.length, proposed.length));
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
            "%s, seed %d: %d images, expected as many for every seed, at least 1"
                .formatted(method, s, errors[s].length));
      }
      for (int i = 0; i < images; i++) {
        if (!(errors[s][i] >= 0 && errors[s][i] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "%s, seed %d: the absolute error of image %d is %s, expected 0 or more"
                  .formatted(method, s, i, errors[s][i]));
        }
      }
    }
  }
}
