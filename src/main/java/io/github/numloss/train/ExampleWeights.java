package io.github.numloss.train;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.Examples;
import io.github.numloss.io.DataException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much each training example counts in the loss: its own weight times that of its class,
 * divided by the mean of these products over the examples that are learned.
 *
 * <p>A step's loss is the sum over its batch of weight × loss, divided by the number of examples in
 * it and not by the sum of their weights: as in Keras, so that an example has one weight whatever
 * batch it falls into, and the step's gradient is, in expectation, that of all examples. Because
 * the mean weight is 1, the mean over an epoch is {@code Σ w_i l_i / Σ w_i}, as in scikit-learn:
 * only the proportions of weights matter, and a learning rate means the same with and without them.
 */
final class ExampleWeights {
  private final float[] values;
  private final @Nullable String doubt;

  private ExampleWeights(float[] values, @Nullable String doubt) {
    this.values = values;
    this.doubt = doubt;
  }

  /**
   * Weighs examples.
   *
   * @param classWeights how much an example counts by its class; null if all classes' count the
   *     same
   * @param data the training examples
   * @param learned which of them are learned
   * @return the weights; null if all count the same
   * @throws DataException if the class weights are of other classes, or no example that is learned
   *     counts
   */
  static @Nullable ExampleWeights of(
      @Nullable ClassWeights classWeights, Examples data, int[] learned) throws DataException {
    if (classWeights == null && data.weights() == null) {
      return null;
    }
    double[] weights = new double[data.count()];
    double[] totals = new double[data.classValues().count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = data.weights() == null ? 1 : data.weights()[i];
    }
    for (int i : learned) {
      totals[data.label(i)] += weights[i];
    }
    if (classWeights != null) {
      double[] ofClasses = ofClasses(classWeights, data, totals);
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= ofClasses[data.label(i)];
      }
    }
    double mean = IntStream.of(learned).mapToDouble(i -> weights[i]).sum() / learned.length;
    if (!(mean > 0)) {
      throw new DataException(
          "all %s examples of %s that are learned have weight 0; give some of them a weight above 0"
              .formatted(learned.length, data.dataset()));
    }
    float[] values = new float[weights.length];
    for (int i : learned) {
      values[i] = (float) (weights[i] / mean);
    }
    return new ExampleWeights(
        values,
        classWeights != null && classWeights.areBalanced()
            ? doubt(totals, data.classValues())
            : null);
  }

  private static double[] ofClasses(ClassWeights classWeights, Examples data, double[] totals)
      throws DataException {
    try {
      return classWeights.of(data.classValues(), totals);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "%s; give a weight for each class of %s, and for no other"
              .formatted(e.getMessage(), data.dataset()));
    }
  }

  private static @Nullable String doubt(double[] totals, ClassValues classValues) {
    String empty =
        IntStream.range(0, totals.length)
            .filter(k -> totals[k] == 0)
            .mapToObj(k -> "class %s (%s)".formatted(k, classValues.at(k)))
            .collect(Collectors.joining(", "));
    return empty.isEmpty()
        ? null
        : "the balanced class weight is 0 for %s, of which no image that counts is learned"
            .formatted(empty);
  }

  /** Says which classes have the weight 0 since nothing of them is learned, if some have. */
  Optional<String> doubt() {
    return Optional.ofNullable(doubt);
  }

  /** Gives the weights of a batch of examples that are learned, in its order. */
  float[] of(int[] batch) {
    float[] picked = new float[batch.length];
    for (int i = 0; i < batch.length; i++) {
      picked[i] = values[batch[i]];
    }
    return picked;
  }
}
