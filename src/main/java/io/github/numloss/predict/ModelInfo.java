package io.github.numloss.predict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.SavedPath;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.Architecture;
import io.github.numloss.picture.Preparation;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.source.Catalog;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What a SavedModel is and where it comes from: the content of its {@code assets.extra/model.json}.
 *
 * @param schemaVersion 1
 * @param model the architecture
 * @param height rows of an image
 * @param width columns of an image
 * @param classValues the number that each class stands for
 * @param preparation how the images were made that it learned, and pictures are made for it; where
 *     an older file has none, what the catalog says of its data set
 * @param testFolder the folder of the test images, in the file relative to that of the version;
 *     null if they are the catalog's, and in models of before it was kept
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
    @JsonSetter(nulls = Nulls.SET) Preparation preparation,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL) String testFolder,
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
          String.format(
              Locale.ROOT, "schemaVersion is %d, expected %d", schemaVersion, SCHEMA_VERSION));
    }
    Images.requireSize(height, width);
    if (preparation == null) {
      preparation = Catalog.builtIn().preparation(config.dataset());
    }
  }

  /** Describes the network that a trial trained. */
  static ModelInfo of(TrialResult result) {
    return new ModelInfo(
        SCHEMA_VERSION,
        result.config().model(),
        result.data().height(),
        result.data().width(),
        result.data().classValues(),
        result.data().preparation(),
        result.data().testFolder(),
        result.parameterCount(),
        result.config(),
        result.metrics(),
        result.provenance());
  }

  /** Gives it as a file in a version's folder has it. */
  ModelInfo writtenIn(Path version) {
    return testFolder == null ? this : with(SavedPath.relative(version, Path.of(testFolder)));
  }

  /** Gives what a file in a version's folder means. */
  ModelInfo readIn(Path version) {
    return testFolder == null ? this : with(SavedPath.resolve(version, testFolder).toString());
  }

  private ModelInfo with(String folder) {
    return new ModelInfo(
        schemaVersion,
        model,
        height,
        width,
        classValues,
        preparation,
        folder,
        parameterCount,
        config,
        metrics,
        provenance);
  }
}
