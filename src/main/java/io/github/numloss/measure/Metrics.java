package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the measures say of a decoder's answers. Absolute error is abs(decoded value − true value),
 * in the units of the class values. Images count by their weights if there are any; counts are
 * counts.
 */
public final class Metrics extends MeasuredValues {
  private static final String IMAGES = "images";
  private static final String MISCLASSIFIED = "misclassified";
  private static final String ABSOLUTE_ERRORS = "absoluteErrors";

  private final int images;
  private final @Nullable Integer misclassified;
  private final List<AbsoluteErrorCount> absoluteErrors;

  /**
   * How often one absolute error was made.
   *
   * @param absoluteError the error, as the shortest decimal that the rounding of the class values
   *     to float32 can't tell from it; errors that it can't tell apart are counted as one
   * @param count how many images
   * @param rate count / misclassified, 0 if there are none
   */
  public record AbsoluteErrorCount(double absoluteError, int count, double rate) {}

  private Metrics(
      int images,
      boolean weighted,
      @Nullable Integer misclassified,
      Map<String, Measured> measures,
      List<AbsoluteErrorCount> absoluteErrors) {
    super(weighted, measures);
    this.images = images;
    this.misclassified = misclassified;
    this.absoluteErrors = List.copyOf(absoluteErrors);
  }

  /**
   * Measures a decoder whose answers are classes, of images that count the same, in double.
   *
   * @param confusion its counts [K][K]
   * @param classValues the number that each of the K classes stands for
   * @return what all measures of answers come to
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  public static Metrics of(ConfusionMatrix confusion, ClassValues classValues) {
    return of(confusion, classValues, new AbsoluteErrors(classValues));
  }

  /** Measures with the absolute errors of the class values, which take longest. */
  static Metrics of(ConfusionMatrix confusion, ClassValues classValues, AbsoluteErrors errors) {
    return of(Answers.of(confusion, classValues, errors), errors);
  }

  /**
   * Measures a decoder whose answers are classes, in double.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param decoder the rule from probabilities to a class
   * @param classValues the number that each of the K classes stands for
   * @param weights how much each of the N images counts; null if all count the same
   * @return what all measures of answers come to
   * @throws IllegalArgumentException if the sizes differ, a label is not a class, or all weights
   *     are 0
   */
  public static Metrics of(
      Predictions predictions,
      int[] labels,
      ClassDecoder decoder,
      ClassValues classValues,
      float @Nullable [] weights) {
    AbsoluteErrors errors = new AbsoluteErrors(classValues);
    Weights counting = new Weights(weights, labels.length);
    return of(Answers.of(predictions, labels, decoder, classValues, counting, errors), errors);
  }

  /** Measures answers that are classes. */
  static Metrics of(Answers answers, AbsoluteErrors errors) {
    int[][] counts = answers.confusion().orElseThrow().counts();
    int images = 0;
    int misclassified = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        images += counts[i][j];
        misclassified += i == j ? 0 : counts[i][j];
      }
    }
    return new Metrics(
        images,
        answers.areWeighted(),
        misclassified,
        measured(answers),
        count(counts, misclassified, errors));
  }

  /** Measures answers that are no classes. */
  static Metrics of(Answers answers, int images) {
    return new Metrics(images, answers.areWeighted(), null, measured(answers), List.of());
  }

  private static Map<String, Measured> measured(Answers answers) {
    Map<String, Measured> measures = new LinkedHashMap<>();
    for (Measure measure : Measures.ALL) {
      measure.of(answers).ifPresent(measured -> measures.put(measure.name(), measured));
    }
    return measures;
  }

  private static List<AbsoluteErrorCount> count(
      int[][] counts, int misclassified, AbsoluteErrors errors) {
    int[] made = new int[errors.values().size()];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        if (i != j) {
          made[errors.index(i, j)] += counts[i][j];
        }
      }
    }
    List<AbsoluteErrorCount> absoluteErrors = new ArrayList<>();
    for (int e = 0; e < made.length; e++) {
      double rate = misclassified == 0 ? 0 : (double) made[e] / misclassified;
      absoluteErrors.add(new AbsoluteErrorCount(errors.values().get(e), made[e], rate));
    }
    return absoluteErrors;
  }

  /**
   * Gives the number of images.
   *
   * @return how many, at least 1
   */
  public int images() {
    return images;
  }

  /**
   * Gives how many images were decoded to a wrong class.
   *
   * @return how many; null if the answers are no classes
   */
  public @Nullable Integer misclassified() {
    return misclassified;
  }

  /**
   * Gives how often each absolute error was made that the class values make possible.
   *
   * @return a count for each above 0, ascending; empty if the answers are no classes
   */
  public List<AbsoluteErrorCount> absoluteErrors() {
    return absoluteErrors;
  }

  @Override
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(IMAGES, images);
    if (isWeighted()) {
      fields.put(WEIGHTED, true);
    }
    if (misclassified != null) {
      fields.put(MISCLASSIFIED, misclassified);
    }
    MeasuredFields.write(measures(), fields);
    if (misclassified != null) {
      fields.put(ABSOLUTE_ERRORS, absoluteErrors);
    }
    return fields;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Metrics read(ObjectNode json) {
    Map<String, JsonNode> fields = MeasuredFields.fields(json);
    int images = MeasuredFields.require(fields, IMAGES, Integer.class);
    boolean weighted = MeasuredFields.take(fields, WEIGHTED, Boolean.class).orElse(false);
    Optional<Integer> misclassified = MeasuredFields.take(fields, MISCLASSIFIED, Integer.class);
    Optional<AbsoluteErrorCount[]> errors =
        MeasuredFields.take(fields, ABSOLUTE_ERRORS, AbsoluteErrorCount[].class);
    Check.that(
        misclassified.isPresent() == errors.isPresent(),
        "expected both %s and %s, or neither",
        MISCLASSIFIED,
        ABSOLUTE_ERRORS);
    return new Metrics(
        images,
        weighted,
        misclassified.orElse(null),
        MeasuredFields.read(fields),
        errors.map(List::of).orElse(List.of()));
  }
}
