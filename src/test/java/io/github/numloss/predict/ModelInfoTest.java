package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void theCardOfTheReferenceModelIsWhatTheProgramWrites() throws IOException {
    Path extra = HOME.resolve("graphs/reference/1/assets.extra");
    ModelInfo info = Json.read(extra.resolve("model.json"), ModelInfo.class);
    assertThat(extra.resolve("README.md")).hasContent(ModelCard.of(info));
  }

  @Test
  void theCardSaysHowFarProbabilitiesCanBeTrusted() throws IOException {
    assertThat(ModelCard.of(parse())).contains("The probabilities are not calibrated.");
    model.set(
        "calibration",
        MAPPER.readTree(
            """
            {"images": 6000, "temperature": 1.25, "logLossBefore": 0.0625, "logLossAfter": 0.05,
             "expectedCalibrationErrorBefore": 0.02, "expectedCalibrationErrorAfter": 0.01,
             "intervals": [
               {"level": 0.9, "threshold": 0.125},
               {"level": 0.95, "threshold": null, "thresholdReason": "too few"}]}"""));
    ModelInfo info = parse();
    assertThat(MAPPER.readTree(Json.pretty(info)).get("calibration"))
        .isEqualTo(model.get("calibration"));
    String card = ModelCard.of(info);
    assertThat(card.replaceAll("\\s+", " "))
        .contains(
            "The output `probabilities` is not calibrated. ## Calibration 6,000 of the training"
                + " images were held back. On them, `p^(1/T)` with T = 1.2500, divided by its sum,"
                + " was as sure as it was right: the log loss went from 0.0625 to 0.0500, the"
                + " expected calibration error from 2.00 % to 1.00 %.",
            "| 90 % | 0.125 | | 95 % | all classes |",
            "Images of another kind, or of one class, may be held less often.");
    assertThat(card.lines().filter(line -> !line.startsWith("|")))
        .allMatch(line -> line.length() <= 120, "fits into 120 columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnist   | light | What is drawn is cut out, scaled to 20 of 28 pixels with its proportions kept,"
            + " and laid with its centre of mass at the centre of 28 x 28 pixels. Dark ink on a light"
            + " ground, told by the border, is inverted to light on dark.",
        "stretch | any   | The whole picture is scaled to 28 x 28 pixels, whatever its proportions. Light"
            + " and dark stay as they are.",
        "pad     | dark  | The whole picture is scaled to fit into 28 x 28 pixels with its proportions"
            + " kept; the rest gets the colour of its border. Light ink on a dark ground, told by the"
            + " border, is inverted to dark on light."
      })
  void theCardSaysHowPicturesAreMadeForTheModel(String fit, String ink, String sentences)
      throws IOException {
    model.set("preparation", MAPPER.createObjectNode().put("fit", fit).put("ink", ink));
    String card = ModelCard.of(parse());
    assertThat(card.replaceAll("\\s+", " "))
        .contains("as those of the training set were made. " + sentences + " Any other program")
        .doesNotContain("dark on light, say", "not centred");
    assertThat(card.lines().filter(line -> !line.startsWith("|")))
        .allMatch(line -> line.length() <= 120, "fits into 120 columns");
  }
}
