package io.github.numloss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares the folders of two trials of one configuration. */
public final class SameTrial {
  private SameTrial() {}

  /** Checks that two trials have the same files, byte for byte but for the times in trial.json. */
  public static void assertSame(Path found, Path expected) throws IOException {
    for (String name : List.of("weights.npz", "predictions.npy")) {
      assertThat(found.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
    assertThat(withoutTimes(found)).isEqualTo(withoutTimes(expected));
  }

  private static JsonNode withoutTimes(Path trial) throws IOException {
    JsonNode result = new ObjectMapper().readTree(trial.resolve("trial.json").toFile());
    for (JsonNode row : result.get("history")) {
      ((ObjectNode) row).remove(List.of("seconds", "imagesPerSecond"));
    }
    ((ObjectNode) result.get("data")).remove("testFolder"); // relative to the trial's own folder
    ((ObjectNode) result.get("provenance")).remove(List.of("started", "ended"));
    return result;
  }
}
