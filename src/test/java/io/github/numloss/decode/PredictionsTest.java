package io.github.numloss.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.measure.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsTest {
  @TempDir Path folder;

  @Test
  void rowsAreImages() {
    Predictions predictions = new Predictions(3, new float[] {0, 0.25f, 0.75f, 1, 0, 0});

    assertThat(predictions.count()).isEqualTo(2);
    assertThat(predictions.at(0, 2)).isEqualTo(0.75f);
    assertThat(predictions.at(1, 0)).isEqualTo(1f);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -0.001f, 1.001f})
  void refusesWhatIsNoProbability(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predictions(2, new float[] {1, 0, 0.5f, value}))
        .withMessage("row 1: the probability of class 1 is %s, expected 0 to 1", value);
  }

  @Test
  void refusesRowsThatDoNotSumToOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predictions(2, new float[] {1, 0, 0.5f, 0.25f}))
        .withMessage("row 1: the probabilities sum to 0.75, expected 1");
  }

  @Test
  void takesRowsThatAreRounded() {
    float overOne = 1.0000001f;
    // 0.9975 and 0.0025 rounded to 8 bits, as bfloat16 has them.
    float rounded = 0.99609375f;
    float rest = 0.0025024414f;

    assertThat(new Predictions(2, new float[] {overOne, 0, rounded, rest}).count()).isEqualTo(2);
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predictions(2, new float[] {1, 0, 1}))
        .withMessage("3 probabilities, expected one row or more of 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new Predictions(2, new float[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Predictions(1, new float[] {1}));
  }

  @Test
  void keepsEveryBitInAFile() throws IOException {
    Predictions written = Fixture.read("uneven").predictions();
    Path file = folder.resolve("predictions.npy");

    written.toNpy(file);
    Predictions read = Predictions.fromNpy(file);

    assertThat(read.classes()).isEqualTo(7);
    assertThat(read.probabilities()).containsExactly(written.probabilities());
    assertThat(file)
        .hasSameBinaryContentAs(
            Path.of("src/test/resources/io/github/numloss/measure/uneven-predictions.npy"));
  }

  @Test
  void refusesFilesOfOtherNumbers() throws IOException {
    Path file = folder.resolve("other.npy");

    Npy.write(file, new FloatArray(new int[] {2}, new float[] {0.5f, 0.5f}));
    assertThatThrownBy(() -> Predictions.fromNpy(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": header field shape has 1 dimensions, expected 2: images and classes");

    Npy.write(file, new FloatArray(new int[] {1, 2}, new float[] {2, -1}));
    assertThatThrownBy(() -> Predictions.fromNpy(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": row 0: the probability of class 0 is 2.0, expected 0 to 1");

    Npy.write(file, new FloatArray(new int[] {3, 0}, new float[0]));
    assertThatThrownBy(() -> Predictions.fromNpy(file)).isInstanceOf(DataException.class);
  }
}
