package io.github.numloss.predict;

import io.github.numloss.calibrate.Calibration;
import io.github.numloss.calibrate.Threshold;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model's card says of how far its probabilities can be trusted. */
final class CalibrationText {
  private CalibrationText() {}

  /** Gives a sentence, and a section if there is a calibration. */
  static String of(@Nullable Calibration calibration) {
    if (calibration == null) {
      return "The probabilities are not calibrated.";
    }
    return String.format(
        Locale.ROOT,
        """
        The output `probabilities` is not calibrated.

        ## Calibration
        %,d of the training images were held back. On them, `p^(1/T)` with T = %.4f, divided by its sum, was as sure
        as it was right: the log loss went from %.4f to %.4f, the expected calibration error from %.2f %% to %.2f %%.

        An interval of classes goes from the lowest to the highest class y whose score Σ (v_k+1 - v_k)(P_k - [k ≥ y])²
        is at most a threshold, and holds the median; v are the numbers of the classes, P_k is the sum of the first k
        `probabilities`, and the sum goes over k = 1 to K - 1. It holds the true class with a
        probability of at least its level:

        | level | threshold |
        | --- | --- |
        %s

        That is promised for images of the kind that was held back, and for all of them together. Images of another
        kind, or of one class, may be held less often. `numloss predict` gives both; `model.json` has the numbers.""",
        calibration.images(),
        calibration.temperature().value(),
        calibration.logLossBefore(),
        calibration.logLossAfter(),
        100 * calibration.expectedCalibrationErrorBefore(),
        100 * calibration.expectedCalibrationErrorAfter(),
        calibration.intervals().stream()
            .map(CalibrationText::row)
            .collect(Collectors.joining("\n")));
  }

  private static String row(Threshold threshold) {
    return String.format(
        Locale.ROOT,
        "| %.0f %% | %s |",
        100 * threshold.level(),
        threshold.threshold() == null ? "all classes" : threshold.threshold());
  }
}
