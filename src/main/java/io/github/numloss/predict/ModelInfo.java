package io.github.numloss.predict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.calibrate.Calibration;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Learned;
import io.github.numloss.head.Head;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.SavedPath;
import io.github.numloss.io.SchemaVersion;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.picture.Preparation;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.source.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a SavedModel is and where it comes from: the content of its {@code assets.extra/model.json}.
 *
 * @param schemaVersion 2; 1 had no head
 * @param model the model
 * @param head makes probabilities of the network's outputs; the softmax if it is null
 * @param height rows of a picture; null of features
 * @param width columns of a picture; null of features
 * @param channels channels of a picture; null of grey ones and of features
 * @param features the number of features; null of pictures
 * @param featureColumns what is known of the features; null if nothing is, as of pictures
 * @param frozen the network whose vectors were learned in place of pictures; null if there is none
 * @param classValues the number that each class stands for
 * @param preparation how the images were made that it learned, and pictures are made for it; where
 *     an older file has none, what the catalog says of its data set
 * @param testFolder the folder of the test images, in the file relative to that of the version;
 *     null if they are the catalog's, and in models of before it was kept
 * @param notes what is said of data of one's own that it learned, with the costs of wrong answers
 *     for the decoder least-cost; null if nothing is
 * @param parameterCount the numbers that were learned
 * @param config how it was trained: the configuration of its training, with data set and test
 * @param metrics the measures on the test images by decoder
 * @param calibration what the validation images say of the probabilities, which are as before it;
 *     null without validation, and in models of before it was
 * @param provenance where it comes from
 */
public record ModelInfo(
    int schemaVersion,
    ModelSpec model,
    @JsonSetter(nulls = Nulls.SET) Head head,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer height,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer width,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer channels,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer features,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable FeatureColumns featureColumns,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Frozen frozen,
    ClassValues classValues,
    @JsonSetter(nulls = Nulls.SET) Preparation preparation,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String testFolder,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable DataNotes notes,
    long parameterCount,
    JsonNode config,
    Map<String, Metrics> metrics,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Calibration calibration,
    Provenance provenance) {
  /** The version of this layout. */
  public static final int SCHEMA_VERSION = 2;

  /**
   * Checks the layout's version and the image size.
   *
   * @throws IllegalArgumentException if it is another version, or the size is impossible
   */
  public ModelInfo {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
    head = head == null ? new Softmax() : head;
    for (String field : List.of("dataset", "test")) {
      Check.that(config.path(field).isTextual(), "config.%s is missing, or no text", field);
    }
    InputShape.of(height, width, channels, features);
    if (preparation == null) {
      preparation = Catalog.builtIn().preparation(config.path("dataset").asText());
    }
  }

  /**
   * Gives the data set, or the folder, whose training images it learned.
   *
   * @return its name as it was typed
   */
  public String dataset() {
    return config.path("dataset").asText();
  }

  /**
   * Gives the data set, or the folder, whose test images it was measured on.
   *
   * @return its name as it was typed
   */
  public String test() {
    return config.path("test").asText();
  }

  /**
   * Gives the shape of an example.
   *
   * @return what height, width, channels and features say
   */
  @JsonIgnore
  public InputShape input() {
    return InputShape.of(height, width, channels, features);
  }

  /**
   * Gives what other examples have to fit.
   *
   * @return shape, features and classes
   */
  @JsonIgnore
  public Learned learned() {
    return new Learned(
        input(), featureColumns == null ? FeatureColumns.NONE : featureColumns, classValues);
  }

  /**
   * Gives what is said of the data that it learned.
   *
   * @return what the data's dataset.json said, or what the catalog says of its data sets
   */
  @JsonIgnore
  public DataNotes said() {
    return notes == null ? Catalog.builtIn().notes(dataset()) : notes;
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
        head,
        height,
        width,
        channels,
        features,
        featureColumns,
        frozen,
        classValues,
        preparation,
        folder,
        notes,
        parameterCount,
        config,
        metrics,
        calibration,
        provenance);
  }
}
