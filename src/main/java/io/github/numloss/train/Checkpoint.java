package io.github.numloss.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import io.github.numloss.data.Examples;
import io.github.numloss.io.Json;
import io.github.numloss.io.SchemaVersion;
import io.github.numloss.provenance.BuildInfo;
import io.github.numloss.provenance.EarlierThreads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a training stands: the content of {@code checkpoint.json}. With the values of the graph's
 * variables, which lie beside it, this is all that a training needs to go on: the order of the
 * images, the learning rate and the dropout follow from seed, epoch and step.
 *
 * @param schemaVersion 1
 * @param version the version of the program
 * @param config what is trained
 * @param data the SHA-256 of every data file by the file's split and name
 * @param step how many steps are done
 * @param epoch what the epoch after those in the history has learned so far
 * @param history a row for each epoch that is done
 * @param earlierThreads the parts that were computed with other numbers of threads; empty if the
 *     bytes are those of one go
 */
record Checkpoint(
    int schemaVersion,
    String version,
    TrainConfig config,
    Map<String, String> data,
    long step,
    EpochSums epoch,
    List<EpochResult> history,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<EarlierThreads> earlierThreads) {
  private static final int SCHEMA_VERSION = 2;

  /**
   * Checks the layout's version and the step.
   *
   * @throws IllegalArgumentException if it is another one, or the step is negative
   */
  Checkpoint {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
    Check.atLeast(0, "step", step);
    history = List.copyOf(history);
    earlierThreads = earlierThreads == null ? List.of() : List.copyOf(earlierThreads);
  }

  /** Gives the start of a training. */
  static Checkpoint start(TrainConfig config, Examples train, Examples test) {
    Map<String, String> data = new LinkedHashMap<>();
    for (Examples images : List.of(train, test)) {
      String split = images.split().name().toLowerCase(Locale.ROOT);
      images.files().forEach(file -> data.put(split + "/" + file.name(), file.sha256()));
    }
    return new Checkpoint(
        SCHEMA_VERSION, BuildInfo.version(), config, data, 0, EpochSums.NONE, List.of(), List.of());
  }

  /** Gives a later place in the same training. */
  Checkpoint at(long laterStep, EpochSums laterEpoch, List<EpochResult> laterHistory) {
    return new Checkpoint(
        schemaVersion, version, config, data, laterStep, laterEpoch, laterHistory, earlierThreads);
  }

  /** Gives the same place in the training, which goes on with the threads of a configuration. */
  Checkpoint on(TrainConfig now) {
    List<EarlierThreads> all = new ArrayList<>(earlierThreads);
    // More threads than a batch has parts change nothing.
    if (now.hardware().towers(config.batchSize()) != config.hardware().towers(config.batchSize())) {
      all.add(new EarlierThreads(step, config.hardware().threads()));
    }
    return new Checkpoint(schemaVersion, version, now, data, step, epoch, history, all);
  }

  /**
   * Says in which fields another training differs; nothing if it is the same one, if with another
   * number of threads.
   */
  String differences(Checkpoint other) {
    return Json.differences(identity(), other.identity());
  }

  /** What the data is, its files tell; its folder may be named from elsewhere. */
  private Map<String, String> identity() {
    Map<String, String> fields = Json.fields(config);
    fields.keySet().removeAll(List.of("hardware.threads", "dataset", "test"));
    fields.put("version", version);
    data.forEach((name, sha256) -> fields.put("SHA-256 of " + name, sha256));
    return fields;
  }
}
