package io.github.numloss.statistics;

import io.github.numloss.check.Check;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trials of two methods, in pairs by seed, on the same images.
 *
 * @param baseline the baseline's by seed
 * @param proposed the proposed method's by seed
 */
record PairedTrials(List<TrialErrors> baseline, List<TrialErrors> proposed) {
  /** Bits of a statistic that its computation may have got wrong. */
  private static final int NOISE_BITS = 16;

  /** Takes the errors of both methods [seeds][images] and checks them. */
  static PairedTrials of(double[][] baseline, double[][] proposed) {
    Check.that(
        baseline.length == proposed.length && baseline.length != 0,
        "%d seeds of the baseline and %d of the proposed method, expected as many, at least 1",
        baseline.length,
        proposed.length);
    int images = baseline[0].length;
    requireErrors("baseline", baseline, images);
    requireErrors("proposed", proposed, images);
    return new PairedTrials(trials(baseline), trials(proposed));
  }

  private static List<TrialErrors> trials(double[][] errors) {
    return Stream.of(errors).map(TrialErrors::of).toList();
  }

  private static void requireErrors(String method, double[][] errors, int images) {
    for (int s = 0; s < errors.length; s++) {
      Check.that(
          errors[s].length == images && images != 0,
          "%s, seed %d: %d images, expected as many for every seed, at least 1",
          method,
          s,
          errors[s].length);
      for (int i = 0; i < images; i++) {
        Check.that(
            errors[s][i] >= 0 && errors[s][i] < Double.POSITIVE_INFINITY,
            "%s, seed %d: the absolute error of image %d is %s, expected 0 or more",
            method,
            s,
            i,
            errors[s][i]);
      }
    }
  }

  int seeds() {
    return baseline.size();
  }

  int images() {
    return baseline.get(0).errors().length;
  }

  /** Gives proposed − baseline in each seed, NaN where a trial has no such statistic. */
  double[] differences(ErrorStatistic statistic) {
    return IntStream.range(0, seeds())
        .mapToDouble(
            s -> proposed.get(s).statistic(statistic) - baseline.get(s).statistic(statistic))
        .toArray();
  }

  /** Gives how much each image moves the difference of a seed; they sum up to 0. */
  double[] influences(ErrorStatistic statistic, int seed) {
    double[] influences = new double[images()];
    proposed.get(seed).addInfluences(statistic, 1, influences);
    baseline.get(seed).addInfluences(statistic, -1, influences);
    return influences;
  }

  /** Gives the size below which a standard error of the statistic is but rounding. */
  double noise(ErrorStatistic statistic) {
    double largest =
        Stream.concat(baseline.stream(), proposed.stream())
            .mapToDouble(trial -> trial.statistic(statistic))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    return Math.scalb(Math.ulp(largest), NOISE_BITS);
  }

  /** Gives the number of misclassified images of a seed's trial where it is less. */
  int misclassified(int seed) {
    return Math.min(baseline.get(seed).misclassified(), proposed.get(seed).misclassified());
  }

  /** Gives the mean number of misclassified images a trial, of the method where it is less. */
  double misclassified() {
    return Math.min(misclassified(baseline), misclassified(proposed));
  }

  private static double misclassified(List<TrialErrors> trials) {
    return trials.stream().mapToInt(TrialErrors::misclassified).average().getAsDouble();
  }
}
