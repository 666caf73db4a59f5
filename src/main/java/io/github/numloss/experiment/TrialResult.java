package io.github.numloss.experiment;

import io.github.numloss.data.ClassValues;
import io.github.numloss.evaluate.ConfusionMatrix;
import io.github.numloss.evaluate.Metrics;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import java.util.List;
import java.util.Map;

/**
 * What a trial measured: the content of {@code trial.json}.
 *
 * @param schemaVersion 1
 * @param config everything needed to run it again
 * @param data what it was run on
 * @param parameterCount the numbers that the network learned
 * @param history a row an epoch
 * @param metrics the measures on the test images by decoder
 * @param confusion the confusion matrix of the test images by decoder
 * @param provenance where the result comes from
 */
public record TrialResult(
    int schemaVersion,
    TrainConfig config,
    Data data,
    long parameterCount,
    List<EpochResult> history,
    Map<String, Metrics> metrics,
    Map<String, ConfusionMatrix> confusion,
    Provenance provenance) {
  /** The version of this layout. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * Sizes of the data.
   *
   * @param trainImages training images, those held back for validation included
   * @param testImages test images
   * @param height rows of an image
   * @param width columns of an image
   * @param classValues the number that each class stands for
   */
  public record Data(
      int trainImages, int testImages, int height, int width, ClassValues classValues) {
    /**
     * Checks the image size, and that the class values are there.
     *
     * @throws IllegalArgumentException if a size is impossible, or they are not
     */
    public Data {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "impossible image size %d x %d".formatted(height, width));
      }
      require(classValues, "classValues");
    }
  }

  /**
   * Checks the layout's version, and that nothing is missing.
   *
   * @throws IllegalArgumentException if it is another one, or something is
   */
  public TrialResult {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion is %d, expected %d".formatted(schemaVersion, SCHEMA_VERSION));
    }
    require(config, "config");
    require(data, "data");
    require(history, "history");
    require(metrics, "metrics");
    require(confusion, "confusion");
    require(provenance, "provenance");
  }

  private static void require(Object field, String name) {
    if (field == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }
}
