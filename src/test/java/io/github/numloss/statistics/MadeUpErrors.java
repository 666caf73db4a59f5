package io.github.numloss.statistics;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Draws absolute errors of two methods from a population of seeds and images in which the
 * differences are known.
 *
 * <p>Each trial (method m, seed s) misclassifies image i if a(m,s) + b(m,i) + e(m,s,i) is above a
 * threshold, where the three are normal, with variances that add up to 1, so that the error rate is
 * what was asked for. A second, independent sum of three such parts gives the size of the error, a
 * whole number from 1 to 9. The effects a of a seed have a correlation of 0.5 between the methods,
 * the effects b of an image 0.8; the e are independent. Sizes are independent of whether there is
 * an error, so that a seed's mean error of the misclassified images is that of its sizes.
 */
final class MadeUpErrors {
  /** What varies, as the shares of the variance that are the seeds' and the images'. */
  enum Scenario {
    /** Every seed gives the same errors. */
    IMAGES,
    /** No image is harder than another. */
    SEEDS,
    /** Both, of about the same weight in the variance of the mean difference. */
    BOTH,
    /**
     * Both, the seeds with several times the weight: what Satterthwaite's approximation likes
     * least.
     */
    MOSTLY_SEEDS,
    /** Neither: each seed errs on images of its own. */
    INTERACTION;

    double ofSeeds(int seeds, int images) {
      return switch (this) {
        case IMAGES, INTERACTION -> 0;
        case SEEDS -> 0.02;
        case BOTH -> 0.5 * seeds / images;
        case MOSTLY_SEEDS -> Math.min(0.05, 2.5 * seeds / images);
      };
    }

    double ofImages() {
      return switch (this) {
        case IMAGES -> 1;
        case SEEDS, INTERACTION -> 0;
        case BOTH, MOSTLY_SEEDS -> 0.6;
      };
    }
  }

  /** The proposed method's error rate is this much of the baseline's. */
  private static final double PROPOSED_RATE = 0.9;

  private static final double SEED_CORRELATION = 0.5;
  private static final double IMAGE_CORRELATION = 0.8;

  /** How often a misclassified image is off by 1, 2, …, 9; a mean of about 3.8, as on MNIST. */
  private static final double[][] SIZES = {
    {0.22, 0.16, 0.14, 0.12, 0.12, 0.08, 0.07, 0.05, 0.04},
    {0.24, 0.17, 0.14, 0.12, 0.11, 0.08, 0.06, 0.05, 0.03}
  };

  private final int seeds;
  private final int images;
  private final double seedScale;
  private final double imageScale;
  private final double restScale;
  private final double[] rates;
  private final double[] thresholds = new double[2];
  private final double[][] sizeThresholds = new double[2][SIZES[0].length - 1];

  MadeUpErrors(Scenario scenario, double errorRate, int seeds, int images) {
    this.seeds = seeds;
    this.images = images;
    double ofSeeds = scenario.ofSeeds(seeds, images);
    seedScale = Math.sqrt(ofSeeds);
    imageScale = Math.sqrt(scenario.ofImages());
    restScale = Math.sqrt(1 - ofSeeds - scenario.ofImages());
    rates = new double[] {errorRate, PROPOSED_RATE * errorRate};
    NormalDistribution normal = NormalDistribution.of(0, 1);
    for (int method = 0; method < 2; method++) {
      thresholds[method] = normal.inverseSurvivalProbability(rates[method]);
      double below = 0;
      for (int k = 0; k < sizeThresholds[method].length; k++) {
        below += SIZES[method][k];
        sizeThresholds[method][k] = normal.inverseCumulativeProbability(below);
      }
    }
  }

  /** Gives the difference proposed − baseline in the population of seeds and images. */
  double truth(ErrorStatistic statistic) {
    return truth(statistic, 1) - truth(statistic, 0);
  }

  private double truth(ErrorStatistic statistic, int method) {
    double size = 0;
    for (int k = 0; k < SIZES[method].length; k++) {
      size += (k + 1) * SIZES[method][k];
    }
    return switch (statistic) {
      case ERROR_RATE -> rates[method];
      case MEAN_ABSOLUTE_ERROR -> rates[method] * size;
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED -> size;
    };
  }

  /** Draws a sample: the absolute errors [method][seed][image]. */
  double[][][] draw(SplittableRandom random) {
    double[][] seedEffects = pairs(seeds, seedScale, SEED_CORRELATION, random);
    double[][] seedSizes = pairs(seeds, seedScale, SEED_CORRELATION, random);
    double[][] imageEffects = pairs(images, imageScale, IMAGE_CORRELATION, random);
    double[][] imageSizes = pairs(images, imageScale, IMAGE_CORRELATION, random);
    double[][][] errors = new double[2][seeds][images];
    for (int m = 0; m < 2; m++) {
      for (int s = 0; s < seeds; s++) {
        for (int i = 0; i < images; i++) {
          if (seedEffects[m][s] + imageEffects[m][i] + rest(random) > thresholds[m]) {
            errors[m][s][i] = size(m, seedSizes[m][s] + imageSizes[m][i] + rest(random));
          }
        }
      }
    }
    return errors;
  }

  /** Draws effects for both methods that have a correlation [method][n]. */
  private static double[][] pairs(
      int n, double scale, double correlation, SplittableRandom random) {
    double[][] pairs = new double[2][n];
    if (scale > 0) {
      for (int k = 0; k < n; k++) {
        double shared = Math.sqrt(correlation) * random.nextGaussian();
        for (double[] ofMethod : pairs) {
          ofMethod[k] = scale * (shared + Math.sqrt(1 - correlation) * random.nextGaussian());
        }
      }
    }
    return pairs;
  }

  private double rest(SplittableRandom random) {
    return restScale > 0 ? restScale * random.nextGaussian() : 0;
  }

  private int size(int method, double value) {
    int size = 1;
    for (double threshold : sizeThresholds[method]) {
      size += value > threshold ? 1 : 0;
    }
    return size;
  }
}
