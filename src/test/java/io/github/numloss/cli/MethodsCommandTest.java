package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.decode.Decoders;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class MethodsCommandTest {
  @Test
  void theTextHasAllWithParameters() {
    Run run = Run.of("methods");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "\n  crps: the ranked probability score of any spacing, EMD^2\n    own=0, weight=1\n",
            "\n  mean-variance: own",
            "\n    own=1, mean=0.2, variance=0.05\n",
            "\n    rule=sord, alpha=1, power=2, sigma, tau, eta=1, own=0, weight=1\n",
            "\n  corn: ",
            "\n  argmax: the most probable class\n",
            "\n  errorRate: error rate; lower is better\n");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void theJsonHasAllOfTheRegistries() throws IOException {
    Run run = Run.of("methods", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode listing = new ObjectMapper().readTree(run.out());
    assertThat(names(listing, "losses")).isEqualTo(Losses.ALL.names());
    assertThat(names(listing, "heads")).isEqualTo(Heads.ALL.names());
    assertThat(names(listing, "decoders")).isEqualTo(Decoders.ALL.names());
    assertThat(names(listing, "measures"))
        .isEqualTo(Measures.ALL.stream().map(Measure::name).toList());
    assertThat(listing.at("/losses/1/parameters/beta").asDouble()).isEqualTo(0.9);
  }

  @Test
  void theHelpOfTrainNamesTheCommand() {
    assertThat(Run.of("train", "--help").out().replaceAll("\\s+", " "))
        .contains("'numloss methods' lists them");
    assertThat(Run.of("--help").out()).containsSubsequence("models", "methods", "devices");
  }

  private static List<String> names(JsonNode listing, String family) {
    return StreamSupport.stream(listing.get(family).spliterator(), false)
        .map(method -> method.get("name").asText())
        .toList();
  }
}
