package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Metrics.AbsoluteErrorCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  @TempDir Path folder;

  @Test
  void countsEveryAbsoluteErrorThatDigitsCanHave() {
    int[][] counts = new int[10][10];
    counts[3][3] = 5;
    counts[3][5] = 2;
    counts[9][0] = 1;

    Metrics metrics = Metrics.of(new ConfusionMatrix(counts), ClassValues.range(10));

    assertThat(metrics.images()).isEqualTo(8);
    assertThat(metrics.misclassified()).isEqualTo(3);
    assertThat(metrics.value("errorRate")).isEqualTo(3 / 8.0);
    assertThat(metrics.value("meanAbsoluteError")).isEqualTo((2 * 2 + 9) / 8.0);
    assertThat(metrics.value("meanAbsoluteErrorMisclassified")).isEqualTo((2 * 2 + 9) / 3.0);
    assertThat(metrics.absoluteErrors())
        .extracting(AbsoluteErrorCount::absoluteError)
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
    assertThat(metrics.absoluteErrors())
        .extracting(AbsoluteErrorCount::count)
        .containsExactly(0, 2, 0, 0, 0, 0, 0, 0, 1);
    assertThat(metrics.absoluteErrors().get(1).rate()).isEqualTo(2 / 3.0);
  }

  @Test
  void saysWhyAMeanIsMissing() {
    Metrics perfect =
        Metrics.of(new ConfusionMatrix(new int[][] {{1, 0}, {0, 1}}), ClassValues.range(2));

    assertThat(perfect.value("meanAbsoluteErrorMisclassified")).isNull();
    assertThat(perfect.reason("meanAbsoluteErrorMisclassified"))
        .contains("no image is misclassified");
    assertThat(perfect.reason("errorRate")).isEmpty();
    assertThat(perfect.number("errorRate")).isZero();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> perfect.number("meanAbsoluteErrorMisclassified"))
        .withMessage("no meanAbsoluteErrorMisclassified: no image is misclassified");
    assertThat(Json.line(perfect))
        .startsWith("{\"images\":2,\"misclassified\":0,\"errorRate\":0.0,")
        .contains(
            "\"meanAbsoluteErrorMisclassified\":null,"
                + "\"meanAbsoluteErrorMisclassifiedReason\":\"no image is misclassified\",")
        .endsWith(",\"absoluteErrors\":[{\"absoluteError\":1.0,\"count\":0,\"rate\":0.0}]}");
  }

  @Test
  void givesNoReasonForAMeanThatIsThere() {
    ConfusionMatrix confusion = new ConfusionMatrix(new int[][] {{1, 1}, {0, 2}});

    assertThat(Json.line(Metrics.of(confusion, ClassValues.range(2))))
        .contains("\"meanAbsoluteErrorMisclassified\":1.0,")
        .doesNotContain("Reason");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"images\":2,\"misclassified\":1,\"errorRate\":0.5,\"meanAbsoluteError\":0.5,"
            + "\"meanAbsoluteErrorMisclassified\":1.0,\"absoluteErrors\":"
            + "[{\"absoluteError\":1.0,\"count\":1,\"rate\":1.0}]}",
        "{\"images\":2,\"misclassified\":0,\"errorRate\":0.0,\"meanAbsoluteError\":0.0,"
            + "\"meanAbsoluteErrorMisclassified\":null,"
            + "\"meanAbsoluteErrorMisclassifiedReason\":\"no image is misclassified\","
            + "\"absoluteErrors\":[{\"absoluteError\":1.0,\"count\":0,\"rate\":0.0}]}",
        "{\"images\":2,\"meanAbsoluteError\":0.25,\"aMeasureOfAnotherDay\":3.5}"
      })
  void whatWasWrittenWithOtherMeasuresStaysAsItIs(String json) throws IOException {
    Metrics read = Json.mapper().readValue(json, Metrics.class);

    assertThat(Json.line(read)).isEqualTo(json);
    assertThat(read.value("rootMeanSquaredError")).isNull();
    assertThat(read.reason("rootMeanSquaredError")).contains("it was not measured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{`errorRate`:0.5} | images is missing or null",
        "{`images`:`two`} | images: found \"two\", expected a whole number",
        "{`images`:2,`misclassified`:1} | expected both misclassified and absoluteErrors, or neither",
        "{`images`:2,`errorRate`:`half`} | errorRate is \"half\", expected a finite number, or null and errorRateReason",
        "{`images`:2,`errorRate`:1e999} | errorRate is",
        "{`images`:2,`errorRate`:null} | expected either errorRate or the reason why there is none, in errorRateReason",
        "{`images`:2,`errorRate`:0.5,`errorRateReason`:`so`} | expected either errorRate or the reason",
        "{`images`:2,`errorRateReason`:`so`} | errorRateReason is \"so\", expected a finite number",
        "[] | expected an object"
      })
  void refusesWhatIsNoMetrics(String json, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.json"), json.replace('`', '"'));

    assertThatThrownBy(() -> Json.read(file, Metrics.class))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesClassValuesOfOtherClasses() {
    ConfusionMatrix confusion = new ConfusionMatrix(new int[][] {{1, 1}, {0, 2}});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.of(confusion, ClassValues.range(3)))
        .withMessage("3 class values for counts of 2 classes");
  }

  @Test
  void stepsThatFloatsCannotHaveAreOneAbsoluteErrorEach() {
    float[] tenths = new float[10];
    float[] thousands = new float[10];
    float[] ninths = new float[10];
    for (int k = 0; k < 10; k++) {
      tenths[k] = k / 10f;
      thousands[k] = 1000 + k / 10f;
      ninths[k] = k / 9f;
    }

    assertThat(absoluteErrors(tenths)).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
    assertThat(absoluteErrors(thousands))
        .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
    assertThat(absoluteErrors(ninths)).hasSize(9).endsWith(1.0);
  }

  @Test
  void smallAndLargeStepsStayApart() {
    assertThat(absoluteErrors(0.001f, 0.01f, 0.1f, 1, 10))
        .containsExactly(0.009, 0.09, 0.099, 0.9, 0.99, 0.999, 9.0, 9.9, 9.99, 9.999);
    assertThat(absoluteErrors(0, 8_388_606, 8_388_607))
        .containsExactly(1.0, 8_388_606.0, 8_388_607.0);
  }

  @Test
  void manyUnevenValuesHaveManyAbsoluteErrors() {
    float[] squares = new float[256];
    int[][] counts = new int[256][256];
    for (int i = 0; i < 256; i++) {
      squares[i] = i * i;
      for (int j = 0; j < 256; j++) {
        counts[i][j] = 1;
      }
    }

    Metrics metrics = Metrics.of(new ConfusionMatrix(counts), ClassValues.of(squares));

    assertThat(metrics.absoluteErrors())
        .extracting(AbsoluteErrorCount::absoluteError)
        .containsExactlyElementsOf(
            IntStream.range(0, 256 * 256)
                .map(pair -> (pair / 256) * (pair / 256) - (pair % 256) * (pair % 256))
                .filter(difference -> difference > 0)
                .distinct()
                .sorted()
                .asDoubleStream()
                .boxed()
                .toList());
    assertThat(metrics.absoluteErrors().stream().mapToInt(AbsoluteErrorCount::count).sum())
        .isEqualTo(256 * 255);
  }

  @Test
  void meansAreOfTheAbsoluteErrorsThatAreCounted() {
    int[][] counts = new int[10][10];
    counts[0][3] = 1;
    counts[7][4] = 3;

    Metrics metrics = Metrics.of(new ConfusionMatrix(counts), tenths());

    // The float32 of 0.3 is 0.30000001192…
    assertThat(metrics.value("meanAbsoluteError")).isEqualTo(4 * 0.3 / 4);
    assertThat(metrics.value("meanAbsoluteErrorMisclassified")).isEqualTo(4 * 0.3 / 4);
  }

  private static ClassValues tenths() {
    float[] values = new float[10];
    for (int k = 0; k < values.length; k++) {
      values[k] = k / 10f;
    }
    return ClassValues.of(values);
  }

  @Test
  void keptErrorsAreReadAsTheyAreCounted() {
    ClassValues tenths = tenths();
    float[] kept = {0, 0.1f, 0.2f, 0.3f, 0.9f, 0.7f};
    assertThat(Evaluation.absoluteErrors(kept, tenths)).containsExactly(0, 0.1, 0.2, 0.3, 0.9, 0.7);
    assertThat(Evaluation.absoluteErrors(new float[] {2, 0, 1}, ClassValues.range(3)))
        .containsExactly(2, 0, 1);
    // The float32 of 0.6, the largest error here, is 0.60000002384…
    assertThat(Evaluation.absoluteErrors(new float[] {0.6f, 0.1f}, ClassValues.of(0, 0.1f, 0.6f)))
        .containsExactly(0.6, 0.1);
  }

  private static List<Double> absoluteErrors(float... values) {
    return new AbsoluteErrors(ClassValues.of(values)).values();
  }
}
