package io.github.numloss.loss;

import java.util.Locale;
import java.util.Objects;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How a true class becomes a distribution over all classes. Distances d are in units of the mean
 * distance between neighbours.
 */
public enum SoftLabelRule {
  /** {@code softmax(−α d^power)} (Díaz and Marathe 2019, eq. 1, with the squared distance). */
  SORD("alpha power"),
  /** Falling as {@code exp(−d² / 2σ²)} (Gao et al. 2017, DLDL, with σ = 2). */
  GAUSSIAN("sigma"),
  /** {@code softmax(−d^power / τ)} (Liu et al. 2020 with a power of 1; Vargas et al. 2023). */
  EXPONENTIAL("power tau"),
  /**
   * 1 − α for the true class, α shared among the others as {@code α^d} (Haas and Hüllermeier 2023).
   */
  GEOMETRIC("alpha"),
  /**
   * Binomial in K − 1 trials, whose probability goes from 0.1 for the first class to 0.9 for the
   * last (Liu et al. 2020). Of the values only the order counts.
   */
  BINOMIAL(""),
  /**
   * The masses that a beta distribution gives to the classes' cells. Its mean is the middle of the
   * true class's cell and its standard deviation half the cell's width; for the first and last
   * class it falls from the end. Vargas et al. (2022) have such parameters for up to 13 classes,
   * rounded to whole numbers.
   */
  BETA(""),
  /**
   * The masses that a triangle gives to the classes' cells: over the true class's cell, with a
   * share of α beyond it on each side; for the first and last class it falls from the end (Vargas
   * et al. 2023).
   */
  TRIANGULAR("alpha");

  private final String parameters;

  SoftLabelRule(String parameters) {
    this.parameters = parameters;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether a parameter of {@link SoftLabels} is one of the rule's. */
  boolean takes(String parameter) {
    return (" " + parameters + " ").contains(" " + parameter + " ");
  }

  /** Gives the rule's distributions: [y][i], each row adding up to 1. */
  double[][] distributions(Spacing spacing, SoftLabels parameters) {
    return switch (this) {
      case SORD -> power(spacing, settled(parameters.power()), settled(parameters.alpha()));
      case GAUSSIAN -> gaussian(spacing, settled(parameters.sigma()));
      case EXPONENTIAL ->
          power(spacing, settled(parameters.power()), 1 / settled(parameters.tau()));
      case GEOMETRIC -> geometric(spacing, settled(parameters.alpha()));
      case BINOMIAL -> binomial(spacing.count());
      case BETA -> cells(spacing, SoftLabelRule::beta);
      case TRIANGULAR -> cells(spacing, triangular(settled(parameters.alpha())));
    };
  }

  /** Takes a parameter that the rule has. */
  private static double settled(@Nullable Double parameter) {
    return Objects.requireNonNull(parameter);
  }

  static double[][] gaussian(Spacing spacing, double sigma) {
    return power(spacing, 2, 1 / (2 * sigma * sigma));
  }

  private static double[][] power(Spacing spacing, double power, double scale) {
    return SoftLabels.softmax(
        spacing.table((y, i) -> Math.pow(spacing.distance(y, i), power)), -scale);
  }

  private static double[][] geometric(Spacing spacing, double alpha) {
    double[][] others =
        SoftLabels.softmax(
            spacing.table((y, i) -> y == i ? Double.POSITIVE_INFINITY : spacing.distance(y, i)),
            Math.log(alpha));
    return spacing.table((y, i) -> y == i ? 1 - alpha : alpha * others[y][i]);
  }

  private static double[][] binomial(int classes) {
    int trials = classes - 1;
    return Spacing.ofRanks(classes)
        .table(
            (y, i) -> {
              double p = 0.1 + 0.8 * y / trials;
              double ways =
                  LogGamma.value(trials + 1.0)
                      - LogGamma.value(i + 1.0)
                      - LogGamma.value(trials - i + 1.0);
              return Math.exp(ways + i * Math.log(p) + (trials - i) * Math.log1p(-p));
            });
  }

  /** A distribution over 0 … 1, the stretch that the cells of all classes cover. */
  @FunctionalInterface
  private interface Continuous {
    double below(double x);
  }

  /** Makes the distribution for a true class of the bounds of its cell. */
  @FunctionalInterface
  private interface Shape {
    Continuous of(double low, double high);
  }

  private static double[][] cells(Spacing spacing, Shape shape) {
    double[] bounds = spacing.bounds();
    int classes = spacing.count();
    double length = bounds[classes] - bounds[0];
    double[] ends = new double[classes + 1];
    for (int k = 0; k <= classes; k++) {
      ends[k] = (bounds[k] - bounds[0]) / length;
    }
    double[][] masses = new double[classes][classes];
    for (int y = 0; y < classes; y++) {
      Continuous distribution = shape.of(ends[y], ends[y + 1]);
      double within = distribution.below(1) - distribution.below(0);
      for (int i = 0; i < classes; i++) {
        masses[y][i] = (distribution.below(ends[i + 1]) - distribution.below(ends[i])) / within;
      }
    }
    return masses;
  }

  private static Continuous beta(double low, double high) {
    double width = high - low;
    if (low == 0 || high == 1) {
      // With a density of (1 − x)^(fall − 1) the deviation is near half the width.
      double fall = Math.max(1, 2 / width - 2);
      return low == 0 ? of(BetaDistribution.of(1, fall)) : of(BetaDistribution.of(fall, 1));
    }
    double mean = (low + high) / 2;
    double both = 4 * mean * (1 - mean) / (width * width) - 1;
    // Below 1 the density would rise towards the ends.
    return of(BetaDistribution.of(Math.max(1, mean * both), Math.max(1, (1 - mean) * both)));
  }

  private static Continuous of(BetaDistribution distribution) {
    return distribution::cumulativeProbability;
  }

  private static Shape triangular(double alpha) {
    double root = Math.sqrt(2 * alpha);
    // The paper's √α1: the share beyond the cell of the first class is its square.
    double endRoot = (Math.sqrt(1 + 4 * (1 - 2 * alpha) * (root - 2 * alpha)) - 1) / 2;
    return (low, high) -> {
      double width = high - low;
      if (low == 0) {
        double base = width / (1 - endRoot);
        return x -> 1 - square(Math.max(0, 1 - x / base));
      }
      if (high == 1) {
        double base = width / (1 - endRoot);
        return x -> square(Math.max(0, 1 - (1 - x) / base));
      }
      double middle = (low + high) / 2;
      double half = width / 2 / (1 - root);
      return x -> {
        double tail = square(Math.max(0, 1 - Math.abs(x - middle) / half)) / 2;
        return x < middle ? tail : 1 - tail;
      };
    };
  }

  private static double square(double x) {
    return x * x;
  }
}
