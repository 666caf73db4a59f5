package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The absolute errors that class values make possible, each once: the one definition of them, which
 * metrics, errors of images and statistics share.
 *
 * <p>Class values are float32, so that the steps of 0.1, 0.2, 0.3 differ in their last digits. Each
 * value is known to half the distance to its neighbours (an ulp), and a difference of two to the
 * sum of their halves; absolute errors are the same where these ranges meet. Each is named by the
 * shortest decimal in its range: 0.1, and plain 1, 2, 3 for whole class values.
 */
final class AbsoluteErrors {
  private final List<Double> values = new ArrayList<>();
  private final int[][] indices;

  AbsoluteErrors(ClassValues classValues) {
    List<Difference> differences = new ArrayList<>();
    for (int low = 0; low < classValues.count(); low++) {
      for (int high = low + 1; high < classValues.count(); high++) {
        differences.add(Difference.of(classValues, low, high));
      }
    }
    differences.sort(Comparator.comparingDouble(Difference::value));
    indices = new int[classValues.count()][classValues.count()];
    Difference first = differences.get(0);
    values.add(first.shortest());
    for (Difference difference : differences) {
      if (difference.value - first.value > difference.range + first.range) {
        first = difference;
        values.add(first.shortest());
      }
      indices[difference.low][difference.high] = values.size() - 1;
      indices[difference.high][difference.low] = values.size() - 1;
    }
  }

  /** Gives the absolute errors above 0, ascending. */
  List<Double> values() {
    return values;
  }

  /** Gives the absolute error between two classes, 0 if they are one. */
  double between(int trueClass, int decodedClass) {
    return trueClass == decodedClass ? 0 : values.get(index(trueClass, decodedClass));
  }

  /** Gives 0 or the absolute error that is nearest to a number. */
  double nearest(double number) {
    int place = Collections.binarySearch(values, number);
    int above = place < 0 ? -place - 1 : place;
    double higher = above < values.size() ? values.get(above) : Double.POSITIVE_INFINITY;
    double lower = above == 0 ? 0 : values.get(above - 1);
    return higher - number <= number - lower ? higher : lower;
  }

  /** Gives the place among the values of the absolute error between two classes that differ. */
  int index(int trueClass, int decodedClass) {
    return indices[trueClass][decodedClass];
  }

  private record Difference(int low, int high, double value, double range) {
    static Difference of(ClassValues classValues, int low, int high) {
      float a = classValues.at(low);
      float b = classValues.at(high);
      return new Difference(low, high, (double) b - a, ((double) Math.ulp(a) + Math.ulp(b)) / 2);
    }

    double shortest() {
      BigDecimal exact = new BigDecimal(value);
      for (int digits = 1; ; digits++) {
        double rounded = exact.round(new MathContext(digits)).doubleValue();
        if (Math.abs(rounded - value) <= range) {
          return rounded;
        }
      }
    }
  }
}
