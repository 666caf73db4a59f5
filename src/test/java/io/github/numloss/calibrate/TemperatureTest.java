package io.github.numloss.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.decode.Predictions;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a temperature does to probabilities, and which one is found. */
final class TemperatureTest {
  private static Predictions row(float... probabilities) {
    return new Predictions(probabilities.length, probabilities);
  }

  @Test
  void takesRootsAndDividesByTheirSum() {
    float[] flat = new Temperature(2).apply(row(0.64f, 0.36f, 0)).probabilities();
    // √.64 = .8, √.36 = .6, and √2^-126 = 2^-63.
    assertThat(flat[0]).isCloseTo(0.8f / 1.4f, within(1e-7f));
    assertThat(flat[1]).isCloseTo(0.6f / 1.4f, within(1e-7f));
    assertThat(flat[2]).isCloseTo(0x1p-63f / 1.4f, within(1e-25f));

    float[] sharp = new Temperature(0.5).apply(row(0.8f, 0.2f)).probabilities();
    assertThat(sharp[0]).isCloseTo(0.64f / 0.68f, within(1e-7f));
  }

  @Test
  void oneChangesNothing() {
    Predictions predictions = row(0.5f, 0.5f, 0);
    assertThat(Temperature.NONE.apply(predictions)).isSameAs(predictions);
  }

  @Test
  void certainPredictionsStayDistributions() {
    for (double value : new double[] {Temperature.LEAST, Temperature.MOST}) {
      float[] heated = new Temperature(value).apply(row(0, 1, 0)).probabilities();
      assertThat(heated[1]).isGreaterThan(0.99f);
    }
  }

  /** The log loss of a temperature, by its definition. */
  private static double logLoss(Predictions predictions, int[] labels, double temperature) {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double sum = 0;
      for (int k = 0; k < predictions.classes(); k++) {
        sum += Math.pow(Math.max(predictions.at(i, k), 0x1p-126), 1 / temperature);
      }
      double ofTruth = Math.max(predictions.at(i, labels[i]), 0x1p-126);
      loss += Math.log(sum) - Math.log(ofTruth) / temperature;
    }
    return loss / labels.length;
  }

  @Test
  void noOtherTemperatureHasALowerLoss() {
    Random random = new Random(20261126);
    for (int trial = 0; trial < 200; trial++) {
      int classes = 2 + random.nextInt(5);
      int[] labels = new int[1 + random.nextInt(30)];
      Predictions predictions = RandomPredictions.of(random, labels.length, classes);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) random.nextInt(classes);
      }
      Temperature found = Temperature.fit(predictions, labels, null);
      double least = logLoss(predictions, labels, found.value());
      assertThat(found.value()).isBetween(Temperature.LEAST, Temperature.MOST);
      if (found.value() == 1) {
        continue;
      }
      assertThat(least).isLessThanOrEqualTo(logLoss(predictions, labels, 1) + 1e-12);
      for (double other = Temperature.LEAST; other <= Temperature.MOST; other *= 1.1) {
        assertThat(least).isLessThanOrEqualTo(logLoss(predictions, labels, other) + 1e-9);
      }
    }
  }

  @Test
  void aWeightCountsHowOftenAnImageIsThere() {
    Random random = new Random(20261127);
    for (int trial = 0; trial < 50; trial++) {
      int[] labels = random.ints(12, 0, 3).toArray();
      Predictions predictions = RandomPredictions.of(random, labels.length, 3);
      float[] weights = new float[labels.length];
      int[] copies =
          IntStream.range(0, 12).flatMap(i -> IntStream.generate(() -> i).limit(i % 4)).toArray();
      float[] rows = new float[3 * copies.length];
      int[] copied = new int[copies.length];
      for (int i = 0; i < copies.length; i++) {
        weights[copies[i]] += 0.5f;
        copied[i] = labels[copies[i]];
        for (int k = 0; k < 3; k++) {
          rows[3 * i + k] = predictions.at(copies[i], k);
        }
      }
      assertThat(Temperature.fit(predictions, labels, weights).value())
          .isCloseTo(Temperature.fit(new Predictions(3, rows), copied, null).value(), within(1e-9));
    }
  }

  @Test
  void imagesThatAreAllRightSayNothing() {
    Predictions predictions = new Predictions(2, new float[] {0.9f, 0.1f, 0.4f, 0.6f, 0.5f, 0.5f});
    assertThat(Temperature.fit(predictions, new int[] {0, 1, 1}, null)).isEqualTo(Temperature.NONE);
    assertThat(Temperature.fit(row(0.5f, 0.5f), new int[1], null)).isEqualTo(Temperature.NONE);
  }

  @Test
  void oneThatRunsAwayStopsAtItsBound() {
    assertThat(Temperature.fit(row(0.9f, 0.1f), new int[] {1}, null))
        .isEqualTo(new Temperature(Temperature.MOST));
    // Of 100 images one is wrong, and hardly so.
    float[] probabilities = new float[200];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      probabilities[2 * i] = i == 0 ? 0.499f : 0.51f;
      probabilities[2 * i + 1] = 1 - probabilities[2 * i];
    }
    assertThat(Temperature.fit(new Predictions(2, probabilities), labels, null))
        .isEqualTo(new Temperature(Temperature.LEAST));
  }

  @Test
  void hasBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(0.0999));
    assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(10.001));
    assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(Double.NaN));
  }
}
