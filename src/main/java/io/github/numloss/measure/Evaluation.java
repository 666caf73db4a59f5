package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Decoders;
import io.github.numloss.decode.Predictions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all measures say of the same predictions. Images count by their weights if there are any; in
 * confusion matrices all count the same.
 *
 * @param metrics the metrics by the decoder's name
 * @param confusion the counts by the name of each decoder whose answers are classes
 * @param distribution the measures of the distributions themselves
 */
public record Evaluation(
    Map<String, Metrics> metrics,
    Map<String, ConfusionMatrix> confusion,
    DistributionMetrics distribution) {
  /** Copies both maps and keeps their order. */
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    confusion = Collections.unmodifiableMap(new LinkedHashMap<>(confusion));
  }

  /**
   * Evaluates predictions with each decoder that need not be told anything, in their order, of
   * images that count the same.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param classValues the number that each of the K classes stands for
   * @return metrics and counts of each decoder, and the metrics of the distributions
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  public static Evaluation of(Predictions predictions, int[] labels, ClassValues classValues) {
    return of(predictions, labels, Decoders.ready(), classValues, null);
  }

  /**
   * Evaluates predictions with decoders.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param decoders each lacks nothing
   * @param classValues the number that each of the K classes stands for
   * @param weights how much each of the N images counts in measures, not in counts; null if all
   *     count the same
   * @return metrics of each decoder, counts of those whose answers are classes, and the metrics of
   *     the distributions
   * @throws IllegalArgumentException if the sizes differ, a label is not a class, or all weights
   *     are 0
   */
  public static Evaluation of(
      Predictions predictions,
      int[] labels,
      List<Decoder> decoders,
      ClassValues classValues,
      float @Nullable [] weights) {
    ConfusionMatrix.requireFit(predictions, labels);
    Weights counting = new Weights(weights, labels.length);
    AbsoluteErrors errors = new AbsoluteErrors(classValues);
    Map<String, Metrics> metrics = new LinkedHashMap<>();
    Map<String, ConfusionMatrix> confusion = new LinkedHashMap<>();
    for (Decoder decoder : decoders) {
      String name = Decoders.ALL.name(decoder);
      if (decoder instanceof ClassDecoder toClasses) {
        Answers answers = Answers.of(predictions, labels, toClasses, classValues, counting, errors);
        metrics.put(name, Metrics.of(answers, errors));
        confusion.put(name, answers.confusion().orElseThrow());
      } else {
        Answers answers = Answers.of(predictions, labels, decoder, classValues, counting);
        metrics.put(name, Metrics.of(answers, labels.length));
      }
    }
    return new Evaluation(
        metrics, confusion, DistributionMetrics.of(predictions, labels, classValues, counting));
  }

  /**
   * Gives how far each decoded value is from the true one.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images
   * @param decoder how the probabilities are decoded
   * @param classValues the number that each of the K classes stands for
   * @return the absolute error of each image, in class values; 0 where the decoded class is the
   *     true one
   * @throws IllegalArgumentException if the sizes differ
   */
  public static float[] absoluteErrors(
      Predictions predictions, int[] labels, ClassDecoder decoder, ClassValues classValues) {
    AbsoluteErrors possible = new AbsoluteErrors(classValues);
    float[] errors = new float[predictions.count()];
    for (int i = 0; i < errors.length; i++) {
      int decodedClass = decoder.decode(predictions, i, classValues);
      errors[i] = (float) possible.between(labels[i], decodedClass);
    }
    return errors;
  }

  /**
   * Gives absolute errors that were kept in float32 as the metrics sum them up.
   *
   * @param kept the absolute error of each image
   * @param classValues the number that each class stands for
   * @return for each the nearest that the class values make possible, 0.1 for 0.1f
   */
  public static double[] absoluteErrors(float[] kept, ClassValues classValues) {
    AbsoluteErrors possible = new AbsoluteErrors(classValues);
    double[] errors = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      errors[i] = possible.nearest(kept[i]);
    }
    return errors;
  }
}
