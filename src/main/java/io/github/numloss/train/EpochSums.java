package io.github.numloss.train;

import io.github.numloss.check.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an epoch has learned so far. The losses are sums over its images.
 *
 * @param images images learned
 * @param loss the loss that is minimised
 * @param parts its parts by name, not weighted
 * @param seconds the time that it took
 */
record EpochSums(int images, double loss, Map<String, Double> parts, double seconds) {
  /** An epoch that has not begun. */
  static final EpochSums NONE = new EpochSums(0, 0, Map.of(), 0);

  /**
   * Copies the map, keeps its order, and checks the number of images.
   *
   * @throws IllegalArgumentException if it is negative
   */
  EpochSums {
    Check.atLeast(0, "images", images);
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Adds a step; the time is that of the epoch so far. */
  EpochSums plus(TrainingGraph.Losses means, int batch, double secondsSoFar) {
    Map<String, Double> sums = new LinkedHashMap<>();
    means
        .parts()
        .forEach(
            (name, mean) -> sums.put(name, parts.getOrDefault(name, 0.0) + (double) mean * batch));
    return new EpochSums(images + batch, loss + (double) means.loss() * batch, sums, secondsSoFar);
  }

  /** Gives the epoch's row of the history; the time is that of the epoch with its validation. */
  EpochResult result(int epoch, EpochResult.@Nullable Validation validation, double allSeconds) {
    Map<String, Double> means = new LinkedHashMap<>();
    parts.forEach((name, sum) -> means.put(name, sum / images));
    return new EpochResult(epoch, loss / images, means, validation, allSeconds, images / seconds);
  }
}
