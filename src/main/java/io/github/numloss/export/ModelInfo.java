package io.github.numloss.export;

import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.evaluate.Metrics;
import io.github.numloss.experiment.Provenance;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.model.Architecture;
import io.github.numloss.train.TrainConfig;
import java.util.Map;

/**
 * What a SavedModel is and where it comes from: the content of its {@code assets.extra/model.json}.
 *
 * @param schemaVersion 1
 * @param model the architecture
 * @param height rows of an image
 * @param width columns of an image
 * @param classValues the number that each class stands for
 * @param parameterCount the numbers that were learned
 * @param config how it was trained
 * @param metrics the measures on the test images by decoder
 * @param provenance where it comes from
 */
public record ModelInfo(
    int schemaVersion,
    Architecture model,
    int height,
    int width,
    ClassValues classValues,
    long parameterCount,
    TrainConfig config,
    Map<String, Metrics> metrics,
    Provenance provenance) {
  private static final int SCHEMA_VERSION = 1;

  /**
   * Checks the layout's version and the image size.
   *
   * @throws IllegalArgumentException if it is another version, or the size is impossible
   */
  public ModelInfo {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion is %d, expected %d".formatted(schemaVersion, SCHEMA_VERSION));
    }
    Images.requireSize(height, width);
  }

  /** Describes the network that a trial trained. */
  static ModelInfo of(TrialResult result) {
    return new ModelInfo(
        SCHEMA_VERSION,
        result.config().model(),
        result.data().height(),
        result.data().width(),
        result.data().classValues(),
        result.parameterCount(),
        result.config(),
        result.metrics(),
        result.provenance());
  }
}
