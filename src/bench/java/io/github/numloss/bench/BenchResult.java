package io.github.numloss.bench;

import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.provenance.Provenance;
import java.util.List;

/**
 * What a benchmark found.
 *
 * @param schemaVersion 1
 * @param plan what was trained
 * @param device what it ran on
 * @param threads CPU threads that it could use
 * @param matmul the matmul rates, one a precision
 * @param measurements one a network and precision
 * @param provenance where it comes from
 */
public record BenchResult(
    int schemaVersion,
    BenchPlan plan,
    DeviceKind device,
    int threads,
    List<MatmulRate> matmul,
    List<Measurement> measurements,
    Provenance provenance) {
  /** The version that {@link #schemaVersion} gives. */
  public static final int SCHEMA_VERSION = 1;
}
