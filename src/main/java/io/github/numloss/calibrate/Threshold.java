package io.github.numloss.calibrate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Up to which score a class belongs to an interval, so that intervals hold the true class at least
 * as often as a level says: split conformal prediction (Papadopoulos, Proedrou, Vovk, Gammerman
 * 2002; Angelopoulos, Bates 2023, section 1). Of n images that were not learned, it is the ⌈(n + 1)
 * level⌉-th smallest score of the true class. For another image that could have been any of them,
 * the true class has at most this score with a probability of at least the level, and of at most 1
 * / (n + 1) more unless scores are the same. That is a mean over all images: one class can be held
 * less often than another. Nothing follows for images of another kind.
 *
 * @param level the share of images whose interval shall hold the true class, between 0 and 1
 * @param threshold the score, at least 0, in class values; null if n images are too few for the
 *     level, and intervals hold all classes
 * @param thresholdReason why there is none; null if there is one
 */
public record Threshold(
    double level,
    @JsonSetter(nulls = Nulls.SET) @Nullable Double threshold,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String thresholdReason) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is impossible, or there is not either a threshold or
   *     the reason why there is none
   */
  public Threshold {
    Check.that(level > 0 && level < 1, "the level is %s, expected between 0 and 1", level);
    Check.that(
        (threshold == null) != (thresholdReason == null),
        "expected either the threshold or the reason why there is none");
    Check.that(
        threshold == null || (threshold >= 0 && Double.isFinite(threshold)),
        "the threshold is %s, expected a finite number of at least 0",
        threshold);
  }

  /**
   * Takes the threshold from the scores of the true classes.
   *
   * @param level the share of images whose interval shall hold the true class
   * @param scores a score an image
   * @return the threshold
   */
  static Threshold of(double level, double[] scores) {
    // A level is meant as it is written: 0.55 of 100 is 55, and not the bit more of doubles.
    int rank =
        BigDecimal.valueOf(level)
            .multiply(BigDecimal.valueOf(scores.length + 1L))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    if (rank > scores.length) {
      return new Threshold(
          level,
          null,
          String.format(
              Locale.ROOT,
              "%d images are too few for this level; its intervals hold all classes",
              scores.length));
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return new Threshold(level, sorted[rank - 1], null);
  }

  /**
   * Gives the classes of an image's interval: from the lowest to the highest whose score is at most
   * the threshold, and the median, without which an interval could be empty.
   *
   * @param predictions the probabilities [N, K] as the model gives them, at no temperature
   * @param image which row, 0 … N − 1
   * @param classValues the number that each of the K classes stands for
   * @return the classes
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  public ClassInterval interval(Predictions predictions, int image, ClassValues classValues) {
    int median = new Median().decode(predictions, image, classValues);
    if (threshold == null) {
      return new ClassInterval(0, classValues.count() - 1);
    }
    double[] scores = Nonconformity.of(predictions, image, classValues);
    int lowest = 0;
    while (lowest < median && scores[lowest] > threshold) {
      lowest++;
    }
    int highest = classValues.count() - 1;
    while (highest > median && scores[highest] > threshold) {
      highest--;
    }
    return new ClassInterval(lowest, highest);
  }
}
