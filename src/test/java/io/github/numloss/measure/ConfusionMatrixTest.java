package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Median;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusionMatrixTest {
  private static final ClassValues TWO = ClassValues.range(2);

  @TempDir Path folder;

  @Test
  void rowsAreTrueClassesAndColumnsDecodedOnes() {
    Predictions predictions = new Predictions(2, new float[] {1, 0, 0, 1, 0, 1});

    ConfusionMatrix confusion =
        ConfusionMatrix.of(predictions, new int[] {0, 0, 1}, new Argmax(), TWO);

    assertThat(confusion.counts()).isDeepEqualTo(new int[][] {{1, 1}, {0, 1}});
  }

  @Test
  void labelsAreUnsigned() {
    float[] certain = new float[256];
    certain[200] = 1;

    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            new Predictions(256, certain), new int[] {255}, new Median(), ClassValues.range(256));

    assertThat(confusion.counts()[255][200]).isEqualTo(1);
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    Predictions predictions = new Predictions(2, new float[] {1, 0});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(predictions, new int[2], new Argmax(), TWO))
        .withMessage("2 labels for predictions of 1 images");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(predictions, new int[] {-1}, new Argmax(), TWO))
        .withMessage("label 0 is -1, beyond the 2 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(predictions, new int[] {2}, new Argmax(), TWO))
        .withMessage("label 0 is 2, beyond the 2 classes");
  }

  @Test
  void isEqualToTheSameCountsAlone() {
    ConfusionMatrix confusion = new ConfusionMatrix(new int[][] {{3, 1}, {0, 2}});
    ConfusionMatrix same = new ConfusionMatrix(new int[][] {{3, 1}, {0, 2}});

    assertThat(confusion).isEqualTo(same).hasSameHashCodeAs(same).hasToString("[[3, 1], [0, 2]]");
    assertThat(confusion).isNotEqualTo(new ConfusionMatrix(new int[][] {{1, 3}, {0, 2}}));
    assertThat(confusion.hashCode())
        .isNotEqualTo(new ConfusionMatrix(new int[][] {{1, 3}, {0, 2}}).hashCode());
  }

  @Test
  void isABareArrayInJson() throws IOException {
    ConfusionMatrix confusion = new ConfusionMatrix(new int[][] {{3, 1}, {0, 2}});
    Path file = folder.resolve("confusion.json");

    Json.write(file, confusion);

    assertThat(Json.line(confusion)).isEqualTo("[[3,1],[0,2]]");
    assertThat(Json.read(file, ConfusionMatrix.class)).isEqualTo(confusion);
  }

  @Test
  void asManyImagesAsAnIntCountsAreTaken() {
    int most = Integer.MAX_VALUE;

    assertThat(new ConfusionMatrix(new int[][] {{most - 1, 0}, {0, 1}}))
        .hasToString("[[2147483646, 0], [0, 1]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[1,2]] | 1 rows of counts, expected at least 2",
        "[[1,2],[3]] | row 1 of the counts is not 2 long, as there are rows",
        "[[1,2],null] | at $[1]: it is missing or null",
        "[[1,2],[3,-4]] | count [1][1] is -4, expected 0 or more",
        "[[0,0],[0,0]] | the counts sum to 0, expected 1 to 2147483647",
        "[[2147483647,1],[0,0]] | the counts sum to 2147483648, expected 1 to 2147483647"
      })
  void refusesWhatIsNoConfusionMatrix(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("confusion.json"), text);

    assertThatThrownBy(() -> Json.read(file, ConfusionMatrix.class))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(problem);
  }
}
