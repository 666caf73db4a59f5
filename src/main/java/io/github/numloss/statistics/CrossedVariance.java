package io.github.numloss.statistics;

import java.util.Arrays;

/**
 * The variance of a mean difference over S seeds and N images that cross, in two parts.
 *
 * <p>With differences that vary by seed, by image and by both together, it is σ²(seed)/S +
 * σ²(image)/N + σ²(both)/(S N). The mean squares of the two-way analysis of variance without
 * repetition estimate it (S. R. Searle, G. Casella and C. E. McCulloch, "Variance Components",
 * 1992, chapter 4): (MS(seeds) + MS(images) − MS(both)) / (S N).
 *
 * @param bySeed MS(seeds) / (S N), the squared standard error of the seeds' mean; it has what both
 *     together add already
 * @param byImage (MS(images) − MS(both)) / (S N), not less than 0
 */
record CrossedVariance(double bySeed, double byImage) {
  /** Sums up how much each image moves the difference, a seed after the other. */
  static final class Influences {
    private final double[] byImage;
    private double squares;

    Influences(int images) {
      byImage = new double[images];
    }

    /** Adds those of a seed [N], which sum up to 0, and gives the sum of their squares. */
    double add(double[] ofSeed) {
      double sum = sumOfSquares(ofSeed);
      squares += sum;
      for (int i = 0; i < byImage.length; i++) {
        byImage[i] += ofSeed[i];
      }
      return sum;
    }
  }

  /**
   * Estimates the parts.
   *
   * @param differences the difference in each seed [S]
   * @param influences those of all seeds
   */
  static CrossedVariance of(double[] differences, Influences influences) {
    double seeds = differences.length;
    double images = influences.byImage.length;
    double mean = Arrays.stream(differences).average().getAsDouble();
    double ofSeeds = sumOfSquares(Arrays.stream(differences).map(d -> d - mean).toArray());
    double ofImages = sumOfSquares(influences.byImage) / seeds;
    double ofBoth = (influences.squares - ofImages) / (seeds - 1);
    return new CrossedVariance(
        ofSeeds / (seeds - 1) / seeds,
        Math.max(0, (ofImages - ofBoth) / (images - 1) / (seeds * images)));
  }

  double total() {
    return bySeed + byImage;
  }

  /**
   * Gives the degrees of freedom of the total (F. E. Satterthwaite, "An Approximate Distribution of
   * Estimates of Variance Components", 1946).
   */
  double degreesOfFreedom(int seeds, int images) {
    return total() * total() / (bySeed * bySeed / (seeds - 1) + byImage * byImage / (images - 1));
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
