package io.github.numloss.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often the interval across seeds covered the truth in simulations.
 *
 * @param simulations number of samples
 * @param shown those that have an interval
 * @param covered those whose interval has the truth in it
 * @param meanWidth the mean width of the intervals, NaN without one
 */
record Coverage(int simulations, int shown, int covered, double meanWidth) {
  /** Draws samples and counts, for all statistics at once. */
  static Map<ErrorStatistic, Coverage> of(
      MadeUpErrors population, int leastSeeds, int simulations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<ErrorStatistic, Coverage> counts = new EnumMap<>(ErrorStatistic.class);
    for (int simulation = 0; simulation < simulations; simulation++) {
      double[][][] errors = population.draw(random);
      DifferenceInterval.of(errors[0], errors[1], leastSeeds)
          .forEach(
              (statistic, interval) ->
                  counts.merge(
                      statistic, of(interval, population.truth(statistic)), Coverage::plus));
    }
    counts.replaceAll((statistic, sum) -> sum.withMeanWidth());
    return counts;
  }

  private static Coverage of(DifferenceInterval interval, double truth) {
    if (interval.low() == null) {
      return new Coverage(1, 0, 0, 0);
    }
    boolean covered = interval.low() <= truth && truth <= interval.high();
    return new Coverage(1, 1, covered ? 1 : 0, interval.high() - interval.low());
  }

  private Coverage plus(Coverage other) {
    return new Coverage(
        simulations + other.simulations,
        shown + other.shown,
        covered + other.covered,
        meanWidth + other.meanWidth);
  }

  private Coverage withMeanWidth() {
    return new Coverage(simulations, shown, covered, meanWidth / shown);
  }

  /** Gives the share of the intervals shown that have the truth in them. */
  double share() {
    return (double) covered / shown;
  }
}
