package io.github.numloss.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.Labels;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import java.io.IOException;
import java.nio.file.Path;

/** Predictions and labels, and what scikit-learn and NumPy say of them. */
public record Fixture(
    Predictions predictions, int[] labels, ClassValues classValues, JsonNode expected) {
  public static Fixture read(String name) throws IOException {
    Path folder = Path.of("src/test/resources/io/github/numloss/measure");
    ObjectMapper json = new ObjectMapper();
    JsonNode expected = json.readTree(folder.resolve(name + ".json").toFile());
    return new Fixture(
        Predictions.fromNpy(folder.resolve(name + "-predictions.npy")),
        Labels.read(folder.resolve(name + "-labels.npy")),
        json.treeToValue(expected.get("classValues"), ClassValues.class),
        expected);
  }
}
