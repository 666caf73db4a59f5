package io.github.numloss.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Predictions;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Measure.Better;
import io.github.numloss.measure.Measure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every measure that is registered. */
class MeasureContractTest {
  private static final List<Integer> SIZES = List.of(2, 3, 4, 10, 100);

  static Stream<Measure> measures() {
    return Measures.ALL.stream();
  }

  /** Labels, and the row of probabilities that each image has. */
  private record Case(int[] labels, float[][] rows, ClassValues values) {
    Evaluation evaluation() {
      int classes = values.count();
      float[] flat = new float[rows.length * classes];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], 0, flat, i * classes, classes);
      }
      return Evaluation.of(new Predictions(classes, flat), labels, values);
    }

    /** Gives what a measure comes to: of all decoders that have it, or of the distributions. */
    List<Double> values(Measure measure) {
      Evaluation all = evaluation();
      List<Double> found = new ArrayList<>();
      if (measure.isOfDistribution()) {
        found.add(all.distribution().value(measure.name()));
      } else {
        all.metrics()
            .forEach(
                (decoder, metrics) -> {
                  if (Json.tree(metrics).has(measure.name())) {
                    found.add(metrics.value(measure.name()));
                  }
                });
      }
      assertThat(found).hasSizeGreaterThanOrEqualTo(measure.isOfDistribution() ? 1 : 3);
      return found;
    }
  }

  private static ClassValues uneven(int classes) {
    float[] values = new float[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = k + k * k / 4f - 3;
    }
    return ClassValues.of(values);
  }

  private static Case random(int classes, int images, long seed) {
    Random random = new Random(seed);
    int[] labels = new int[images];
    float[][] rows = new float[images][classes];
    for (int i = 0; i < images; i++) {
      labels[i] = (byte) (i < classes ? i : random.nextInt(classes));
      double sum = 0;
      double[] row = new double[classes];
      for (int k = 0; k < classes; k++) {
        row[k] = Math.exp(random.nextGaussian() - Math.abs(k - labels[i]));
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        rows[i][k] = (float) (row[k] / sum);
      }
    }
    return new Case(labels, rows, uneven(classes));
  }

  private static float[] certain(int classes, int k) {
    float[] row = new float[classes];
    row[k] = 1;
    return row;
  }

  private static Case perfect(int[] labels, ClassValues values) {
    float[][] rows = new float[labels.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = certain(values.count(), labels[i]);
    }
    return new Case(labels, rows, values);
  }

  /** The class farthest from the true one, and another that isn't it, with a valley between. */
  private static Case awful(int classes) {
    int[] labels = new int[2 * classes];
    float[][] rows = new float[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      int label = i % classes;
      labels[i] = (byte) label;
      int farthest = label < (classes + 1) / 2 ? classes - 1 : 0;
      int other = label == 0 ? 1 : label == classes - 1 ? classes - 2 : classes - 1 - farthest;
      rows[i][farthest] = 0.55f;
      rows[i][other] += 0.45f;
    }
    return new Case(labels, rows, uneven(classes));
  }

  private static boolean isNotBetter(Measure measure, double value, double than) {
    return measure.better() == Better.LOWER ? value >= than - 1e-9 : value <= than + 1e-9;
  }

  @ParameterizedTest
  @MethodSource("measures")
  void nothingIsBetterThanAPerfectPrediction(Measure measure) {
    for (int classes : SIZES) {
      Case some = random(classes, 150, classes);
      List<Double> best = perfect(some.labels(), some.values()).values(measure);
      List<Double> found = some.values(measure);
      for (int d = 0; d < best.size(); d++) {
        if (best.get(d) == null) {
          assertThat(measure.name()).isEqualTo("meanAbsoluteErrorMisclassified");
        } else {
          assertThat(isNotBetter(measure, found.get(d), best.get(d))).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void anAwfulPredictionIsWorse(Measure measure) {
    for (int classes : new int[] {4, 10, 100}) {
      Case awful = awful(classes);
      List<Double> best = perfect(awful.labels(), awful.values()).values(measure);
      List<Double> found = awful.values(measure);
      for (int d = 0; d < best.size(); d++) {
        if (best.get(d) != null) {
          assertThat(isNotBetter(measure, best.get(d), found.get(d)))
              .as("%s of %s is better than %s", measure, best, found)
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void isDefinedWithoutImagesOrAnswersOfAClass(Measure measure) {
    Case some = random(5, 60, 5);
    for (int i = 0; i < 60; i++) {
      if (some.labels()[i] == 3) {
        some.labels()[i] = 1;
      }
      some.rows()[i][2] = 0;
    }
    for (float[] row : some.rows()) {
      float sum = row[0] + row[1] + row[3] + row[4];
      for (int k = 0; k < row.length; k++) {
        row[k] /= sum;
      }
    }

    assertThat(some.values(measure)).doesNotContainNull();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void isANumberOrSaysWhyNotWhereAllIsOneClass(Measure measure) {
    int[] ones = new int[7];
    Arrays.fill(ones, (byte) 1);
    for (int classes : SIZES) {
      Case one = perfect(ones, uneven(classes));
      Case wrong = new Case(new int[7], one.rows(), one.values());
      Case mixed = new Case(ones, random(classes, 7, classes).rows(), one.values());
      for (Case some : List.of(one, wrong, mixed)) {
        Evaluation all = some.evaluation();
        if (measure.isOfDistribution()) {
          assertExplained(
              all.distribution().value(measure.name()), all.distribution().reason(measure.name()));
        } else {
          all.metrics()
              .values()
              .forEach(
                  metrics ->
                      assertExplained(
                          metrics.value(measure.name()), metrics.reason(measure.name())));
        }
      }
    }
  }

  private static void assertExplained(Double value, Optional<String> reason) {
    if (value == null) {
      assertThat(reason).hasValueSatisfying(why -> assertThat(why).isNotBlank());
    } else {
      assertThat(value).isFinite();
      assertThat(reason).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void aShareIsBetween0And1(Measure measure) {
    if (measure.unit() == Unit.SHARE) {
      for (int classes : SIZES) {
        assertThat(random(classes, 150, classes).values(measure))
            .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
      }
    }
  }

  /** Also that the units are right. */
  @ParameterizedTest
  @MethodSource("measures")
  void scalesWithTheClassValuesIfThatIsItsUnit(Measure measure) {
    for (int classes : SIZES) {
      Case some = random(classes, 150, classes);
      float[] larger = some.values().toArray();
      for (int k = 0; k < classes; k++) {
        larger[k] = 4 * larger[k] + 64;
      }
      Case scaled = new Case(some.labels(), some.rows(), ClassValues.of(larger));

      List<Double> values = some.values(measure);
      List<Double> others = scaled.values(measure);

      double factor = measure.unit() == Unit.CLASS_VALUES ? 4 : 1;
      for (int d = 0; d < values.size(); d++) {
        double expected = factor * values.get(d);
        assertThat(others.get(d)).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("measures")
  void isTheSameInAnotherOrderAndOfAllImagesTwice(Measure measure) {
    Case some = random(10, 90, 1);
    int[] labels = new int[180];
    float[][] rows = new float[180][];
    for (int i = 0; i < 180; i++) {
      labels[i] = some.labels()[(i * 7) % 90];
      rows[i] = some.rows()[(i * 7) % 90];
    }

    List<Double> twice = new Case(labels, rows, some.values()).values(measure);

    List<Double> once = some.values(measure);
    for (int d = 0; d < once.size(); d++) {
      assertThat(twice.get(d)).isCloseTo(once.get(d), within(1e-9));
    }
  }

  @Test
  void namesAreThoseOfFieldsAndEachIsOne() {
    assertThat(Measures.ALL).extracting(Measure::name).doesNotHaveDuplicates();
    assertThat(Measures.ALL).extracting(Measure::words).doesNotHaveDuplicates();
    assertThat(Measures.ALL)
        .allSatisfy(
            measure -> {
              assertThat(measure.name()).matches("[a-z][A-Za-z]*").doesNotEndWith("Reason");
              assertThat(measure.name()).isNotIn("images", "misclassified", "absoluteErrors");
              assertThat(Measures.find(measure.name())).containsSame(measure);
            });
    assertThat(Measures.find("nothing")).isEmpty();
  }
}
