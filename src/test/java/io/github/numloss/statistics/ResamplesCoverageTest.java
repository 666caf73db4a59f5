package io.github.numloss.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulates how often the interval for divided data covers the truth: data sets of 100 examples are
 * drawn, each is divided several times, and two learners are compared by the mean absolute error on
 * what each division leaves out. The truth is the difference that is to be expected of learners of
 * as many examples as a division leaves to learn, on new ones, from 4,000 other samples of 80, with
 * 1,000 new examples each.
 *
 * <p>The learners predict a number by the mean of what was learned, and by a straight line through
 * it. 2,000 data sets tell a coverage of 0.95 to ± 0.005, one standard error; they are the same
 * each time. Nadeau and Bengio's correction is an approximation: of folds it is a cautious one,
 * while with 15 shares at random 92 % were covered.
 */
final class ResamplesCoverageTest {
  private static final int DATA_SETS = 2000;
  private static final int EXAMPLES = 100;
  private static final int PARTS = 5;

  /** Numbers that go by another number, with noise. */
  private record Sample(double[] x, double[] y) {
    static Sample draw(SplittableRandom random, int count, double slope) {
      double[] x = IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
      double[] y = Arrays.stream(x).map(at -> slope * at + random.nextGaussian()).toArray();
      return new Sample(x, y);
    }

    Sample select(int[] indices) {
      return new Sample(
          Arrays.stream(indices).mapToDouble(i -> x[i]).toArray(),
          Arrays.stream(indices).mapToDouble(i -> y[i]).toArray());
    }
  }

  /** A straight line; flat where only the mean is learned. */
  private record Line(double atZero, double slope) {
    static Line of(Sample sample, boolean flat) {
      double meanX = Arrays.stream(sample.x()).average().orElseThrow();
      double meanY = Arrays.stream(sample.y()).average().orElseThrow();
      double products = 0;
      double squares = 0;
      for (int i = 0; i < sample.x().length; i++) {
        products += (sample.x()[i] - meanX) * (sample.y()[i] - meanY);
        squares += (sample.x()[i] - meanX) * (sample.x()[i] - meanX);
      }
      double slope = flat ? 0 : products / squares;
      return new Line(meanY - slope * meanX, slope);
    }

    double error(Sample sample) {
      double sum = 0;
      for (int i = 0; i < sample.x().length; i++) {
        sum += Math.abs(sample.y()[i] - atZero - slope * sample.x()[i]);
      }
      return sum / sample.x().length;
    }
  }

  private static double[] errors(Sample learned, Sample tested) {
    return new double[] {
      Line.of(learned, true).error(tested), Line.of(learned, false).error(tested)
    };
  }

  private static double truth(SplittableRandom random, double slope) {
    double sum = 0;
    for (int i = 0; i < 4_000; i++) {
      double[] errors =
          errors(
              Sample.draw(random, EXAMPLES - EXAMPLES / PARTS, slope),
              Sample.draw(random, 1000, slope));
      sum += errors[1] - errors[0];
    }
    return sum / 4_000;
  }

  private static int[] shuffled(SplittableRandom random) {
    int[] order = IntStream.range(0, EXAMPLES).toArray();
    for (int i = EXAMPLES - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }

  /**
   * Folds take the parts of a shuffled order in turn, shares the first part of a new order each
   * time.
   */
  @ParameterizedTest
  @CsvSource({
    "5, true, 0.94, 0.99",
    "10, true, 0.94, 0.99",
    "30, true, 0.94, 0.99",
    "15, false, 0.91, 0.95"
  })
  void theTruthIsCoveredAboutAsOftenAsTheIntervalSays(
      int divisions, boolean folds, double least, double most) {
    SplittableRandom random = new SplittableRandom(20031);
    double slope = 0.4;
    double truth = truth(random, slope);
    int covered = 0;
    int without = 0;
    for (int set = 0; set < DATA_SETS; set++) {
      Sample all = Sample.draw(random, EXAMPLES, slope);
      double[][] found = new double[2][divisions];
      int[] order = shuffled(random);
      for (int division = 0; division < divisions; division++) {
        if (!folds || division % PARTS == 0) {
          order = shuffled(random);
        }
        int[] now = order;
        int part = folds ? division % PARTS : 0;
        int size = EXAMPLES / PARTS;
        int[] tested = Arrays.copyOfRange(now, part * size, (part + 1) * size);
        int[] learned =
            IntStream.range(0, EXAMPLES).filter(i -> i / size != part).map(i -> now[i]).toArray();
        double[] errors = errors(all.select(learned), all.select(tested));
        found[0][division] = errors[0];
        found[1][division] = errors[1];
      }
      covered += covers(PairedComparison.ofResamples(found[0], found[1], 0.25), truth) ? 1 : 0;
      without += covers(PairedComparison.of(found[0], found[1]), truth) ? 1 : 0;
    }
    assertThat((double) covered / DATA_SETS)
        .as("without the correction %s", (double) without / DATA_SETS)
        .isBetween(least, most);
    if (divisions > PARTS) {
      assertThat((double) without / DATA_SETS).isLessThan(0.9);
    }
  }

  private static boolean covers(PairedComparison comparison, double truth) {
    return comparison.confidenceLow() <= truth && truth <= comparison.confidenceHigh();
  }
}
