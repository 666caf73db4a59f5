package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Doubts;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels that are the values themselves, and doubts about data. */
final class LabellingTest {
  private static final String VALUES =
      "{\"schemaVersion\": 1, \"name\": \"coins\", \"labels\": \"values\"";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), IdxBytes.images(6, 2, 2));
    labels("train", 1, 2, 5, 10, 20, 1);
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxBytes.images(2, 2, 2));
    labels("t10k", 20, 5);
  }

  private void labels(String start, int... labels) throws IOException {
    Files.write(folder.resolve(start + "-labels-idx1-ubyte"), IdxBytes.labels(labels));
  }

  private void describe(String json) throws IOException {
    Files.writeString(folder.resolve("dataset.json"), json);
  }

  private Examples load(Split split) throws IOException {
    return new Datasets(folder).load(folder.toString(), split);
  }

  private ThrowableAssertAlternative<DataException> assertRefused(Split split) {
    return assertThatExceptionOfType(DataException.class).isThrownBy(() -> load(split));
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", ", \"classValues\": [1, 2, 5, 10, 20]}"})
  void labelsMayBeTheValues(String end) throws IOException {
    describe(VALUES + end);
    for (Split split : Split.values()) {
      assertThat(load(split).classValues()).isEqualTo(ClassValues.of(1, 2, 5, 10, 20));
      assertThat(load(split).dataset()).isEqualTo("coins");
      assertThat(new Datasets(folder).files(folder.toString(), DataOptions.NONE, split))
          .isEqualTo(load(split).files());
    }
    assertThat(load(Split.TRAIN).labels()).containsExactly(0, 1, 2, 3, 4, 0);
    assertThat(load(Split.TEST).labels()).containsExactly(4, 2);
  }

  @Test
  void theFilesThatSayWhatTheValuesAreAreNamed() throws IOException {
    describe(VALUES + "}");
    assertThat(load(Split.TEST).files().stream().map(SourceFile::name))
        .contains("train-labels-idx1-ubyte", "dataset.json");
  }

  @Test
  void valuesMayHaveClassesThatTheLabelsLack() throws IOException {
    describe(VALUES + ", \"classValues\": [0.5, 1, 2, 5, 10, 20, 50]}");
    assertThat(load(Split.TEST).labels()).containsExactly(5, 3);
  }

  @Test
  void aLabelThatIsNoValueIsRefused() throws IOException {
    describe(VALUES + "}");
    labels("t10k", 20, 7);
    assertRefused(Split.TEST)
        .withMessageEndingWith(
            "t10k-labels-idx1-ubyte: label 1 is 7, expected one of the class values [1.0, 2.0, 5.0,"
                + " 10.0, 20.0]");
    labels("train", 3, 3, 3, 3, 3, 3);
    assertRefused(Split.TEST).withMessageContaining("every label is 3, expected at least 2");
  }

  /** Ratings of 1 to 5 would else make six classes, coins twenty-one. */
  @Test
  void withoutADescriptionNoClassMayBeMissing() throws IOException {
    String advice =
        ", expected 0, 1, 2 and so on with none left out; if they are the values themselves, write"
            + " beside it dataset.json with {\"schemaVersion\": 1, \"name\": \""
            + folder.getFileName()
            + "\", \"labels\": \"values\"}, else one that names all \"classValues\"";
    assertRefused(Split.TRAIN)
        .withMessage(
            folder.resolve("train-labels-idx1-ubyte")
                + ": its labels are 1, 2, 5, 10, 20"
                + advice);
    labels("train", 1, 2, 3, 4, 5, 1);
    assertRefused(Split.TEST).withMessageContaining("its labels are 1, 2, 3, 4, 5" + advice);
    labels("train", 0, 1, 3, 0, 1, 3);
    assertRefused(Split.TRAIN).withMessageContaining("its labels are 0, 1, 3" + advice);
  }

  @Test
  void classValuesThatAreTheLabelsAreTold() throws IOException {
    describe("{\"schemaVersion\": 1, \"name\": \"coins\", \"classValues\": [1, 2, 5, 10, 20]}");
    assertRefused(Split.TRAIN)
        .withMessageEndingWith(
            "label 2 is 5, expected 0 to 4, as there are 5 classes; if labels are the values"
                + " themselves, add \"labels\": \"values\" to dataset.json");
  }

  @Test
  void allBytesMayBeLabels() throws IOException {
    int[] all = new int[256];
    for (int i = 0; i < 256; i++) {
      all[i] = 255 - i;
    }
    labels("train", all);
    Files.write(folder.resolve("train-images-idx3-ubyte"), IdxBytes.images(256, 1, 1));
    assertThat(load(Split.TRAIN).classValues()).isEqualTo(ClassValues.range(256));
    assertThat(load(Split.TRAIN).label(0)).isEqualTo(255);
  }

  private static Examples images(Split split, byte[] pixels, int... labels) {
    Images images = new Images(labels.length, 1, pixels.length / labels.length, pixels);
    return new Examples("few", split, images, labels, ClassValues.of(1, 2, 5), List.of());
  }

  @Test
  void doubtsAreSaidAndNothingElse() {
    Examples good = images(Split.TRAIN, new byte[] {0, 17, 3}, 0, 1, 2);
    Examples test = images(Split.TEST, new byte[] {0, 18, 3}, 0, 1, 2);
    assertThat(Doubts.of(good, test, 0.4, 1)).isEmpty();
    assertThat(Doubts.of(good, test, 0, 0)).isEmpty();
    assertThat(Doubts.of(good, test, 0.1, 0))
        .containsExactly(
            "a share of 0.1 of 3 images rounds to none, so that none is held back for validation");
    assertThat(Doubts.of(good, good, 0, 0))
        .containsExactly(
            "the test images are the training images, so that the measures say nothing of new ones");
    assertThat(Doubts.of(images(Split.TRAIN, new byte[] {0, 17, 3}, 0, 2, 0), test, 0, 0))
        .containsExactly("there is no training image of class 1 (2.0), which can't be learned");
    assertThat(Doubts.of(images(Split.TRAIN, new byte[] {0, 16, 3}, 0, 1, 2), test, 0, 0))
        .containsExactly(
            "no pixel of the training images is above 16, of 0 to 255; scale them if they were made"
                + " with another range");
  }
}
