package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Npz;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.measure.Measure;
import io.github.numloss.measure.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainCommandTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);

  @TempDir private Path folder;
  private Path data;
  private Path out;
  private Path models;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 120, 45, VALUES);
    out = folder.resolve("run");
    models = folder.resolve("models/tiny");
  }

  private Run train(Object... more) {
    Map<String, ?> usual =
        Map.of(
            "--dataset", data, "--out", out, "--export", models, "--epochs", 2, "--device", "cpu");
    return Run.of(usual, "train", more);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Stream<String> words(boolean ofDistribution) {
    return Measures.ALL.stream()
        .filter(measure -> measure.isOfDistribution() == ofDistribution)
        .map(Measure::words)
        .map(words -> words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dnn", "cnn", "rnn"})
  void leavesTheTrialItsWeightsItsPredictionsAndAModel(String model) throws IOException {
    Run run = train("--model", model);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("  .*", "").strip()))
        .containsExactly(
            Stream.of(Stream.of(""), words(false), Stream.of(""), words(true))
                .flatMap(words -> words)
                .toArray(String[]::new));
    assertThat(run.err()).contains("Epoch", "1/2", "2/2", out.resolve("trial.json").toString());

    JsonNode trial = json(out.resolve("trial.json"));
    assertThat(trial.get("schemaVersion").asInt()).isEqualTo(2);
    assertThat(trial.at("/config/model").asText()).isEqualTo(model);
    assertThat(trial.at("/config/loss").toString())
        .isEqualTo("{\"name\":\"numeric\",\"alpha\":0.05,\"beta\":0.9}");
    assertThat(trial.get("history")).hasSize(2);
    assertThat(trial.at("/history/1").fieldNames())
        .toIterable()
        .contains("epoch", "loss", "parts", "seconds", "imagesPerSecond");
    assertThat(trial.at("/history/1/parts").fieldNames())
        .toIterable()
        .containsExactly("crossEntropy", "numericLoss");
    assertThat(trial.at("/history/1/validation/images").asInt()).isEqualTo(12);
    assertThat(trial.at("/data/classValues").toString()).isEqualTo("[1.0,2.5,7.0]");
    for (JsonNode file : trial.at("/provenance/files")) {
      assertThat(file.get("sha256").asText()).matches("[0-9a-f]{64}");
    }
    assertThat(trial.at("/provenance/files/0/name").asText()).isEqualTo("train-images-idx3-ubyte");

    Predictions predictions = Predictions.fromNpy(out.resolve("predictions.npy"));
    Evaluation evaluation =
        Evaluation.of(predictions, TinyData.images(45, VALUES, Split.TEST).labels(), VALUES);
    evaluation
        .metrics()
        .forEach(
            (decoder, metrics) ->
                assertThat(trial.at("/metrics/" + decoder + "/meanAbsoluteError").asDouble())
                    .isEqualTo(metrics.value("meanAbsoluteError")));
    assertThat(trial.at("/distribution/logLoss").asDouble())
        .isEqualTo(evaluation.distribution().value("logLoss"));
    assertThat(trial.at("/confusion/argmax")).hasSize(3);
    assertThat(Npz.read(out.resolve("weights.npz"))).isNotEmpty();
    for (String name :
        new String[] {"saved_model.pb", "assets.extra/model.json", "assets.extra/README.md"}) {
      assertThat(models.resolve("1").resolve(name)).exists();
    }
  }

  @ParameterizedTest
  @CsvSource({"dnn, adam", "cnn, sgd", "rnn, rmsprop"})
  void theSameCommandTwiceGivesTheSameBytes(String model, String optimizer) throws IOException {
    train("--model", model, "--optimizer", optimizer);
    Path again = folder.resolve("again");
    Run.of(
        "train",
        "--dataset",
        data,
        "--out",
        again,
        "--no-export",
        "--epochs",
        2,
        "--model",
        model,
        "--optimizer",
        optimizer);
    for (String name : new String[] {"weights.npz", "predictions.npy"}) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(out.resolve(name));
    }
  }

  @Test
  void whatWasNeverBegunIsResumedFromTheStart() throws IOException {
    Run run = train("--resume");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .startsWith(
            "There is nothing to resume of %s: it starts from the beginning.".formatted(out));
    assertThat(out).isDirectoryContaining("glob:**/trial.json");
    assertThat(folder).isDirectoryNotContaining("glob:**.running");
  }

  @Test
  void jsonTakesThePlaceOfTheTextAndQuietLeavesMessagesOut() throws IOException {
    Run run = train("--quiet", "--validation", 0, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode printed = new ObjectMapper().readTree(run.out());
    assertThat(printed).isEqualTo(json(out.resolve("trial.json")));
    assertThat(printed.at("/history/0").has("validation")).isFalse();
  }

  @Test
  void theBaselineAndThePlainOptimizerAreTakenAsTold() throws IOException {
    Path other = TinyData.folder(folder.resolve("other"), 30, 21, VALUES);
    Path file = folder.resolve("new/results.json");
    Run run =
        train(
            "--loss",
            "cross-entropy",
            "--optimizer",
            "sgd",
            "--momentum",
            0.5,
            "--schedule",
            "constant",
            "--test",
            other,
            "--json",
            file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Error rate").doesNotContain("schemaVersion");
    JsonNode trial = json(out.resolve("trial.json"));
    assertThat(json(file)).isEqualTo(trial);
    assertThat(trial.at("/config/loss").toString()).isEqualTo("{\"name\":\"cross-entropy\"}");
    assertThat(trial.at("/config/optimizer/momentum").asDouble()).isEqualTo(0.5);
    assertThat(trial.at("/config/optimizer/learningRate").asDouble()).isEqualTo(0.05);
    assertThat(trial.at("/config/optimizer/schedule").asText()).isEqualTo("constant");
    assertThat(trial.at("/config/test").asText()).isEqualTo(other.toString());
    assertThat(trial.at("/data/testImages").asInt()).isEqualTo(21);
    assertThat(trial.at("/history/1/loss")).isEqualTo(trial.at("/history/1/parts/crossEntropy"));
  }

  @Test
  void withoutExportThereIsNoModel() {
    Run run =
        Run.of(
            Map.of("--dataset", data, "--out", out, "--epochs", 1, "--device", "cpu"),
            "train",
            "--no-export",
            "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**/models");
    assertThat(out)
        .isDirectoryContaining("glob:**/trial.json")
        .isDirectoryContaining("glob:**/weights.npz")
        .isDirectoryContaining("glob:**/predictions.npy");
  }

  @Test
  void evaluateTakesAnotherDataSetOfTheSameKind() throws IOException {
    train();
    Path other = TinyData.folder(folder.resolve("other"), 30, 21, VALUES);
    Run run = Run.of("evaluate", "--model-dir", models, "--dataset", other, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode evaluated = new ObjectMapper().readTree(run.out());
    assertThat(evaluated.get("testImages").asInt()).isEqualTo(21);
    assertThat(evaluated.at("/metrics/argmax/images").asInt()).isEqualTo(21);
    Run text = Run.of("evaluate", "--model-dir", models, "--dataset", other);
    assertThat(text.out())
        .startsWith("%s on the 21 test images of %s".formatted(models.resolve("1"), other));
    assertThat(text.err()).isEmpty();
  }

  @Test
  void exportsCountTheirVersions() throws IOException {
    train();
    for (int version = 2; version <= 3; version++) {
      Run run = Run.of("export", "--run", out, "--out", models);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out().strip()).isEqualTo(models.resolve(Integer.toString(version)).toString());
    }
    try (Stream<Path> inside = Files.list(models)) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("1", "2", "3");
    }
  }

  @Test
  void evaluateGivesTheTrialsMeasuresFromTheModelAlone() throws IOException {
    train();
    JsonNode trial = json(out.resolve("trial.json"));
    Run run = Run.of("evaluate", "--model-dir", models, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode evaluated = new ObjectMapper().readTree(run.out());
    for (String decoder : List.of("argmax", "median", "mean")) {
      assertThat(evaluated.get("metrics").get(decoder))
          .isEqualTo(trial.get("metrics").get(decoder));
    }
    // The exported model sums in another order.
    for (String number : List.of("/metrics/expected/meanAbsoluteError", "/distribution/logLoss")) {
      assertThat(evaluated.at(number).asDouble())
          .isCloseTo(trial.at(number).asDouble(), within(1e-5));
    }
    assertThat(evaluated.get("confusion")).isEqualTo(trial.get("confusion"));

    Path file = folder.resolve("out.json");
    Run one =
        Run.of(
            "evaluate",
            "--model-dir",
            models.resolve("1"),
            "--decoder",
            "median",
            "--json=" + file);
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(json(file).get("metrics").fieldNames()).toIterable().containsExactly("median");
    assertThat(one.out()).contains("median").doesNotContain("argmax");
  }

  @Test
  void evaluateAnswersByCosts() throws IOException {
    train();
    Path costs = Files.writeString(folder.resolve("costs.csv"), "0,9,9\n0,9,9\n0,9,9\n");
    Run run =
        Run.of(
            "evaluate",
            "--model-dir",
            models,
            "--decoder",
            "least-cost",
            "--costs",
            costs,
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode evaluated = new ObjectMapper().readTree(run.out());
    assertThat(evaluated.get("metrics").fieldNames()).toIterable().containsExactly("least-cost");
    for (JsonNode ofClass : evaluated.at("/confusion/least-cost")) {
      assertThat(ofClass.get(0).asInt()).isPositive();
      assertThat(ofClass.get(1).asInt() + ofClass.get(2).asInt()).isZero();
    }
    assertThat(evaluated.at("/distribution/pit")).hasSize(10);
    assertThat(evaluated.at("/distribution/reliability")).hasSize(15);
  }

  @Test
  void predictGivesOneLineOfJsonAnImage() throws IOException {
    train();
    Path idx = data.resolve("t10k-images-idx3-ubyte.gz");
    Run run = Run.of("predict", "--model-dir", models, idx);
    assertThat(run.code()).as(run.err()).isZero();
    Predictions predictions = Predictions.fromNpy(out.resolve("predictions.npy"));
    assertThat(run.out().lines()).hasSize(45);
    int index = 0;
    for (String line : run.out().lines().toList()) {
      JsonNode node = new ObjectMapper().readTree(line);
      assertThat(node.get("file").asText()).isEqualTo(idx.toString());
      assertThat(node.get("index").asInt()).isEqualTo(index);
      assertThat(node.get("value").floatValue())
          .isEqualTo(VALUES.at(node.get("classIndex").asInt()));
      // The exported graph has the weights as constants, so that it rounds differently.
      assertThat(node.at("/probabilities/2").floatValue())
          .isCloseTo(predictions.at(index, 2), within(1e-6f));
      index++;
    }
  }

  @Test
  void aModelRefusesImagesOfOtherClassesAndSizes() throws IOException {
    train();
    Path otherClasses = TinyData.folder(folder.resolve("other"), 20, 10, ClassValues.of(1, 2, 3));
    Run run = Run.of("evaluate", "--model-dir", models, "--dataset", otherClasses);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .startsWith(
            "numloss: the classes of tiny stand for [1.0, 2.0, 3.0], but those of the model");
    Path otherSize = TinyData.folder(folder.resolve("size"), 20, 10, VALUES);
    IdxFiles.writeImages(
        otherSize.resolve("t10k-images-idx3-ubyte.gz"), new Images(10, 8, 8, new byte[640]));
    Run size = Run.of("evaluate", "--model-dir", models, "--dataset", otherSize);
    assertThat(size.code()).isEqualTo(3);
    assertThat(size.err())
        .isEqualToIgnoringNewLines(
            "numloss: tiny has images of 8 x 8, but the model %s takes images of 9 x 8; name a data set"
                    .formatted(models.resolve("1"))
                + " of that size.");
  }

  @Test
  void aRunWithOtherPredictionsIsNotExported() throws IOException {
    train();
    Path other = folder.resolve("other-run");
    Run.of("train", "--dataset", data, "--out", other, "--no-export", "--epochs", 2, "--seed", 2);
    Files.copy(
        other.resolve("predictions.npy"),
        out.resolve("predictions.npy"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    // Without checksums, as older runs are, only the comparison can tell.
    Files.delete(out.resolve("SHA256SUMS"));
    Run run = Run.of("export", "--run", out, "--out", models);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("nothing was exported");
    try (Stream<Path> inside = Files.list(models)) {
      assertThat(inside.map(path -> path.getFileName().toString())).containsExactly("1");
    }
  }

  /** Gives the way from the working directory. */
  private static Path fromHere(Path path) {
    return Path.of("").toAbsolutePath().relativize(path);
  }

  @Test
  void aFolderOfDataIsFoundFromElsewhereAndWhenAllIsMoved() throws IOException {
    assertThat(train("--dataset", fromHere(data)).code()).isZero();
    assertThat(json(out.resolve("trial.json")).at("/data/testFolder").asText())
        .isEqualTo("../data");
    assertThat(json(models.resolve("1/assets.extra/model.json")).get("testFolder").asText())
        .isEqualTo("../../../data");
    Path moved = Files.createDirectory(folder.resolve("moved"));
    for (String name : List.of("data", "run", "models")) {
      Files.move(folder.resolve(name), moved.resolve(name));
    }
    Run evaluated = Run.of("evaluate", "--model-dir", moved.resolve("models/tiny"));
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).contains("45 test images");

    Files.move(moved.resolve("data"), moved.resolve("gone"));
    Run lost = Run.of("evaluate", "--model-dir", moved.resolve("models/tiny"));
    assertThat(lost.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(lost.err())
        .startsWith("numloss: " + moved.resolve("data") + ": there is no such folder")
        .endsWith("; if it lies elsewhere now, name its folder with --dataset.\n");
    assertThat(
            Run.of(
                    "evaluate",
                    "--model-dir",
                    moved.resolve("models/tiny"),
                    "--dataset",
                    moved.resolve("gone"))
                .code())
        .isZero();
  }

  @Test
  void aRunIsDoneWhateverItsDataIsCalledFromHere() {
    assertThat(train().code()).isZero();
    Run again = train("--dataset", fromHere(data), "--resume");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("is done: nothing is left to train.");
  }

  @Test
  void anExportNeedsNoDataSet() throws IOException {
    assertThat(train().code()).isZero();
    Path elsewhere = Files.move(data, folder.resolve("elsewhere"));
    Run run = Run.of("export", "--run", out, "--out", models);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(models.resolve("2").toString());

    // As runs were written before any test images were kept in them.
    Files.delete(out.resolve("images.npy"));
    Run lost = Run.of("export", "--run", out, "--out", models);
    assertThat(lost.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(lost.err()).contains("there is no such folder").contains("--dataset");
    Run older = Run.of("export", "--run", out, "--out", models, "--dataset", elsewhere);
    assertThat(older.code()).as(older.err()).isZero();
    assertThat(older.out().strip()).isEqualTo(models.resolve("3").toString());
  }

  @Test
  void anExportThatDoesNotFitTheKeptImagesIsRefused() throws IOException {
    assertThat(train().code()).isZero();
    Path file = out.resolve("images.npy");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length - 500; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    Files.write(file, bytes);
    Run damaged = Run.of("export", "--run", out, "--out", models);
    assertThat(damaged.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(damaged.err()).contains("images.npy: it is damaged");
    Files.delete(out.resolve("SHA256SUMS"));
    Run other = Run.of("export", "--run", out, "--out", models);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err()).contains("but the trial gave it");
    assertThat(models.resolve("2")).doesNotExist();
  }
}
