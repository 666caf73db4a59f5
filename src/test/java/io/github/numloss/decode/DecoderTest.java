package io.github.numloss.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.Costs;
import io.github.numloss.measure.Fixture;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private static final ClassDecoder ARGMAX = new Argmax();
  private static final ClassDecoder MEDIAN = new Median();
  private static final ClassDecoder MEAN = new Mean();
  private static final Decoder EXPECTED = new Expected();

  private static final ClassValues FOUR = ClassValues.range(4);

  @Test
  void theyCanDiffer() {
    Predictions predictions = row(0.45f, 0.1f, 0.05f, 0.4f);
    ClassValues values = ClassValues.of(0, 1, 5, 10);

    assertThat(ARGMAX.decode(predictions, 0, values)).isEqualTo(0);
    assertThat(MEDIAN.decode(predictions, 0, values)).isEqualTo(1);
    // 0.45 * 0 + 0.1 * 1 + 0.05 * 5 + 0.4 * 10 = 4.35
    assertThat(MEAN.decode(predictions, 0, values)).isEqualTo(2);
    assertThat(EXPECTED.answer(predictions, 0, values)).isCloseTo(4.35, within(1e-6));
  }

  @Test
  void tiesGoToTheLowerClass() {
    assertThat(ARGMAX.decode(row(0, 0.5f, 0, 0.5f), 0, FOUR)).isEqualTo(1);
    assertThat(MEDIAN.decode(row(0.25f, 0.25f, 0.25f, 0.25f), 0, FOUR)).isEqualTo(1);
    assertThat(MEAN.decode(row(0, 0.5f, 0.5f, 0), 0, FOUR)).isEqualTo(1);
    LeastCost equal = new LeastCost(Costs.of(new double[4][4]));
    assertThat(equal.decode(row(0, 0.5f, 0.5f, 0), 0, FOUR)).isEqualTo(0);
  }

  @Test
  void theMedianIsOfTheTotalOfTheRow() {
    // Half of 0.996 is 0.498.
    assertThat(MEDIAN.decode(row(0.498f, 0, 0, 0.498f), 0, FOUR)).isEqualTo(0);
  }

  @Test
  void theExpectationIsOfTheTotalOfTheRow() {
    ClassValues years = ClassValues.of(1990, 2000, 2010);

    assertThat(MEAN.decode(row(0, 0.996f, 0), 0, years)).isEqualTo(1);
    assertThat(EXPECTED.answer(row(0, 0.996f, 0), 0, years)).isEqualTo(2000);
  }

  @Test
  void negativeValuesAreValues() {
    ClassValues values = ClassValues.of(-10, -1, 0, 10);

    assertThat(MEAN.decode(row(0.5f, 0, 0, 0.5f), 0, values)).isEqualTo(2);
    assertThat(MEAN.decode(row(0.55f, 0, 0, 0.45f), 0, values)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "uneven", "perfect"})
  void decodesAsNumPyDoes(String name) throws IOException {
    Fixture fixture = Fixture.read(name);

    for (ClassDecoder decoder : new ClassDecoder[] {ARGMAX, MEDIAN, MEAN}) {
      for (int i = 0; i < fixture.predictions().count(); i++) {
        assertThat(decoder.decode(fixture.predictions(), i, fixture.classValues()))
            .as("%s of row %d", decoder, i)
            .isEqualTo(
                fixture
                    .expected()
                    .at(String.format(Locale.ROOT, "/decoded/%s/%d", Decoders.ALL.name(decoder), i))
                    .intValue());
      }
    }
  }

  /** What each promises to make least, tried for every answer that there is. */
  @Test
  void noOtherAnswerIsExpectedToCostLess() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      int classes = 2 + random.nextInt(9);
      ClassValues values = values(random, classes);
      Predictions predictions = random(random, classes);
      double[][] wrong = new double[classes][classes];
      double[][] absolute = new double[classes][classes];
      double[][] squared = new double[classes][classes];
      double[][] any = new double[classes][classes];
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          double distance = (double) values.at(i) - values.at(j);
          wrong[i][j] = i == j ? 0 : 1;
          absolute[i][j] = Math.abs(distance);
          squared[i][j] = distance * distance;
          any[i][j] = random.nextGaussian();
        }
      }
      Map.of(
              ARGMAX,
              wrong,
              MEDIAN,
              absolute,
              MEAN,
              squared,
              new LeastCost(Costs.of(any)),
              any,
              new LeastCost(Costs.of(absolute)),
              absolute)
          .forEach(
              (decoder, costs) -> {
                int answer = decoder.decode(predictions, 0, values);
                double[] expected = expectedCosts(predictions, costs);
                for (double other : expected) {
                  assertThat(expected[answer]).isLessThanOrEqualTo(other + 1e-6);
                }
              });
    }
  }

  private static double[] expectedCosts(Predictions predictions, double[][] costs) {
    double[] expected = new double[costs.length];
    for (int answer = 0; answer < costs.length; answer++) {
      for (int trueClass = 0; trueClass < costs.length; trueClass++) {
        expected[answer] += predictions.at(0, trueClass) * costs[trueClass][answer];
      }
    }
    return expected;
  }

  private static ClassValues values(Random random, int classes) {
    float[] values = new float[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = (k == 0 ? -3 : values[k - 1]) + 0.1f + random.nextFloat();
    }
    return ClassValues.of(values);
  }

  private static Predictions random(Random random, int classes) {
    float[] row = new float[classes];
    float sum = 0;
    for (int k = 0; k < classes; k++) {
      row[k] = (float) -Math.log(1 - random.nextDouble());
      sum += row[k];
    }
    for (int k = 0; k < classes; k++) {
      row[k] /= sum;
    }
    return row(row);
  }

  @Test
  void rowsOfCostsAreTrueClasses() {
    // To take 1 for 0 costs 10, to take 0 for 1 costs 1.
    LeastCost decoder = new LeastCost(Costs.of(new double[][] {{0, 10}, {1, 0}}));

    assertThat(decoder.decode(row(0.2f, 0.8f), 0, ClassValues.range(2))).isEqualTo(0);
    assertThat(decoder.decode(row(0.05f, 0.95f), 0, ClassValues.range(2))).isEqualTo(1);
  }

  @Test
  void leastCostNeedsCostsOfItsClasses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new LeastCost(null).decode(row(0.5f, 0.5f), 0, ClassValues.range(2)))
        .withMessage("it is not known what wrong answers cost");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LeastCost(Costs.of(new double[2][2]))
                    .decode(row(0.25f, 0.25f, 0.25f, 0.25f), 0, FOUR))
        .withMessage("costs of 2 classes for predictions of 4 classes");
  }

  private static Predictions row(float... probabilities) {
    return new Predictions(probabilities.length, probabilities);
  }

  /**
   * The mid-distribution goes through .1 at 1, .4 at 2 and .8 at 10: a half lies a quarter of the
   * way from 2 to 10.
   */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0.4, 0.4, 4",
    "0.5, 0, 0.5, 2",
    "1, 0, 0, 1",
    "0, 1, 0, 2",
    "0, 0, 1, 10",
    "0.9, 0.1, 0, 1.1",
    "0, 0.6, 0.4, 5.2",
    "0, 0.04, 0.96, 9.68"
  })
  void theMidMedianLiesBetweenTheValues(float first, float second, float third, double answer) {
    Predictions one = new Predictions(3, new float[] {first, second, third});
    assertThat(new MidMedian().answer(one, 0, ClassValues.of(1, 2, 10)))
        .isCloseTo(answer, within(1e-6));
  }
}
