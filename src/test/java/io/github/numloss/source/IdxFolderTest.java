package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdxFolderTest {
  @TempDir private Path folder;

  private IdxFolder folder(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
    return IdxFolder.of(folder);
  }

  /** As the makers of MNIST, EMNIST, QMNIST, Fashion-MNIST and others name them. */
  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte, TRAIN",
    "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz, TEST",
    "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte, TEST",
    "emnist-digits-train-images-idx3-ubyte.gz, emnist-digits-train-labels-idx1-ubyte.gz, TRAIN",
    "emnist-byclass-test-images-idx3-ubyte, emnist-byclass-test-labels-idx1-ubyte, TEST",
    "qmnist-train-images-idx3-ubyte.gz, qmnist-train-labels-idx2-int.gz, TRAIN",
    "val_images.idx, val_labels.idx, VALIDATION",
    "Vectors-idx2-float, Targets-idx1-double, ALL"
  })
  void knowsFilesByTheWordsOfTheirNames(String images, String labels, Part part)
      throws IOException {
    IdxFolder found = folder(images, labels, "readme.txt", "train-images.png", "dataset.json");

    assertThat(found.parts()).containsExactly(part);
    assertThat(found.inputs(part)).hasFileName(images);
    assertThat(found.labels(part)).hasFileName(labels);
  }

  @Test
  void refusesTwoFilesForOnePurpose() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                folder(
                    "emnist-digits-train-images-idx3-ubyte",
                    "emnist-letters-train-images-idx3-ubyte"))
        .withMessage(
            folder
                + ": emnist-digits-train-images-idx3-ubyte and emnist-letters-train-images-idx3-ubyte"
                + " both hold training images, expected one; put each data set into a folder of its"
                + " own");
  }

  @Test
  void refusesAFileWithAndWithoutGzip() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz"))
        .withMessage(
            folder.resolve("train-images-idx3-ubyte")
                + ": it is there with .gz and without; remove the one that is not wanted");
  }
}
