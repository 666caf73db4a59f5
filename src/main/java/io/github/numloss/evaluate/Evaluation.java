package io.github.numloss.evaluate;

import io.github.numloss.data.ClassValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics and counts of every decoder on the same predictions.
 *
 * @param metrics the metrics by the decoder's name
 * @param confusion the counts by the decoder's name
 */
public record Evaluation(Map<String, Metrics> metrics, Map<String, ConfusionMatrix> confusion) {
  /** Copies both maps and keeps their order. */
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    confusion = Collections.unmodifiableMap(new LinkedHashMap<>(confusion));
  }

  /**
   * Evaluates predictions with each decoder, in the order of {@link Decoder}.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images, an unsigned byte
   * @param classValues the number that each of the K classes stands for
   * @return metrics and counts
   * @throws IllegalArgumentException if the sizes differ, or a label is not a class
   */
  public static Evaluation of(Predictions predictions, byte[] labels, ClassValues classValues) {
    AbsoluteErrors errors = new AbsoluteErrors(classValues);
    Map<String, Metrics> metrics = new LinkedHashMap<>();
    Map<String, ConfusionMatrix> confusion = new LinkedHashMap<>();
    for (Decoder decoder : Decoder.values()) {
      ConfusionMatrix counts = ConfusionMatrix.of(predictions, labels, decoder, classValues);
      metrics.put(decoder.toString(), Metrics.of(counts, classValues, errors));
      confusion.put(decoder.toString(), counts);
    }
    return new Evaluation(metrics, confusion);
  }

  /**
   * Gives how far each decoded value is from the true one.
   *
   * @param predictions the probabilities [N, K]
   * @param labels the true class of each of the N images, an unsigned byte
   * @param decoder how the probabilities are decoded
   * @param classValues the number that each of the K classes stands for
   * @return the absolute error of each image, in class values; 0 where the decoded class is the
   *     true one
   * @throws IllegalArgumentException if the sizes differ
   */
  public static float[] absoluteErrors(
      Predictions predictions, byte[] labels, Decoder decoder, ClassValues classValues) {
    AbsoluteErrors possible = new AbsoluteErrors(classValues);
    float[] errors = new float[predictions.count()];
    for (int i = 0; i < errors.length; i++) {
      int trueClass = Byte.toUnsignedInt(labels[i]);
      int decodedClass = decoder.decode(predictions, i, classValues);
      if (trueClass != decodedClass) {
        errors[i] = possible.values().get(possible.index(trueClass, decodedClass)).floatValue();
      }
    }
    return errors;
  }
}
