package io.github.numloss.calibrate;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import io.github.numloss.measure.DistributionMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What images that were held back from training say of how far a model's probabilities can be
 * trusted.
 *
 * <p>All of them are used for both: the thresholds are of the probabilities as the model gives
 * them, so that the temperature, which was fitted to the same images, has no part in them and takes
 * nothing from what they promise. The measures after are of the images that the temperature was
 * fitted to; what it does to others, test images say.
 *
 * @param images how many images there were
 * @param temperature makes the log loss of their probabilities least
 * @param logLossBefore their log loss as predicted, in nats
 * @param logLossAfter the same at the temperature; not above that before
 * @param expectedCalibrationErrorBefore their expected calibration error as predicted, 0 to 1
 * @param expectedCalibrationErrorAfter the same at the temperature
 * @param intervals the thresholds of intervals by level, ascending; {@link #LEVEL} is one of them
 */
public record Calibration(
    int images,
    Temperature temperature,
    double logLossBefore,
    double logLossAfter,
    double expectedCalibrationErrorBefore,
    double expectedCalibrationErrorAfter,
    List<Threshold> intervals) {
  /** The level of the intervals that are shown where there is room for one. */
  public static final double LEVEL = 0.9;

  private static final double[] LEVELS = {0.5, LEVEL, 0.95, 0.99};

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is impossible, or levels don't ascend, or {@link
   *     #LEVEL} is missing
   */
  public Calibration {
    Check.atLeast(1, "the number of images of a calibration", images);
    Check.that(
        logLossBefore >= 0 && logLossAfter >= 0,
        "the log losses are %s and %s, expected at least 0",
        logLossBefore,
        logLossAfter);
    Check.that(
        isShare(expectedCalibrationErrorBefore) && isShare(expectedCalibrationErrorAfter),
        "the expected calibration errors are %s and %s, expected 0 to 1",
        expectedCalibrationErrorBefore,
        expectedCalibrationErrorAfter);
    intervals = List.copyOf(intervals);
    for (int i = 1; i < intervals.size(); i++) {
      Check.that(
          intervals.get(i - 1).level() < intervals.get(i).level(),
          "the level %s of an interval follows %s, expected ascending levels",
          intervals.get(i).level(),
          intervals.get(i - 1).level());
    }
    Check.that(find(intervals, LEVEL).isPresent(), "no interval has the level %s", LEVEL);
  }

  private static boolean isShare(double number) {
    return number >= 0 && number <= 1;
  }

  private static Optional<Threshold> find(List<Threshold> intervals, double level) {
    return intervals.stream().filter(threshold -> threshold.level() == level).findFirst();
  }

  /**
   * Learns of images that were not learned.
   *
   * @param predictions the probabilities [N, K] as the model gives them
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @param weights how much each of the N images counts for the temperature and in the measures;
   *     null if all count the same. For the thresholds, which promise to hold for an image however
   *     much it counts, all do
   * @return the calibration
   * @throws IllegalArgumentException if the sizes differ, a label is not a class, or all weights
   *     are 0
   */
  public static Calibration of(
      Predictions predictions, int[] labels, ClassValues classValues, float @Nullable [] weights) {
    DistributionMetrics before = DistributionMetrics.of(predictions, labels, classValues, weights);
    Temperature temperature = Temperature.fit(predictions, labels, weights);
    DistributionMetrics after =
        DistributionMetrics.of(temperature.apply(predictions), labels, classValues, weights);
    if (logLoss(after) >= logLoss(before)) {
      // The least is at 1, or so near that rounding to float32 takes the gain away.
      temperature = Temperature.NONE;
      after = before;
    }
    double[] scores = new double[labels.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Nonconformity.of(predictions, i, classValues)[labels[i]];
    }
    return new Calibration(
        labels.length,
        temperature,
        logLoss(before),
        logLoss(after),
        expectedCalibrationError(before),
        expectedCalibrationError(after),
        Arrays.stream(LEVELS).mapToObj(level -> Threshold.of(level, scores)).toList());
  }

  static double logLoss(DistributionMetrics metrics) {
    return metrics.number("logLoss");
  }

  static double expectedCalibrationError(DistributionMetrics metrics) {
    return metrics.number("expectedCalibrationError");
  }

  /**
   * Gives the classes of an image's interval of the level {@link #LEVEL}.
   *
   * @param predictions the probabilities [N, K] as the model gives them
   * @param image which row, 0 … N − 1
   * @param classValues the number that each of the K classes stands for
   * @return the classes
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  public ClassInterval interval(Predictions predictions, int image, ClassValues classValues) {
    return find(intervals, LEVEL).orElseThrow().interval(predictions, image, classValues);
  }
}
