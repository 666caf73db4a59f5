package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetsTest {
  private static final Path HOME = Path.of(System.getProperty("numloss.home"));

  @TempDir private Path directory;
  private Datasets datasets;
  private Path own;

  @BeforeEach
  void makeOwnFolder() throws IOException {
    datasets = new Datasets(directory);
    own = Files.createDirectory(directory.resolve("ratings"));
    Files.write(own.resolve("train-images-idx3-ubyte"), IdxBytes.images(4, 2, 2));
    Files.write(
        own.resolve("train-labels-idx1-ubyte.gz"), IdxBytes.gzip(IdxBytes.labels(2, 0, 1, 2)));
    Files.write(own.resolve("t10k-images-idx3-ubyte"), IdxBytes.images(2, 2, 2));
    Files.write(own.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(1, 0));
  }

  /** The counts of each digit are those that LeCun et al. and many others report. */
  @Test
  void loadsMnist() throws IOException {
    Datasets committed = new Datasets(HOME.resolve("datasets"));
    Examples train = committed.load("mnist", Split.TRAIN);
    assertThat(counts(train))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    Examples test = committed.load("mnist", Split.TEST);
    assertThat(counts(test)).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(test.images().height()).isEqualTo(28);
    assertThat(test.images().width()).isEqualTo(28);
    assertThat(test.label(0)).isEqualTo(7);
    assertThat(test.files())
        .contains(
            new SourceFile(
                "t10k-labels-idx1-ubyte.gz",
                "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b"));
  }

  @Test
  void loadsKannadaMnistAndDigMnistFromTheSameFolder() throws IOException {
    Path shared = HOME.resolve("../shared/datasets");
    Assumptions.assumeTrue(Files.isDirectory(shared.resolve("kannada-mnist")));
    Datasets upstream = new Datasets(shared);
    assertThat(upstream.load("kannada-mnist", Split.TRAIN).count()).isEqualTo(60_000);
    assertThat(counts(upstream.load("kannada-mnist", Split.TEST))).containsOnly(1000);
    assertThat(counts(upstream.load("dig-mnist", Split.TEST))).containsOnly(1024);
    assertThat(upstream.verify("dig-mnist"))
        .hasSize(2)
        .allMatch(file -> file.state() == CatalogFile.State.OK);
  }

  private static int[] counts(Examples images) {
    int[] counts = new int[images.classValues().count()];
    IntStream.range(0, images.count()).forEach(i -> counts[images.label(i)]++);
    return counts;
  }

  @Test
  void loadsAFolderWithTheClassesOfItsTrainingLabels() throws IOException {
    Examples test = datasets.load(own.toString(), Split.TEST);
    assertThat(test.dataset()).isEqualTo("ratings");
    assertThat(test.classValues()).isEqualTo(ClassValues.range(3));
    assertThat(test.labels()).containsExactly(1, 0);
    assertThat(test.files().stream().map(SourceFile::name))
        .containsExactly(
            "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-labels-idx1-ubyte.gz");
  }

  /** Plain training labels are read twice: for the classes, and for themselves. */
  @Test
  void hashesTheFilesAsTheyAreStored() throws Exception {
    for (Split split : Split.values()) {
      assertHashes(split);
    }
    Files.delete(own.resolve("train-labels-idx1-ubyte.gz"));
    Files.write(own.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(2, 0, 1, 2));
    for (Split split : Split.values()) {
      assertHashes(split);
    }
  }

  private void assertHashes(Split split) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (SourceFile file : datasets.load(own.toString(), split).files()) {
      byte[] stored = Files.readAllBytes(own.resolve(file.name()));
      assertThat(file.sha256())
          .as(file.name())
          .isEqualTo(HexFormat.of().formatHex(sha256.digest(stored)));
    }
  }

  @Test
  void takesNameAndClassValuesFromTheFoldersDescription() throws IOException {
    describe("{\"schemaVersion\": 1, \"name\": \"stars\", \"classValues\": [1, 2.5, 10]}");
    Examples train = datasets.load(own.toString(), Split.TRAIN);
    assertThat(train.dataset()).isEqualTo("stars");
    assertThat(train.classValues()).isEqualTo(ClassValues.of(1, 2.5f, 10));
  }

  @Test
  void tellsHowTheImagesWereMade() throws IOException {
    assertThat(datasets.preparation("mnist")).isEqualTo(Preparation.MNIST);
    assertThat(datasets.preparation("dig-mnist")).isEqualTo(Preparation.MNIST);
    assertThat(datasets.preparation(own.toString())).isEqualTo(Preparation.AS_IT_IS);
    String start = "{\"schemaVersion\": 1, \"name\": \"stars\", \"classValues\": [0, 1, 2]";
    describe(start + "}");
    assertThat(datasets.preparation(own.toString())).isEqualTo(Preparation.AS_IT_IS);
    describe(start + ", \"preparation\": {\"fit\": \"mnist\", \"ink\": \"dark\"}}");
    assertThat(datasets.preparation(own.toString()))
        .isEqualTo(new Preparation(Fit.MNIST, Ink.DARK));
  }

  @Test
  void saysWhatIsWrongWithADescription() throws IOException {
    describe("{\"schemaVersion\": 1, \"name\": \"stars\", \"classValues\": [1, 1]}");
    assertFault().withMessageContaining("dataset.json").withMessageContaining("increase strictly");
    describe("{\"schemaVersion\": 2, \"name\": \"stars\", \"classValues\": [1, 2]}");
    assertFault().withMessageContaining("schemaVersion is 2, expected 1");
    describe("{\"schemaVersion\": 1, \"name\": \"stars\"}");
    assertFault().withMessageContaining("at $.classValues: it is missing or null");
  }

  @Test
  void namesALabelBeyondTheClasses() throws IOException {
    describe("{\"schemaVersion\": 1, \"name\": \"stars\", \"classValues\": [1, 2]}");
    assertFault()
        .withMessageContaining("train-labels-idx1-ubyte.gz: label 0 is 2, expected 0 to 1");
  }

  @Test
  void refusesCountsThatDiffer() throws IOException {
    Files.write(own.resolve("train-labels-idx1-ubyte.gz"), IdxBytes.labels(0, 1, 2));
    assertFault()
        .withMessageContaining("found 3 labels, expected one for each of the 4 images in train-im");
  }

  @Test
  void refusesLabelsThatAreAllZero() throws IOException {
    Files.write(own.resolve("train-labels-idx1-ubyte.gz"), IdxBytes.labels(0, 0, 0, 0));
    assertFault().withMessageContaining("every label is 0, expected at least 2 classes");
  }

  @Test
  void saysWhichFileAFolderLacks() throws IOException {
    Files.delete(own.resolve("train-images-idx3-ubyte"));
    assertFault()
        .withMessageContaining(
            "train-images-idx3-ubyte.gz: there is no such file, nor one without");
    Files.delete(own.resolve("train-labels-idx1-ubyte.gz"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load(own.toString(), Split.TEST))
        .withMessageContaining("dataset.json: there is no such file, and no training labels");
  }

  @Test
  void refusesTwoFilesForTheSame() throws IOException {
    Files.write(own.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(0, 1, 2, 0));
    assertFault().withMessageContaining("with .gz and without");
  }

  private ThrowableAssertAlternative<DataException> assertFault() {
    return assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load(own.toString(), Split.TRAIN));
  }

  private void describe(String json) throws IOException {
    Files.writeString(own.resolve("dataset.json"), json);
  }

  @Test
  void saysHowToGetAMissingFile() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load("mnist", Split.TRAIN))
        .withMessage(
            directory.resolve("mnist/train-images-idx3-ubyte.gz")
                + ": there is no such file; run: numloss data fetch mnist");
  }

  @Test
  void refusesAFileWithAnotherSum() throws IOException {
    Path mnist = Files.createDirectory(directory.resolve("mnist"));
    Files.write(mnist.resolve("t10k-images-idx3-ubyte.gz"), IdxBytes.images(1, 1, 1));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load("mnist", Split.TEST))
        .withMessageContaining("its SHA-256 is ")
        .withMessageContaining("expected 1a1a05ea")
        .withMessageEndingWith("run: numloss data fetch mnist");
  }

  @Test
  void saysThatDigMnistHasNoTrainingImages() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load("dig-mnist", Split.TRAIN))
        .withMessage("dig-mnist has no training images; use its test images, or another data set");
  }

  @Test
  void saysThatANameOrAFolderIsNotThere() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load("mnits", Split.TRAIN))
        .withMessageContaining("did you mean 'mnist'?");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> datasets.load("./mnits", Split.TRAIN))
        .withMessageContaining("there is no such folder");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFilesOfAFolderAreToldWithoutLoadingThem(boolean described, @TempDir Path other)
      throws IOException {
    Path tiny = TinyData.folder(other.resolve("tiny"), 6, 6, ClassValues.range(3));
    if (!described) {
      Files.delete(tiny.resolve("dataset.json"));
    }
    Datasets datasets = new Datasets(other);
    for (Split split : Split.values()) {
      assertThat(datasets.files(tiny.toString(), DataOptions.NONE, split))
          .isEqualTo(datasets.load(tiny.toString(), split).files());
    }
  }
}
