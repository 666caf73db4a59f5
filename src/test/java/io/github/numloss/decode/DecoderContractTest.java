package io.github.numloss.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.Costs;
import io.github.numloss.io.Json;
import io.github.numloss.registry.Registry.Member;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every decoder that is registered. */
class DecoderContractTest {
  private static final int CLASSES = 100;

  static Stream<Decoder> decoders() {
    return Decoders.ALL.members().stream()
        .map(Member::standard)
        .map(decoder -> decoder.lacksCosts() ? decoder.with(distances(CLASSES)) : decoder);
  }

  private static Costs distances(int classes) {
    double[][] costs = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        costs[i][j] = Math.abs(i - j);
      }
    }
    return Costs.of(costs);
  }

  private static ClassValues squares() {
    float[] squares = new float[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      squares[k] = k * k - 50;
    }
    return ClassValues.of(squares);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void certaintyIsDecodedToItself(Decoder decoder) {
    float[] certain = new float[CLASSES * CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      certain[k * CLASSES + k] = 1;
    }
    Predictions predictions = new Predictions(CLASSES, certain);

    for (int k = 0; k < CLASSES; k++) {
      assertThat(decoder.answer(predictions, k, squares())).isEqualTo(squares().at(k));
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void anAnswerLiesAmongTheValuesAndIsOfItsOwnRow(Decoder decoder) {
    float[] rows = new float[3 * CLASSES];
    Arrays.fill(rows, 0, CLASSES, 1f / CLASSES);
    rows[CLASSES] = 0.6f;
    rows[2 * CLASSES - 1] = 0.4f;
    Arrays.fill(rows, 2 * CLASSES, 3 * CLASSES, 1f / CLASSES);
    Predictions predictions = new Predictions(CLASSES, rows);

    double[] answers =
        IntStream.range(0, 3).mapToDouble(i -> decoder.answer(predictions, i, squares())).toArray();

    assertThat(Arrays.stream(answers).boxed())
        .allMatch(answer -> answer >= -50 && answer <= 99 * 99 - 50);
    assertThat(answers[0]).isEqualTo(answers[2]);
    assertThat(
            decoder.answer(
                new Predictions(CLASSES, Arrays.copyOfRange(rows, CLASSES, 2 * CLASSES)),
                0,
                squares()))
        .isEqualTo(answers[1]);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void theAnswerOfAClassDecoderIsItsClasssValue(Decoder decoder) {
    float[] row = new float[CLASSES];
    row[3] = 0.3f;
    row[50] = 0.25f;
    row[70] = 0.45f;
    Predictions predictions = new Predictions(CLASSES, row);

    if (decoder instanceof ClassDecoder toClasses) {
      assertThat(decoder.answer(predictions, 0, squares()))
          .isEqualTo(squares().at(toClasses.decode(predictions, 0, squares())));
    } else if (decoder instanceof Expected) {
      assertThat(decoder.answer(predictions, 0, squares()))
          .isCloseTo(0.3 * 9 + 0.25 * 2500 + 0.45 * 4900 - 50, within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void refusesClassValuesOfOtherClasses(Decoder decoder) {
    Predictions two = new Predictions(2, new float[] {0.5f, 0.5f});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.answer(two, 0, ClassValues.range(4)))
        .withMessage("4 class values for predictions of 2 classes");
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void isReadAsItIsWritten(Decoder decoder) throws Exception {
    assertThat(Json.mapper().readValue(Json.line(decoder), Decoder.class)).isEqualTo(decoder);
  }

  @Test
  void namesAreInTheOrderOfTables() {
    assertThat(Decoders.ALL.names())
        .isEqualTo(List.of("argmax", "median", "mean", "expected", "mid-median", "least-cost"));
    assertThat(Decoders.ready()).extracting(Decoders.ALL::name).doesNotContain("least-cost");
    assertThat(Decoders.ALL.name(new Argmax())).isEqualTo(Argmax.NAME);
    for (String name : Decoders.ALL.names()) {
      assertThat(Decoders.ALL.name(Decoders.ALL.parse(name))).isEqualTo(name);
    }
  }
}
