package io.github.numloss.measure;

import io.github.numloss.check.Check;
import org.jspecify.annotations.Nullable;

/** How much each image counts in measures: all the same, or by weights that were given. */
final class Weights {
  private final float @Nullable [] values;
  private final double total;

  /**
   * Takes weights.
   *
   * @param values a weight for each image, not copied; null if all count the same
   * @param images how many images there are
   * @throws IllegalArgumentException if there are not as many weights, one is not finite or below
   *     0, or all are 0
   */
  Weights(float @Nullable [] values, int images) {
    this.values = values;
    if (values == null) {
      total = images;
      return;
    }
    Check.that(values.length == images, "%d weights for %d images", values.length, images);
    double sum = 0;
    for (int i = 0; i < images; i++) {
      Check.that(
          values[i] >= 0 && Float.isFinite(values[i]),
          "weight %s is %s, expected a finite number of at least 0",
          i,
          values[i]);
      sum += values[i];
    }
    Check.that(sum > 0, "the weights of all %d images are 0", images);
    total = sum;
  }

  boolean areGiven() {
    return values != null;
  }

  /** Gives the weight of an image; 1 if all count the same. */
  double of(int image) {
    return values == null ? 1 : values[image];
  }

  /** Gives the sum of all weights, above 0; the number of images if all count the same. */
  double total() {
    return total;
  }
}
