package io.github.numloss.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.data.InputShape;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Dropout;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Layers;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.layer.Relu;
import io.github.numloss.registry.Registry.Member;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelFileTest {
  @TempDir private Path folder;

  /** What the three networks of the committed trials are made of, but for the last layer. */
  static Stream<Arguments> layersOfTheCommittedTrials() {
    return Stream.of(
        Arguments.of(
            "dnn",
            List.of(
                new Flatten(),
                new Dense(512),
                new Relu(),
                new Dropout(0.2),
                new Dense(512),
                new Relu(),
                new Dropout(0.2))),
        Arguments.of(
            "cnn",
            List.of(
                new Conv2d(32, 3, Padding.SAME),
                new MaxPool(),
                new Relu(),
                new Conv2d(64, 3, Padding.SAME),
                new MaxPool(),
                new Relu(),
                new Dropout(0.25),
                new Flatten(),
                new Dense(128),
                new Relu(),
                new Dropout(0.5))),
        Arguments.of("rnn", List.of(new Lstm(128, false), new Dropout(0.3))));
  }

  @ParameterizedTest
  @MethodSource("layersOfTheCommittedTrials")
  void theBuiltInFilesHaveTheLayersOfTheCommittedTrials(String name, List<Layer> layers)
      throws IOException {
    assertThat(Models.find(name).spec()).isEqualTo(new ModelSpec(name, layers));
    Network network = Network.of(Models.find(name).spec(), InputShape.picture(28, 28, 1), 7);
    assertThat(network.layers()).hasSize(layers.size() + 1);
    assertThat(network.layers().get(layers.size()).layer()).isEqualTo(new Dense(7));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFileHasLayersAndMayHaveANameAndHowToTrain() throws IOException {
    Path file =
        write(
            "small-cnn.json",
            """
            {"schemaVersion": 1, "layers": [{"name": "conv2d", "filters": 4},
              {"name": "lstm", "units": 3, "everyStep": true}, {"name": "conv2d", "filters": 2,
              "size": 2, "padding": "valid"}, {"name": "dropout", "rate": 0.25}]}
            """);
    assertThat(Models.find(file.toString()))
        .isEqualTo(
            new ModelFile(
                new ModelSpec(
                    "small-cnn",
                    List.of(
                        new Conv2d(4, 3, Padding.SAME),
                        new Lstm(3, true),
                        new Conv2d(2, 2, Padding.VALID),
                        new Dropout(0.25))),
                null,
                null));
    file =
        write(
            "x y.json",
            """
            {"schemaVersion": 1, "name": "broad", "layers": [{"name": "flatten"}], "epochs": 3,
              "learningRate": 0.01}
            """);
    assertThat(Models.find(file.toString()))
        .isEqualTo(new ModelFile(new ModelSpec("broad", List.of(new Flatten())), 3, 0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'layers': [{'name': 'flatten'}]} | at $.schemaVersion: it is missing or null",
        "{'schemaVersion': 2, 'layers': [{'name': 'flatten'}]} | schemaVersion is 2, expected 1",
        "{'schemaVersion': 1} | at $.layers: it is missing or null",
        "{'schemaVersion': 1, 'layers': []} | layers has 0 layers, expected 1 to 1000",
        "{'schemaVersion': 1, 'layers': [{'name': 'relu'}, {'name': 'gru'}]} | at $.layers[1]: found 'gru', expected one of flatten, dense, conv2d,",
        "{'schemaVersion': 1, 'layers': [{'units': 3}]} | at $.layers[0]: the name is missing, expected one of flatten,",
        "{'schemaVersion': 1, 'layers': ['relu']} | at $.layers[0]: found \"relu\", expected an object",
        "{'schemaVersion': 1, 'layers': [{'name': 'dense'}]} | at $.layers[0].units: it is missing or null",
        "{'schemaVersion': 1, 'layers': [{'name': 'dense', 'units': 2.5}]} | at $.layers[0].units: found 2.5, expected a whole number",
        "{'schemaVersion': 1, 'layers': [{'name': 'dense', 'units': 0}]} | at $.layers[0]: units is 0, expected at least 1",
        "{'schemaVersion': 1, 'layers': [{'name': 'dense', 'unit': 5}]} | at $.layers[0].units: it is missing or null, found name, unit",
        "{'schemaVersion': 1, 'layers': [{'name': 'dropout'}]} | at $.layers[0].rate: it is missing or null",
        "{'schemaVersion': 1, 'layers': [{'name': 'dropout', 'rate': 1}]} | at $.layers[0]: rate is 1.0, expected",
        "{'schemaVersion': 1, 'layers': [{'name': 'conv2d', 'filters': 2, 'padding': 'full'}]} | at $.layers[0].padding: found \"full\", expected one of same, valid",
        "{'schemaVersion': 1, 'layers': [{'name': 'residual'}]} | at $.layers[0].layers: it is missing or null",
        "{'schemaVersion': 1, 'layers': [{'name': 'residual', 'layers': [{'name': 'gru'}]}]} | found 'gru', expected one of flatten, dense, conv2d,",
        "{'schemaVersion': 1, 'layers': [{'name': 'batch-norm', 'momentum': 1}]} | at $.layers[0]: momentum is 1.0, expected",
        "{'schemaVersion': 1, 'name': 'a/b', 'layers': [{'name': 'flatten'}]} | name is 'a/b', expected 1 to 100 letters, digits and dashes",
        "{'schemaVersion': 1, 'name': 'DNN', 'layers': [{'name': 'flatten'}]} | name is 'DNN', which is a built-in model of other layers; give it another name",
        "{'schemaVersion': 1, 'epochs': 0, 'layers': [{'name': 'flatten'}]} | epochs is 0, expected at least 1",
        "{'schemaVersion': 1, 'learningRate': 0, 'layers': [{'name': 'flatten'}]} | learningRate is 0.0, expected a number above 0",
        "{'schemaVersion': 1, 'layer': [{'name': 'flatten'}]} | at $.layers: it is missing or null, found schemaVersion, layer",
        "{'schemaVersion': 1, 'epoch': 3, 'layers': [{'name': 'flatten'}]} | at $.epoch: there is no such field, expected one of epochs, layers, learningRate, name, schemaVersion",
        "[] | found a list, expected an object",
      })
  void aWrongFileIsToldItsField(String text, String problem) throws IOException {
    Path file = write("own.json", text.replace('\'', '"'));
    assertThatThrownBy(() -> Models.find(file.toString()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void aFileThatCannotLendItsNameIsTold() throws IOException {
    Path file = write("my net.json", "{\"schemaVersion\":1,\"layers\":[{\"name\":\"flatten\"}]}");
    assertThatThrownBy(() -> Models.find(file.toString()))
        .hasMessage(
            file
                + ": name is 'my net', expected 1 to 100 letters, digits and dashes; the file has no"
                + " name of its own, so that it goes by the file's");
  }

  @Test
  void whatIsNeitherNameNorFileIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Models.find("gru"))
        .withMessage(
            "expected one of dnn, cnn, rnn, wide, mlp, or a model file that ends in .json, but was 'gru'");
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> Models.find(none.toString()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            none
                + ": there is no such file; name a model file, or one of dnn, cnn, rnn, wide, mlp");
  }

  @Test
  void asJsonABuiltInModelIsItsNameAndAnotherIsWhole() throws IOException {
    ModelSpec own = new ModelSpec("own", List.of(new Flatten(), new Dense(3)));
    assertThat(Json.line(Models.CNN)).isEqualTo("\"cnn\"");
    assertThat(Json.line(own))
        .isEqualTo(
            "{\"name\":\"own\",\"layers\":[{\"name\":\"flatten\"},{\"name\":\"dense\",\"units\":3}]}");
    for (ModelSpec model : List.of(Models.DNN, Models.CNN, Models.RNN, own)) {
      assertThat(Json.mapper().readValue(Json.line(model), ModelSpec.class)).isEqualTo(model);
    }
    assertThatThrownBy(() -> Json.mapper().readValue("\"gru\"", ModelSpec.class))
        .hasMessageContaining(
            "found \"gru\", expected one of dnn, cnn, rnn, wide, mlp, or an object with name and layers");
    assertThatThrownBy(() -> Json.mapper().readValue("\"own.json\"", ModelSpec.class))
        .as("a trial's file reads no other")
        .hasMessageContaining(
            "found \"own.json\", expected one of dnn, cnn, rnn, wide, mlp, or an object");
  }

  @Test
  void layersThatDoNotEndInAVectorAreTold() {
    ModelSpec open = new ModelSpec("open", List.of(new Conv2d(2, 3, Padding.VALID)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(open, InputShape.picture(5, 6, 1), 3))
        .withMessage(
            "conv2d_1, the last layer, gives [3, 4, 2], expected a vector; let layers end with"
                + " flatten");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(open, InputShape.picture(2, 6, 1), 3))
        .withMessage("conv2d_1: a 3x3 kernel does not fit into [2, 6]");
  }

  @Test
  void tooManyLayersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelSpec("deep", Collections.nCopies(1001, new Relu())))
        .withMessage("layers has 1001 layers, expected 1 to 1000");
  }

  private static String docs() throws IOException {
    return Files.readString(Path.of(System.getProperty("numloss.home"), "src/docs/models.md"));
  }

  @Test
  void theExampleOfTheDocumentationIsAModel() throws IOException {
    String example = docs().split("```json\\R", -1)[1].split("```", -1)[0];
    ModelFile file = Models.find(write("example.json", example).toString());
    assertThat(file.spec().name()).isEqualTo("small-cnn");
    assertThat(file.epochs()).isEqualTo(8);
    // 5·5·16 + 16, 14·14·16·64 + 64, 64·10 + 10
    assertThat(Network.of(file.spec(), InputShape.picture(28, 28, 1), 10).parameterCount())
        .isEqualTo(416 + 200_768 + 650);
  }

  @Test
  void theDocumentationHasEveryLayerWithItsFields() throws IOException {
    for (Member<Layer> member : Layers.ALL.members()) {
      String row =
          docs()
              .lines()
              .filter(line -> line.startsWith("| `" + member.name() + "` |"))
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError(member.name() + " is not in src/docs/models.md"));
      for (RecordComponent field : member.standard().getClass().getRecordComponents()) {
        assertThat(row).contains("`" + field.getName() + "`");
      }
    }
  }
}
