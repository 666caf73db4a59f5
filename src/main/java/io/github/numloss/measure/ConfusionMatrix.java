package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Predictions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many images of each class were decoded to each class.
 *
 * @param counts [true class][decoded class], square and not negative
 */
public record ConfusionMatrix(@JsonValue int[][] counts) {
  /**
   * Copies the counts and checks them.
   *
   * @throws IllegalArgumentException if there are fewer than 2 classes, a row has another length
   *     than there are rows, a count is negative, or the sum is 0 or beyond an int
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConfusionMatrix {
    Check.that(counts.length >= 2, "%d rows of counts, expected at least 2", counts.length);
    counts = counts.clone();
    long images = 0;
    for (int i = 0; i < counts.length; i++) {
      Check.that(
          counts[i] != null && counts[i].length == counts.length,
          "row %d of the counts is not %d long, as there are rows",
          i,
          counts.length);
      counts[i] = counts[i].clone();
      for (int j = 0; j < counts.length; j++) {
        int count = counts[i][j];
        Check.that(count >= 0, "count [%d][%d] is %d, expected 0 or more", i, j, count);
        images += count;
      }
    }
    Check.that(
        images >= 1 && images <= Integer.MAX_VALUE,
        "the counts sum to %d, expected 1 to %d",
        images,
        Integer.MAX_VALUE);
  }

  /**
   * Decodes every image and counts.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param decoder the rule from probabilities to a class
   * @param classValues the number that each of the K classes stands for
   * @return the counts [K][K]
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  public static ConfusionMatrix of(
      Predictions predictions, int[] labels, ClassDecoder decoder, ClassValues classValues) {
    requireFit(predictions, labels);
    int classes = predictions.classes();
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][decoder.decode(predictions, i, classValues)]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** Requires a label for each image, and each to be a class. */
  static void requireFit(Predictions predictions, int[] labels) {
    Check.that(
        labels.length == predictions.count(),
        "%d labels for predictions of %d images",
        labels.length,
        predictions.count());
    for (int i = 0; i < labels.length; i++) {
      Check.that(
          labels[i] >= 0 && labels[i] < predictions.classes(),
          "label %d is %d, beyond the %d classes",
          i,
          labels[i],
          predictions.classes());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
