package io.github.numloss.cli;

import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The test images of a run or of a model. */
final class TestData {
  private TestData() {}

  /** Loads those that a run was tested on, or those that --dataset names. */
  static Examples of(TrialResult run, Datasets datasets, @Nullable String asked)
      throws IOException {
    return load(datasets, asked, run.config().test(), run.data().testFolder());
  }

  /**
   * Loads them.
   *
   * @param asked what --dataset says; null if it is not given
   * @param name what the run was tested on, as it was typed
   * @param folder the folder that this was; null if it is not known, or was none
   */
  static Examples load(
      Datasets datasets, @Nullable String asked, String name, @Nullable String folder)
      throws IOException {
    if (asked != null) {
      return datasets.load(asked, Split.TEST);
    }
    try {
      return datasets.load(folder == null ? name : folder, Split.TEST);
    } catch (DataException e) {
      if (datasets.catalog().find(name).isPresent()) {
        throw e;
      }
      throw new DataException(
          e.getMessage() + "; if it lies elsewhere now, name its folder with --dataset");
    }
  }
}
