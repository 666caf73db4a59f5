package io.github.numloss.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which score is the threshold, which classes are in an interval, and how often the true one is.
 */
final class ThresholdTest {
  private static final Threshold TIGHT = new Threshold(0.5, 0.0, null);

  /** The scores are 1 to n, so that the threshold is its rank. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 1", "0.5, 2, 2", "0.5, 3, 2", "0.9, 9, 9", "0.9, 10, 10", "0.9, 19, 18",
    "0.95, 19, 19", "0.95, 99, 95", "0.55, 99, 55", "0.07, 99, 7", "0.29, 99, 29", "0.9, 8,",
    "0.95, 18,"
  })
  void isTheScoreOfItsRank(double level, int images, Double rank) {
    double[] scores = IntStream.range(0, images).mapToDouble(i -> images - i).toArray();
    assertThat(Threshold.of(level, scores).threshold()).isEqualTo(rank);
  }

  /** The score by its definition. */
  private static double score(Predictions predictions, int image, int y, ClassValues values) {
    double total = predictions.total(image);
    double score = 0;
    for (int k = 0; k < values.count() - 1; k++) {
      double cumulative = 0;
      for (int j = 0; j <= k; j++) {
        cumulative += predictions.at(image, j) / total;
      }
      double off = cumulative - (k >= y ? 1 : 0);
      score += (values.at(k + 1) - values.at(k)) * off * off;
    }
    return score;
  }

  @Test
  void intervalsHoldTheClassesUpToTheThresholdWhichFollowEachOtherAndTheMedian() {
    Random random = new Random(15);
    for (int trial = 0; trial < 3000; trial++) {
      int classes = 2 + random.nextInt(20);
      ClassValues values = RandomPredictions.values(random, classes);
      Predictions predictions = RandomPredictions.of(random, 1, classes);
      double limit = score(predictions, 0, random.nextInt(classes), values) + 1e-9;
      if (random.nextInt(4) == 0) {
        limit *= random.nextDouble();
      }
      ClassInterval found = new Threshold(0.9, limit, null).interval(predictions, 0, values);
      int median = new Median().decode(predictions, 0, values);
      assertThat(found.contains(median)).isTrue();
      for (int y = 0; y < classes; y++) {
        double score = score(predictions, 0, y, values);
        assertThat(Nonconformity.of(predictions, 0, values)[y])
            .isCloseTo(score, within(1e-9 * (1 + score)));
        if (y != median && Math.abs(score - limit) > 1e-9 * (1 + score)) {
          assertThat(found.contains(y))
              .as("class %s of score %s", y, score)
              .isEqualTo(score < limit);
        }
      }
    }
  }

  @Test
  void theMedianIsInEvenIfItsScoreIsAboveTheThreshold() {
    Predictions predictions = new Predictions(3, new float[] {0.3f, 0.3f, 0.4f});
    assertThat(TIGHT.interval(predictions, 0, ClassValues.of(0, 1, 9)))
        .isEqualTo(new ClassInterval(1, 1));
  }

  @Test
  void aClassThatIsAsNearAsTheMedianIsInWithIt() {
    Predictions half = new Predictions(3, new float[] {0.5f, 0, 0.5f});
    ClassValues values = ClassValues.of(0, 1, 3);
    // All three have score 3 ⋅ 0.5².
    assertThat(new Threshold(0.5, 0.75, null).interval(half, 0, values))
        .isEqualTo(new ClassInterval(0, 2));
  }

  @Test
  void withoutAThresholdAllClassesAreIn() {
    Predictions certain = new Predictions(3, new float[] {1, 0, 0});
    ClassInterval all = Threshold.of(0.9, new double[8]).interval(certain, 0, ClassValues.range(3));
    assertThat(all).isEqualTo(new ClassInterval(0, 2));
    assertThat(all.width(ClassValues.of(-1, 0, 4.5f))).isEqualTo(5.5);
  }

  /**
   * Draws images and labels that don't follow the predictions, calibrates on some and looks at one
   * more, again and again. The median is in by force, which can only raise the coverage: the
   * intervals are wide enough here for the upper end to hold all the same.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 19", "0.9, 19", "0.9, 40", "0.95, 30"})
  void intervalsHoldTheTrueClassAsOftenAsTheySay(double level, int images) {
    Random random = new Random(7);
    ClassValues values = ClassValues.of(0, 1, 3, 4, 8, 9, 11, 20);
    int experiments = 20_000;
    int held = 0;
    for (int e = 0; e < experiments; e++) {
      Predictions predictions = broad(random, images + 1, values.count());
      int[] labels = labels(random, predictions);
      double[] scores = new double[images];
      for (int i = 0; i < images; i++) {
        scores[i] = Nonconformity.of(predictions, i, values)[labels[i]];
      }
      Threshold threshold = Threshold.of(level, scores);
      held += threshold.interval(predictions, images, values).contains(labels[images]) ? 1 : 0;
    }
    double error = 4 * Math.sqrt(level * (1 - level) / experiments);
    assertThat((double) held / experiments)
        .isBetween(level - error, level + 1.0 / (images + 1) + error);
  }

  private static Predictions broad(Random random, int images, int classes) {
    float[] probabilities = new float[images * classes];
    for (int i = 0; i < images; i++) {
      double centre = random.nextDouble() * (classes - 1);
      double sum = 0;
      double[] row = new double[classes];
      for (int k = 0; k < classes; k++) {
        row[k] = Math.exp(-Math.abs(k - centre) / 2 + 0.2 * random.nextGaussian());
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        probabilities[i * classes + k] = (float) (row[k] / sum);
      }
    }
    return new Predictions(classes, probabilities);
  }

  /** Draws labels that lie a class higher than predicted, as often as not. */
  private static int[] labels(Random random, Predictions predictions) {
    int[] labels = new int[predictions.count()];
    for (int i = 0; i < labels.length; i++) {
      double u = random.nextDouble();
      int drawn = 0;
      double cumulative = predictions.at(i, 0);
      while (cumulative < u && drawn < predictions.classes() - 1) {
        drawn++;
        cumulative += predictions.at(i, drawn);
      }
      labels[i] = Math.min(predictions.classes() - 1, drawn + (random.nextBoolean() ? 1 : 0));
    }
    return labels;
  }
}
