package io.github.numloss.experiment;

import io.github.numloss.io.SchemaVersion;
import io.github.numloss.provenance.BuildInfo;
import io.github.numloss.train.TrainConfig;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a trial has no result: the content of {@code failures/TRIAL.json} in an experiment's folder.
 *
 * @param schemaVersion 2; 1 had no head
 * @param reason a sentence without its full stop
 * @param config what was tried
 * @param version the program's version
 * @param ended when it failed, ISO 8601 in UTC
 */
public record TrialFailure(
    int schemaVersion, String reason, TrainConfig config, String version, String ended) {
  private static final int SCHEMA_VERSION = 2;

  /**
   * Checks the layout's version.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public TrialFailure {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
  }

  /** Describes what failed just now. */
  static TrialFailure now(TrainConfig config, String reason) {
    return new TrialFailure(
        SCHEMA_VERSION,
        reason,
        config,
        BuildInfo.version(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
