package io.github.numloss.decode;

import static io.github.numloss.decode.Decoder.ARGMAX;
import static io.github.numloss.decode.Decoder.MEAN;
import static io.github.numloss.decode.Decoder.MEDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Fixture;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private static final ClassValues FOUR = ClassValues.range(4);

  @Test
  void theThreeCanDiffer() {
    Predictions predictions = row(0.45f, 0.1f, 0.05f, 0.4f);
    ClassValues values = ClassValues.of(0, 1, 5, 10);

    assertThat(ARGMAX.decode(predictions, 0, values)).isEqualTo(0);
    assertThat(MEDIAN.decode(predictions, 0, values)).isEqualTo(1);
    // 0.45 * 0 + 0.1 * 1 + 0.05 * 5 + 0.4 * 10 = 4.35
    assertThat(MEAN.decode(predictions, 0, values)).isEqualTo(2);
  }

  @Test
  void tiesGoToTheLowerClass() {
    assertThat(ARGMAX.decode(row(0, 0.5f, 0, 0.5f), 0, FOUR)).isEqualTo(1);
    assertThat(MEDIAN.decode(row(0.25f, 0.25f, 0.25f, 0.25f), 0, FOUR)).isEqualTo(1);
    assertThat(MEAN.decode(row(0, 0.5f, 0.5f, 0), 0, FOUR)).isEqualTo(1);
  }

  @Test
  void theMedianIsOfTheTotalOfTheRow() {
    // Half of 0.996 is 0.498.
    assertThat(MEDIAN.decode(row(0.498f, 0, 0, 0.498f), 0, FOUR)).isEqualTo(0);
  }

  @Test
  void theMeanIsOfTheTotalOfTheRow() {
    ClassValues years = ClassValues.of(1990, 2000, 2010);

    assertThat(MEAN.decode(row(0, 0.996f, 0), 0, years)).isEqualTo(1);
  }

  @Test
  void negativeValuesAreValues() {
    ClassValues values = ClassValues.of(-10, -1, 0, 10);

    assertThat(MEAN.decode(row(0.5f, 0, 0, 0.5f), 0, values)).isEqualTo(2);
    assertThat(MEAN.decode(row(0.55f, 0, 0, 0.45f), 0, values)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void certaintyIsDecodedToItself(Decoder decoder) {
    Predictions predictions =
        new Predictions(4, new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});

    for (int k = 0; k < 4; k++) {
      assertThat(decoder.decode(predictions, k, FOUR)).isEqualTo(k);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "uneven", "perfect"})
  void decodesAsNumPyDoes(String name) throws IOException {
    Fixture fixture = Fixture.read(name);

    for (Decoder decoder : Decoder.values()) {
      for (int i = 0; i < fixture.predictions().count(); i++) {
        assertThat(decoder.decode(fixture.predictions(), i, fixture.classValues()))
            .as("%s of row %d", decoder, i)
            .isEqualTo(
                fixture
                    .expected()
                    .at(String.format(Locale.ROOT, "/decoded/%s/%d", decoder, i))
                    .intValue());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesClassValuesOfOtherClasses(Decoder decoder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.decode(row(0.5f, 0.5f), 0, FOUR))
        .withMessage("4 class values for predictions of 2 classes");
  }

  @Test
  void namesAreLowerCase() {
    assertThat(Json.line(Decoder.values())).isEqualTo("[\"argmax\",\"median\",\"mean\"]");
  }

  private static Predictions row(float... probabilities) {
    return new Predictions(probabilities.length, probabilities);
  }
}
