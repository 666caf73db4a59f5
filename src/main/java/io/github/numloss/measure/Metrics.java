package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.classes.ClassValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often and how far the decoded classes are wrong. Absolute error is abs(decoded value − true
 * value), in the units of the class values.
 *
 * @param images number of images
 * @param misclassified how many of them were decoded to a wrong class
 * @param errorRate misclassified / images
 * @param meanAbsoluteError the mean absolute error over all images
 * @param meanAbsoluteErrorMisclassified the mean absolute error over the misclassified ones, or
 *     null if there are none
 * @param meanAbsoluteErrorMisclassifiedReason why the mean before it is null, or null
 * @param absoluteErrors for each absolute error above 0 that the class values make possible,
 *     ascending, how often it was made
 */
public record Metrics(
    int images,
    int misclassified,
    double errorRate,
    double meanAbsoluteError,
    @JsonSetter(nulls = Nulls.SET) Double meanAbsoluteErrorMisclassified,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        String meanAbsoluteErrorMisclassifiedReason,
    List<AbsoluteErrorCount> absoluteErrors) {

  /**
   * How often one absolute error was made.
   *
   * @param absoluteError the error, as the shortest decimal that the rounding of the class values
   *     to float32 can't tell from it; errors that it can't tell apart are counted as one
   * @param count how many images
   * @param rate count / misclassified, 0 if there are none
   */
  public record AbsoluteErrorCount(double absoluteError, int count, double rate) {}

  /**
   * Copies the list and checks that a mean or the reason for its absence is there.
   *
   * @throws IllegalArgumentException if both or neither are
   */
  public Metrics {
    if ((meanAbsoluteErrorMisclassified == null)
        == (meanAbsoluteErrorMisclassifiedReason == null)) {
      throw new IllegalArgumentException(
          "expected either meanAbsoluteErrorMisclassified or the reason why there is none");
    }
    absoluteErrors = List.copyOf(absoluteErrors);
  }

  /**
   * Computes the metrics of a decoder, in double.
   *
   * @param confusion its counts [K][K]
   * @param classValues the number that each of the K classes stands for
   * @return the metrics
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  public static Metrics of(ConfusionMatrix confusion, ClassValues classValues) {
    return of(confusion, classValues, new AbsoluteErrors(classValues));
  }

  /** Computes the metrics with the absolute errors of the class values, which take longest. */
  static Metrics of(ConfusionMatrix confusion, ClassValues classValues, AbsoluteErrors errors) {
    int[][] counts = confusion.counts();
    if (counts.length != classValues.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d class values for counts of %d classes",
              classValues.count(),
              counts.length));
    }
    int images = 0;
    int misclassified = 0;
    double sum = 0;
    int[] made = new int[errors.values().size()];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        images += counts[i][j];
        if (i != j) {
          misclassified += counts[i][j];
          sum += counts[i][j] * errors.between(i, j);
          made[errors.index(i, j)] += counts[i][j];
        }
      }
    }
    List<AbsoluteErrorCount> absoluteErrors = new ArrayList<>();
    for (int e = 0; e < made.length; e++) {
      double rate = misclassified == 0 ? 0 : (double) made[e] / misclassified;
      absoluteErrors.add(new AbsoluteErrorCount(errors.values().get(e), made[e], rate));
    }
    return new Metrics(
        images,
        misclassified,
        (double) misclassified / images,
        sum / images,
        misclassified == 0 ? null : sum / misclassified,
        misclassified == 0 ? "no image is misclassified" : null,
        absoluteErrors);
  }
}
