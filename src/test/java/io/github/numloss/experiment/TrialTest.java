package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Preparation;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static Trial trial;

  @BeforeAll
  static void train() throws Exception {
    data = TinyData.folder(folder.resolve("data"), 48, 12, ClassValues.of(1, 2.5f, 7));
    TrainConfig config =
        new TrainConfig(
            data.toString(),
            data.toString(),
            Models.DNN,
            CombinedLoss.ofPaper(),
            null,
            new OptimizerConfig(Method.SGD, 0.05, Schedule.CONSTANT, 0.5),
            2,
            16,
            0,
            1,
            Hardware.cpu());
    trial = Trial.run(config, new Datasets(folder), Trainers.plain());
    run = folder.resolve("run");
    trial.write(run);
  }

  private static ObjectNode json() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(run.resolve("trial.json").toFile());
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    Trial read = Trial.read(run);
    assertThat(read.result().config()).isEqualTo(trial.result().config());
    assertThat(read.result().provenance()).isEqualTo(trial.result().provenance());
    assertThat(read.result().history()).isEqualTo(trial.result().history());
    assertThat(read.predictions().count()).isEqualTo(12);
    assertThat(read.absoluteErrors()).isEqualTo(trial.absoluteErrors());
    for (int image = 0; image < 12; image++) {
      assertThat(read.predictions().at(image, 2)).isEqualTo(trial.predictions().at(image, 2));
    }
    assertThat(read.weights().keySet()).containsExactlyElementsOf(trial.weights().keySet());
    read.weights()
        .forEach(
            (name, weight) ->
                assertThat(weight.values()).isEqualTo(trial.weights().get(name).values()));
  }

  /** The test images' classes are known: the error of each image is plain arithmetic. */
  @Test
  void absoluteErrorsAreThoseOfTheMostProbableClass() throws IOException {
    Examples test = new Datasets(folder).load(data.toString(), Split.TEST);
    float[] values = {1, 2.5f, 7};
    for (int image = 0; image < 12; image++) {
      int decoded = 0;
      for (int k = 1; k < 3; k++) {
        decoded =
            trial.predictions().at(image, k) > trial.predictions().at(image, decoded) ? k : decoded;
      }
      assertThat(trial.absoluteErrors()[image])
          .isEqualTo(Math.abs(values[decoded] - values[test.labels()[image]]));
    }
    assertThat(trial.absoluteErrors()).hasSize(12);
  }

  @Test
  void errorsOfAnotherNumberOfImagesAreRefused(@TempDir Path other) throws IOException {
    Path changed = other.resolve("run");
    trial.write(changed);
    Path file = changed.resolve("errors.npy");
    Npy.write(file, new FloatArray(new int[] {2}, new float[2]));
    Files.delete(changed.resolve("SHA256SUMS"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.read(changed))
        .withMessage(file + ": header field shape is [2], expected [12], as many as test images");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void anErrorThatIsNoneIsRefused(float wrong, @TempDir Path other) throws IOException {
    Path changed = other.resolve("run");
    trial.write(changed);
    Files.delete(changed.resolve("SHA256SUMS"));
    float[] errors = new float[12];
    errors[3] = wrong;
    Npy.write(changed.resolve("errors.npy"), new FloatArray(new int[] {12}, errors));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.read(changed))
        .withMessageContaining("errors.npy: the error of image 3 is %s, expected".formatted(wrong));
  }

  @Test
  void aResultWhosePartsDoNotFitIsRefused() throws IOException {
    ObjectNode fewer = json();
    ((ObjectNode) fewer.get("data")).putArray("classValues").add(1).add(2);
    assertRefused(fewer, "confusion.argmax has 3 classes, expected 2, as there are class values");
    ObjectNode none = json();
    ((ObjectNode) none.get("metrics")).remove("argmax");
    assertRefused(none, "metrics and confusion have no argmax");
  }

  /** What is read is the measures alone or the whole trial, as the commands do. */
  @ParameterizedTest
  @ValueSource(strings = {"trial.json", "weights.npz", "predictions.npy", "errors.npy"})
  void aFileThatWasChangedIsRefused(String name, @TempDir Path other) throws IOException {
    Path changed = other.resolve("run");
    trial.write(changed);
    Path file = changed.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.read(changed))
        .withMessageStartingWith(file + ": it is damaged: its SHA-256 is ");
  }

  @Test
  void aTrialOfBeforeThereWereChecksumsIsRead(@TempDir Path other) throws IOException {
    Path older = other.resolve("run");
    trial.write(older);
    Files.delete(older.resolve("SHA256SUMS"));
    assertThat(Trial.read(older).result().history()).isEqualTo(trial.result().history());
  }

  @Test
  void provenanceHasTheHashOfEveryFileThatWasReadOnce()
      throws IOException, NoSuchAlgorithmException {
    JsonNode files = json().at("/provenance/files");
    assertThat(files)
        .extracting(file -> file.get("name").asText())
        .containsExactly(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "dataset.json",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");
    for (JsonNode file : files) {
      byte[] bytes = Files.readAllBytes(data.resolve(file.get("name").asText()));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(file.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(hash));
      assertThat(file.get("dataset").asText()).isEqualTo("tiny");
    }
    JsonNode provenance = json().get("provenance");
    assertThat(provenance.get("tensorflow").asText()).startsWith("2.");
    assertThat(provenance.get("java").asText()).isEqualTo(System.getProperty("java.version"));
    assertThat(Instant.parse(provenance.get("ended").asText()))
        .isAfterOrEqualTo(Instant.parse(provenance.get("started").asText()));
    for (String field : List.of("version", "commit", "os")) {
      assertThat(provenance.get(field).asText()).isNotBlank();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void provenanceNamesTheProcessorAsLinuxDoes() throws IOException {
    Matcher model =
        Pattern.compile("(?m)^model name\\s*:\\s*(\\S.*?)\\s*$")
            .matcher(Files.readString(Path.of("/proc/cpuinfo")));
    String expected = model.find() ? model.group(1) : System.getProperty("os.arch");
    Provenance now = Provenance.of(List.of(), Instant.now(), Instant.now(), List.of());
    assertThat(now.cpu()).isEqualTo(expected);
  }

  @Test
  void provenanceNamesEveryFileOnce() {
    Examples images = TinyData.images(12, ClassValues.range(3), Split.TEST);
    Examples ofFile =
        new Examples(
            "mine",
            images.split(),
            images.images(),
            images.labels(),
            images.classValues(),
            List.of(new Examples.SourceFile("a", "12ab"), new Examples.SourceFile("b", "34cd")));
    Instant started = Instant.parse("2026-01-02T03:04:05.678Z");
    Provenance found =
        Provenance.of(
            Stream.of(ofFile, ofFile).flatMap(one -> one.sources().stream()).toList(),
            started,
            started.plusSeconds(1),
            List.of());
    assertThat(found.files())
        .containsExactly(new DataFile("mine", "a", "12ab"), new DataFile("mine", "b", "34cd"));
    assertThat(found.started()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(found.ended()).isEqualTo("2026-01-02T03:04:06Z");
  }

  @Test
  void theConfigurationIsWhole() throws IOException {
    JsonNode config = json().get("config");
    assertThat(config.get("optimizer").toString())
        .isEqualTo(
            "{\"name\":\"sgd\",\"learningRate\":0.05,\"schedule\":\"constant\",\"momentum\":0.5}");
    assertThat(config.get("loss").toString())
        .isEqualTo("{\"name\":\"numeric\",\"alpha\":0.05,\"beta\":0.9}");
    assertThat(config.fieldNames())
        .toIterable()
        .containsExactly(
            "dataset",
            "test",
            "model",
            "loss",
            "head",
            "optimizer",
            "epochs",
            "batchSize",
            "validation",
            "seed",
            "hardware");
  }

  @Test
  void historyRowsAreFiniteAndSplitTheLossIntoItsParts() throws IOException {
    for (JsonNode row : json().get("history")) {
      double loss = row.get("loss").asDouble();
      assertThat(loss)
          .isFinite()
          .isPositive()
          .isCloseTo(
              0.9 * row.at("/parts/crossEntropy").asDouble()
                  + 0.1 * row.at("/parts/numericLoss").asDouble(),
              within(1e-5));
      assertThat(row.get("seconds").asDouble()).isPositive();
      assertThat(row.get("imagesPerSecond").asDouble()).isFinite().isPositive();
    }
    assertThat(Files.readString(run.resolve("trial.json"))).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aTestThatDoesNotFitTheTrainingIsRefusedBeforeAnyIsDone() throws IOException {
    Path values = TinyData.folder(folder.resolve("values"), 48, 12, ClassValues.of(1, 2, 7));
    assertUnfit(
        values,
        "the classes of tiny stand for [1.0, 2.0, 7.0], but those of tiny for [1.0, 2.5, 7.0]; name"
            + " data sets of the same classes");
    for (int[] size : new int[][] {{8, 8}, {9, 9}}) {
      Path other = TinyData.folder(folder.resolve("size"), 48, 12, ClassValues.of(1, 2.5f, 7));
      IdxFiles.writeImages(
          other.resolve("t10k-images-idx3-ubyte.gz"),
          new Images(12, size[0], size[1], new byte[12 * size[0] * size[1]]));
      assertUnfit(
          other,
          ("the test set of tiny has images of %s, but the training set of tiny has images of 9 x 8;"
                  + " name data sets of one size")
              .formatted(size[0] + " x " + size[1]));
    }
  }

  /** A model keeps how the images were made; before that was asked, the catalog says it. */
  @Test
  void itsModelHasItsPreparation() {
    TrialResult result = trial.result();
    assertThat(trial.model().info().preparation()).isEqualTo(result.data().preparation());
    TrialResult.Data data = result.data();
    Preparation stretch = new Preparation(Fit.STRETCH, Ink.LIGHT);
    TrialResult.Data stretched =
        new TrialResult.Data(
            data.trainImages(),
            data.testImages(),
            data.height(),
            data.width(),
            null,
            null,
            null,
            null,
            data.classValues(),
            stretch,
            data.testFolder(),
            null,
            null);
    TrialResult other =
        new TrialResult(
            result.schemaVersion(),
            result.config(),
            stretched,
            result.parameterCount(),
            result.history(),
            result.metrics(),
            result.confusion(),
            result.distribution(),
            result.calibration(),
            null,
            result.provenance());
    Trial changed =
        new Trial(
            other, trial.weights(), trial.predictions(), trial.absoluteErrors(), trial.inputs());
    assertThat(changed.model().info().preparation()).isEqualTo(stretch);
  }

  private static void assertUnfit(Path test, String problem) {
    TrainConfig config = trial.result().config().onData(data.toString(), test.toString());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.run(config, new Datasets(folder), Trainers.plain()))
        .withMessage(problem);
  }

  /** So that both can be moved together. */
  @Test
  void theFolderOfTheTestImagesIsWrittenAsSeenFromTheTrial() throws IOException {
    assertThat(json().at("/data/testFolder").asText()).isEqualTo("../data");
    assertThat(Trial.readResult(run).data().testFolder()).isEqualTo(data.toString());
  }

  @Test
  void oneImageToLearnAndOneToTestAreEnough() {
    assertThat(sizes(1, 1).testImages()).isOne();
    for (int[] none : new int[][] {{0, 1}, {1, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sizes(none[0], none[1]))
          .withMessage(
              "impossible numbers of images: %d to train and %d to test", none[0], none[1]);
    }
  }

  private static TrialResult.Data sizes(int train, int test) {
    return new TrialResult.Data(
        train, test, 9, 8, null, null, null, null, ClassValues.range(3), null, null, null, null);
  }

  @Test
  void aFolderThatIsThereIsLeftAlone() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> trial.write(there));
    assertThat(there).isEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "data", "history", "metrics", "confusion", "provenance"})
  void aResultWithoutAFieldIsRefused(String field) throws IOException {
    ObjectNode less = json();
    less.remove(field);
    assertRefused(less, "at $.%s: it is missing or null".formatted(field));
  }

  @Test
  void aResultOfAnotherVersionIsRefused() throws IOException {
    ObjectNode later = json();
    later.put("schemaVersion", 3);
    assertRefused(later, "schemaVersion is 3, expected 1 to 2; a newer numloss wrote it");
    ObjectNode thin = json();
    ((ObjectNode) thin.get("data")).put("width", 0);
    assertRefused(thin, "impossible image size 9 x 0");
  }

  private static void assertRefused(JsonNode result, String problem) throws IOException {
    Path other = Files.createTempDirectory(folder, "other");
    Path file = other.resolve("trial.json");
    new ObjectMapper().writeValue(file.toFile(), result);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.readResult(other))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(problem);
  }

  @Test
  void aFolderWithoutAResultIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.read(data))
        .withMessage(
            data.resolve("trial.json")
                + ": there is no such file; name a folder that 'numloss train --out' made");
  }

  @Test
  void theFirstTestImagesAreKept(@TempDir Path other) throws IOException {
    Examples test = new Datasets(folder).load(data.toString(), Split.TEST);
    assertThat(Trial.read(run).inputs().count()).isEqualTo(12);
    assertThat(((Images) Trial.read(run).inputs()).bytes()).isEqualTo(test.images().bytes());
    Images many = TinyData.images(120, ClassValues.range(3), Split.TEST).images();
    Trial larger =
        new Trial(
            trial.result(), trial.weights(), trial.predictions(), trial.absoluteErrors(), many);
    larger.write(other.resolve("run"));
    Images kept = (Images) Trial.read(other.resolve("run")).inputs();
    assertThat(kept.count()).isEqualTo(100);
    assertThat(kept.bytes()).isEqualTo(Arrays.copyOf(many.bytes(), 100 * 9 * 8));
  }
}
