package io.github.numloss.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pictures are made for a model, as its model.json says. */
final class ModelInfoTest {
  private static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final Path FILE = Path.of("model.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ObjectNode model;

  @BeforeEach
  void readReference() throws IOException {
    Path file = HOME.resolve("graphs/reference/1/assets.extra/model.json");
    model = (ObjectNode) MAPPER.readTree(file.toFile());
    model.remove("preparation");
  }

  private ModelInfo parse() throws IOException {
    return Json.parse(FILE, MAPPER.writeValueAsBytes(model), ModelInfo.class);
  }

  @Test
  void anOlderModelOfMnistTakesPicturesAsMnistsMakersMadeThem() throws IOException {
    assertThat(parse().preparation()).isEqualTo(Preparation.MNIST);
  }

  @Test
  void anOlderModelOfAFolderTakesPicturesAsTheyAre() throws IOException {
    ((ObjectNode) model.get("config")).put("dataset", "./meters");
    assertThat(parse().preparation()).isEqualTo(new Preparation(Fit.STRETCH, Ink.ANY));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    JsonNode said = MAPPER.readTree("{\"fit\": \"pad\", \"ink\": \"dark\"}");
    model.set("preparation", said);
    ModelInfo info = parse();
    assertThat(info.preparation()).isEqualTo(new Preparation(Fit.PAD, Ink.DARK));
    assertThat(MAPPER.readTree(Json.pretty(info)).get("preparation")).isEqualTo(said);
  }

  @Test
  void aTrialHandsItsPreparationOn() throws IOException {
    Path trials = HOME.resolve("results/first-run/trials");
    Path file = trials.resolve("mnist-dnn-baseline-seed1/trial.json");
    ObjectNode trial = (ObjectNode) MAPPER.readTree(file.toFile());
    assertThat(ModelInfo.of(result(trial)).preparation()).isEqualTo(Preparation.MNIST);
    ((ObjectNode) trial.get("data"))
        .set("preparation", MAPPER.readTree("{\"fit\": \"stretch\", \"ink\": \"light\"}"));
    assertThat(ModelInfo.of(result(trial)).preparation())
        .isEqualTo(new Preparation(Fit.STRETCH, Ink.LIGHT));
  }

  private static TrialResult result(JsonNode trial) throws IOException {
    return Json.parse(FILE, MAPPER.writeValueAsBytes(trial), TrialResult.class);
  }
}
