package io.github.numloss.calibrate;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import io.github.numloss.measure.DistributionMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration does to other images than those that it was learned of.
 *
 * @param temperature its temperature
 * @param logLossBefore the images' log loss as predicted, in nats
 * @param logLossAfter the same at the temperature
 * @param expectedCalibrationErrorBefore the images' expected calibration error as predicted
 * @param expectedCalibrationErrorAfter the same at the temperature
 * @param intervals how the intervals of each level do
 */
public record CalibrationMetrics(
    Temperature temperature,
    double logLossBefore,
    double logLossAfter,
    double expectedCalibrationErrorBefore,
    double expectedCalibrationErrorAfter,
    List<IntervalMetrics> intervals) {
  /**
   * Measures a calibration.
   *
   * @param calibration the calibration
   * @param predictions the probabilities [N, K] as the model gives them
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @param weights how much each of the N images counts, but for intervals; null if all count the
   *     same
   * @return what it comes to
   * @throws IllegalArgumentException if the sizes differ, a label is not a class, or all weights
   *     are 0
   */
  public static CalibrationMetrics of(
      Calibration calibration,
      Predictions predictions,
      int[] labels,
      ClassValues classValues,
      float @Nullable [] weights) {
    DistributionMetrics before = DistributionMetrics.of(predictions, labels, classValues, weights);
    DistributionMetrics after =
        DistributionMetrics.of(
            calibration.temperature().apply(predictions), labels, classValues, weights);
    return new CalibrationMetrics(
        calibration.temperature(),
        Calibration.logLoss(before),
        Calibration.logLoss(after),
        Calibration.expectedCalibrationError(before),
        Calibration.expectedCalibrationError(after),
        calibration.intervals().stream()
            .map(threshold -> IntervalMetrics.of(threshold, predictions, labels, classValues))
            .toList());
  }
}
