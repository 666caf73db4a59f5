package io.github.numloss.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.calibrate.Calibration;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.Examples;
import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Learned;
import io.github.numloss.decode.Argmax;
import io.github.numloss.io.SavedPath;
import io.github.numloss.io.SchemaVersion;
import io.github.numloss.measure.ConfusionMatrix;
import io.github.numloss.measure.DistributionMetrics;
import io.github.numloss.measure.Metrics;
import io.github.numloss.picture.Preparation;
import io.github.numloss.predict.Frozen;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial measured: the content of {@code trial.json}.
 *
 * @param schemaVersion 2; 1 had no distribution
 * @param config everything needed to run it again
 * @param data what it was run on
 * @param parameterCount the numbers that the network learned
 * @param history a row an epoch
 * @param metrics the measures on the test images by decoder
 * @param confusion the confusion matrix of the test images by decoder
 * @param distribution the measures of the test images' distributions; null in version 1
 * @param calibration what the validation images say of the probabilities, which are as before it;
 *     null without validation, and in trials of before it was
 * @param validation the measures on the validation images by decoder, by which methods may be
 *     chosen; null without validation, and in trials of before it was
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
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable DistributionMetrics distribution,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Calibration calibration,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, Metrics> validation,
    Provenance provenance) {
  /** The version of this layout. */
  public static final int SCHEMA_VERSION = 2;

  /**
   * Sizes of the data.
   *
   * @param trainImages training images, those held back for validation included
   * @param testImages test images
   * @param height rows of a picture; null of features
   * @param width columns of a picture; null of features
   * @param channels channels of a picture; null of grey ones and of features
   * @param features the number of features; null of pictures
   * @param featureColumns what is known of the features; null if nothing is, as of pictures
   * @param frozen the network whose vectors were learned; null if there is none
   * @param classValues the number that each class stands for
   * @param preparation how the training images were made; null in trials of before it was asked
   * @param testFolder the folder of the test images, in the file relative to that of the trial;
   *     null if they are the catalog's, and in trials of before it was kept
   * @param divided true where the seed says which of the examples are tested on; else null
   * @param notes what is said of data of one's own that was learned; null if nothing is
   */
  public record Data(
      int trainImages,
      int testImages,
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
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Preparation preparation,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String testFolder,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Boolean divided,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable DataNotes notes) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is impossible
     */
    public Data {
      Check.that(
          trainImages >= 1 && testImages >= 1,
          "impossible numbers of images: %d to train and %d to test",
          trainImages,
          testImages);
      InputShape.of(height, width, channels, features);
    }

    /** Gives what is written of a trial's data. */
    static Data of(
        Examples train,
        Examples test,
        Preparation preparation,
        @Nullable String testFolder,
        boolean divided,
        DataNotes notes,
        @Nullable Frozen frozen) {
      InputShape shape = train.inputs().shape();
      return new Data(
          train.count(),
          test.count(),
          shape.storedHeight(),
          shape.storedWidth(),
          shape.storedChannels(),
          shape.storedFeatures(),
          Learned.of(train).columns().stored(),
          frozen,
          train.classValues(),
          preparation,
          testFolder,
          divided ? true : null,
          notes.stored());
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
     * Gives the shape of what the network learned.
     *
     * @return that of a frozen network's vector, if there is one, else that of an example
     */
    @JsonIgnore
    public InputShape learnedInput() {
      return frozen == null ? input() : frozen.vector();
    }

    private Data in(@Nullable String folder, @Nullable Frozen network) {
      return new Data(
          trainImages,
          testImages,
          height,
          width,
          channels,
          features,
          featureColumns,
          network,
          classValues,
          preparation,
          folder,
          divided,
          notes);
    }
  }

  /**
   * Checks the layout's version, and that the parts fit each other.
   *
   * @throws IllegalArgumentException if it is another one, or they don't
   */
  public TrialResult {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
    Check.that(
        metrics.containsKey(Argmax.NAME) && confusion.containsKey(Argmax.NAME),
        "metrics and confusion have no %s, by which trials are compared",
        Argmax.NAME);
    int classes = data.classValues().count();
    confusion.forEach(
        (decoder, matrix) -> {
          Check.that(
              matrix.counts().length == classes,
              "confusion.%s has %d classes, expected %d, as there are class values",
              decoder,
              matrix.counts().length,
              classes);
        });
  }

  /**
   * Tells whether the test images counted by their weights in the measures.
   *
   * @return whether they did; if not, all counted the same
   */
  @JsonIgnore
  public boolean isWeighted() {
    return metrics.values().stream().anyMatch(Metrics::isWeighted);
  }

  /**
   * Gives it as a trial's file has it.
   *
   * @param folder the folder of the trial
   * @return the same, with the folder of the test images relative to it
   */
  public TrialResult writtenIn(Path folder) {
    Frozen frozen = data.frozen();
    return with(
        data.in(
            data.testFolder() == null
                ? null
                : SavedPath.relative(folder, Path.of(data.testFolder())),
            frozen == null ? null : frozen.writtenIn(folder)));
  }

  /** Gives what a file in a folder means. */
  TrialResult readIn(Path folder) {
    Frozen frozen = data.frozen();
    return with(
        data.in(
            data.testFolder() == null
                ? null
                : SavedPath.resolve(folder, data.testFolder()).toString(),
            frozen == null ? null : frozen.readIn(folder)));
  }

  private TrialResult with(Data changed) {
    return new TrialResult(
        schemaVersion,
        config,
        changed,
        parameterCount,
        history,
        metrics,
        confusion,
        distribution,
        calibration,
        validation,
        provenance);
  }
}
