package io.github.numloss.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Learned;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The test examples of a run or of a model.
 *
 * @param name what it was tested on, as it was typed
 * @param folder the folder or file that this was; null if it is not known, or was none
 * @param isOther whether it learned other data than this
 * @param options how the data is read and divided
 * @param seed what a division follows from
 * @param learned what other data has to fit
 */
record TestData(
    String name,
    @Nullable String folder,
    boolean isOther,
    DataOptions options,
    long seed,
    Learned learned) {

  /** Gives those of a run. */
  static TestData of(TrialResult run) {
    TrainConfig config = run.config();
    return new TestData(
        config.test(),
        run.data().testFolder(),
        !config.test().equals(config.dataset()),
        config.dataOptions(),
        config.seed(),
        run.data().learned());
  }

  /** Gives those of a model. */
  static TestData of(ModelInfo model) throws DataException {
    JsonNode options = model.config().path("data");
    return new TestData(
        model.test(),
        model.testFolder(),
        !model.test().equals(model.dataset()),
        options(options),
        model.config().path("seed").asLong(),
        model.learned());
  }

  private static DataOptions options(JsonNode config) throws DataException {
    try {
      return config.isObject()
          ? Json.mapper().treeToValue(config, DataOptions.class)
          : DataOptions.NONE;
    } catch (JsonProcessingException e) {
      throw new DataException("config.data: " + Json.problem(config, e));
    }
  }

  /** Loads them. */
  Examples load(Datasets datasets) throws IOException {
    String where = folder == null ? name : folder;
    try {
      return isOther
          ? datasets.loadForTest(where, options, learned)
          : datasets.load(where, options, seed, Split.TEST);
    } catch (DataException e) {
      if (datasets.catalog().find(name).isPresent()) {
        throw e;
      }
      throw new DataException(
          e.getMessage() + "; if it lies elsewhere now, name its folder with --dataset");
    }
  }

  /**
   * Loads them, or those that --dataset names. Of the data that was divided to be learned, only
   * what was held out is a test.
   */
  Examples load(Datasets datasets, @Nullable String asked, @Nullable DataOptions askedOptions)
      throws IOException {
    if (asked == null) {
      return load(datasets);
    }
    DataOptions how = askedOptions == null ? options : askedOptions;
    return !isOther && how.equals(options) && isSame(datasets, asked)
        ? datasets.load(asked, options, seed, Split.TEST)
        : datasets.loadForTest(asked, how, learned);
  }

  private boolean isSame(Datasets datasets, String asked) throws IOException {
    Optional<Path> found = datasets.findFolder(asked);
    return folder != null
        && found.isPresent()
        && Files.exists(Path.of(folder))
        && Files.exists(found.get())
        && Files.isSameFile(Path.of(folder), found.get());
  }
}
