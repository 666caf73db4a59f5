package io.github.numloss.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.io.Json;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {
  private static final double NORMAL_QUANTILE = 1.959963984540054;

  /** A number so far above 0 that every image counts as misclassified. */
  private static final double LEVEL = 100;

  @Test
  void oneSeedHasTheStandardErrorOfAMeanOverImages() {
    int images = 400;
    Random random = new Random(1);
    double[][] baseline = normal(1, images, random);
    double[][] proposed = normal(1, images, random);

    Bootstrap bootstrap =
        bootstrap(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed, 20_000, 7);

    double[] differences = difference(baseline, proposed)[0];
    double standardError = deviation(differences) / Math.sqrt(images);
    assertThat(bootstrap.difference()).isEqualTo(mean(differences), within(1e-12));
    assertThat(bootstrap.low())
        .isEqualTo(
            mean(differences) - NORMAL_QUANTILE * standardError, within(0.1 * standardError));
    assertThat(bootstrap.high())
        .isEqualTo(
            mean(differences) + NORMAL_QUANTILE * standardError, within(0.1 * standardError));
  }

  /**
   * With differences d(s,i) = m + a(s) + b(i) + e(s,i), the variance of the mean over independent
   * multinomial weights of S seeds and N images is var(a)/S + var(b)/N + var(e)/(S N), the
   * variances with divisors S, N and S N.
   */
  @Test
  void manySeedsHaveTheVarianceOfThePigeonholeBootstrap() {
    int seeds = 12;
    int images = 150;
    Random random = new Random(2);
    double[][] baseline = normal(seeds, images, random);
    double[][] proposed = normal(seeds, images, random);
    for (int i = 0; i < images; i++) {
      double shared = random.nextGaussian();
      double byMethod = random.nextGaussian();
      for (int s = 0; s < seeds; s++) {
        baseline[s][i] += 3 * shared;
        proposed[s][i] += 3 * shared + 2 * byMethod;
      }
    }
    for (double[] ofSeed : proposed) {
      double shift = 0.5 * random.nextGaussian();
      Arrays.setAll(ofSeed, i -> ofSeed[i] + shift);
    }

    Bootstrap bootstrap =
        bootstrap(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed, 20_000, 8);

    double[][] differences = difference(baseline, proposed);
    double[] bySeed = Arrays.stream(differences).mapToDouble(BootstrapTest::mean).toArray();
    double[] byImage =
        IntStream.range(0, images)
            .mapToDouble(
                i -> Arrays.stream(differences).mapToDouble(d -> d[i]).average().orElseThrow())
            .toArray();
    double[] rest =
        IntStream.range(0, seeds * images)
            .mapToDouble(
                k -> differences[k / images][k % images] - bySeed[k / images] - byImage[k % images])
            .toArray();
    double standardError =
        Math.sqrt(
            square(deviation(bySeed)) / seeds
                + square(deviation(byImage)) / images
                + square(deviation(rest)) / seeds / images);
    assertThat((bootstrap.high() - bootstrap.low()) / (2 * NORMAL_QUANTILE))
        .isEqualTo(standardError, within(0.03 * standardError));
    assertThat(bootstrap.difference()).isEqualTo(mean(bySeed), within(1e-12));
  }

  /** Within a seed, the interval is the one that this seed alone has. */
  @Test
  void withinSeedsOnlyTheImagesVary() {
    int images = 400;
    Random random = new Random(9);
    double[][] baseline = normal(2, images, random);
    double[][] proposed = normal(2, images, random);
    Arrays.setAll(proposed[1], i -> proposed[1][i] + 50);

    Bootstrap bootstrap =
        bootstrap(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed, 20_000, 7);

    double[][] differences = difference(baseline, proposed);
    for (int s = 0; s < 2; s++) {
      double standardError = deviation(differences[s]) / Math.sqrt(images);
      Bootstrap.Interval interval = bootstrap.withinSeeds().get(s);
      assertThat(interval.low())
          .isEqualTo(
              mean(differences[s]) - NORMAL_QUANTILE * standardError, within(0.1 * standardError));
      assertThat(interval.high())
          .isEqualTo(
              mean(differences[s]) + NORMAL_QUANTILE * standardError, within(0.1 * standardError));
    }
    assertThat(bootstrap.high() - bootstrap.low()).isEqualTo(50, within(1.0));
  }

  @Test
  void imagesSharedByBothMethodsCancel() {
    double[][] baseline = normal(1, 200, new Random(3));
    double[][] proposed = {Arrays.stream(baseline[0]).map(error -> error - 0.5).toArray()};

    Bootstrap bootstrap = bootstrap(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed, 200, 1);

    assertThat(bootstrap.low()).isEqualTo(-0.5, within(1e-10));
    assertThat(bootstrap.high()).isEqualTo(-0.5, within(1e-10));
  }

  @Test
  void eachStatisticIsTheMeanOverSeedsOfItsDifferences() {
    double[][] baseline = {{0, 2, 4, 0}, {0, 0, 9, 0}};
    double[][] proposed = {{1, 0, 0, 0}, {0, 3, 1, 1}};

    assertThat(difference(ErrorStatistic.ERROR_RATE, baseline, proposed))
        .isEqualTo(((1 - 2) / 4.0 + (3 - 1) / 4.0) / 2);
    assertThat(difference(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed))
        .isEqualTo(((1 - 6) / 4.0 + (5 - 9) / 4.0) / 2);
    assertThat(difference(ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED, baseline, proposed))
        .isEqualTo(((1 - 3.0) + (5 / 3.0 - 9)) / 2, within(1e-15));
  }

  /** The delta method's standard error of a ratio of means, for methods that err independently. */
  @Test
  void theRatioIsThatOfEachResample() {
    int images = 2000;
    Random random = new Random(4);
    double[][] errors = new double[2][images];
    double variance = 0;
    for (double[] ofMethod : errors) {
      Arrays.setAll(ofMethod, i -> random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 0);
      double[] wrong = Arrays.stream(ofMethod).filter(error -> error > 0).toArray();
      variance += square(deviation(wrong)) / wrong.length;
    }

    Bootstrap bootstrap =
        bootstrap(
            ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED,
            new double[][] {errors[0]},
            new double[][] {errors[1]},
            Bootstrap.DEFAULT_RESAMPLES,
            5);

    assertThat((bootstrap.high() - bootstrap.low()) / (2 * NORMAL_QUANTILE))
        .isEqualTo(Math.sqrt(variance), within(0.1 * Math.sqrt(variance)));
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameInterval(ErrorStatistic statistic) {
    Random random = new Random(5);
    double[][] baseline = rare(4, 300, random);
    double[][] proposed = rare(4, 300, random);

    Bootstrap bootstrap = bootstrap(statistic, baseline, proposed, 100, 1);

    assertThat(bootstrap(statistic, baseline, proposed, 100, 1)).isEqualTo(bootstrap);
    assertThat(bootstrap(statistic, baseline, proposed, 100, 2).low())
        .isNotEqualTo(bootstrap.low());
  }

  @Test
  void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
    int simulations = 300;
    int covered = 0;
    Random random = new Random(6);
    for (int simulation = 0; simulation < simulations; simulation++) {
      double[][] baseline = normal(10, 40, random);
      double[][] proposed = normal(10, 40, random);
      for (double[] ofSeed : proposed) {
        double shift = 0.3 * random.nextGaussian() - 0.2;
        Arrays.setAll(ofSeed, i -> ofSeed[i] + shift);
      }
      Bootstrap bootstrap =
          bootstrap(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed, 400, simulation);
      if (bootstrap.low() <= -0.2 && -0.2 <= bootstrap.high()) {
        covered++;
      }
    }
    assertThat((double) covered / simulations).isBetween(0.9, 0.99);
  }

  @Test
  void aTrialThatMisclassifiesNothingHasNoMeanOverThose() {
    Bootstrap bootstrap =
        bootstrap(
            ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED,
            new double[][] {{1, 1}},
            new double[][] {{0, 0}},
            100,
            3);

    assertThat(Json.line(bootstrap))
        .isEqualTo(
            "{\"statistic\":\"meanAbsoluteErrorMisclassified\",\"images\":2,"
                + "\"resamples\":100,\"seed\":3,\"difference\":null,\"low\":null,\"high\":null,"
                + "\"withinSeeds\":[{\"low\":null,\"high\":null}],"
                + "\"reason\":\"a trial misclassifies none of the images, or none of a resample\"}");
  }

  @Test
  void aTrialThatMisclassifiesOneImageHasADifferenceButNoInterval() {
    Bootstrap bootstrap =
        bootstrap(
            ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED,
            new double[][] {{1, 1, 1}},
            new double[][] {{0, 0, 4}},
            100,
            3);

    assertThat(bootstrap.difference()).isEqualTo(3);
    assertThat(bootstrap.low()).isNull();
    assertThat(bootstrap.reason()).isNotNull();
  }

  @Test
  void refusesWhatIsNotPaired() {
    assertRefused(new double[2][3], new double[1][3], 10)
        .withMessage(
            "2 seeds of the baseline and 1 of the proposed method, expected as many, at least 1");
    assertRefused(new double[1][3], new double[][] {{1, 2}}, 10)
        .withMessage("proposed, seed 0: 2 images, expected as many for every seed, at least 1");
    assertRefused(new double[1][0], new double[1][0], 10);
    assertRefused(new double[][] {{1, -1}}, new double[1][2], 10)
        .withMessage("baseline, seed 0: the absolute error of image 1 is -1.0, expected 0 or more");
    assertRefused(new double[1][2], new double[1][2], 0)
        .withMessage("0 resamples, expected at least 1");
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
      double[][] baseline, double[][] proposed, int resamples) {
    return assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.of(baseline, proposed, resamples, 1));
  }

  private static Bootstrap bootstrap(
      ErrorStatistic statistic,
      double[][] baseline,
      double[][] proposed,
      int resamples,
      long seed) {
    return Bootstrap.of(baseline, proposed, resamples, seed).get(statistic);
  }

  private static double difference(
      ErrorStatistic statistic, double[][] baseline, double[][] proposed) {
    return bootstrap(statistic, baseline, proposed, 1, 1).difference();
  }

  private static double[][] normal(int seeds, int images, Random random) {
    double[][] errors = new double[seeds][images];
    for (double[] ofSeed : errors) {
      Arrays.setAll(ofSeed, i -> LEVEL + random.nextGaussian());
    }
    return errors;
  }

  private static double[][] rare(int seeds, int images, Random random) {
    double[][] errors = new double[seeds][images];
    for (double[] ofSeed : errors) {
      Arrays.setAll(ofSeed, i -> random.nextInt(5) == 0 ? 1 + random.nextInt(9) : 0);
    }
    return errors;
  }

  private static double[][] difference(double[][] baseline, double[][] proposed) {
    double[][] differences = new double[baseline.length][baseline[0].length];
    for (int s = 0; s < differences.length; s++) {
      for (int i = 0; i < differences[s].length; i++) {
        differences[s][i] = proposed[s][i] - baseline[s][i];
      }
    }
    return differences;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The standard deviation with the number of values as the divisor, as resampling has it. */
  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> square(v - mean)).average().orElseThrow());
  }

  private static double square(double value) {
    return value * value;
  }
}
