package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.data.DataOptions;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mlcroissant makes of it is the matter of CroissantInPythonTest. */
final class CroissantTest {
  @TempDir private Path folder;

  private JsonNode written(Path data, Path file) throws IOException {
    Croissant made =
        new Datasets(folder.resolve("none"))
            .croissant(data.toString(), DataOptions.NONE, file, "grades", "two numbers");
    made.write(file);
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The hash is that of "x,y\n1,2\n3,4\n" as sha256sum prints it. */
  @Test
  void namesFilesFromWhereItLiesWithTheirHashes() throws IOException {
    Path data = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n3,4\n");
    Path file = Files.createDirectories(folder.resolve("meta/data")).resolve("t.json");
    JsonNode json = written(data, file);

    assertThat(json.path("name").asText()).isEqualTo("grades");
    assertThat(json.has("license")).isFalse();
    JsonNode table = json.path("distribution").path(0);
    assertThat(table.path("contentUrl").asText()).isEqualTo("../../t.csv");
    assertThat(table.path("contentSize").asText()).isEqualTo("12 B");
    assertThat(table.path("sha256").asText())
        .isEqualTo("2a2b86e74ffd5e6a9b75e52a105cf9d02920837179f8e8961aa15411d380f7a3");
    JsonNode value = json.path("recordSet").path(0).path("field").path(0);
    assertThat(value.path("source").path("extract").path("column").asText()).isEqualTo("y");
  }

  /** Columns may be called as others are but for a sign that identifiers don't have. */
  @Test
  void identifiersAreDifferent() throws IOException {
    Path data = Files.writeString(folder.resolve("t.csv"), "a b,a_b,y\n1,2,3\n");
    JsonNode fields =
        written(data, folder.resolve("t.json")).path("recordSet").path(0).path("field");

    assertThat(fields.valueStream().map(field -> field.path("@id").asText()))
        .containsExactly("examples/y", "examples/a_b", "examples/a_b-2");
  }

  @Test
  void eachFileOfArraysHasRecordsOfItsOwn() throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    Npy.write(data.resolve("x_train.npy"), new FloatArray(new int[] {2, 3}, new float[6]));
    Npy.write(data.resolve("y_train.npy"), new FloatArray(new int[] {2}, new float[] {1, 2}));
    JsonNode records = written(data, folder.resolve("t.json")).path("recordSet");

    assertThat(records.valueStream().map(each -> each.path("name").asText()))
        .containsExactly("train-input", "train-value");
    assertThat(records.path(0).path("field").path(0).path("description").asText())
        .isEqualTo("array x_train, 2 x 3");
  }
}
