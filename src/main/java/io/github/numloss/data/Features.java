package io.github.numloss.data;

import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Vectors of numbers.
 *
 * @param count number of vectors
 * @param size numbers of each, D
 * @param values [count, size] in row-major order, not-a-number where one is missing; not copied
 * @param columns what is known of each of the D
 */
public record Features(int count, int size, float[] values, FeatureColumns columns)
    implements Inputs {
  /**
   * Checks sizes and numbers.
   *
   * @throws IllegalArgumentException if a size is not positive, or values, names or substitutes are
   *     not as many as the sizes say
   */
  public Features {
    Check.atLeast(0, "the number of examples", count);
    Check.atLeast(1, "the number of features", size);
    Check.that(
        (long) count * size == values.length,
        "%d examples of %d features need another number of values than %d",
        count,
        size,
        values.length);
    columns.requireCount(size);
  }

  /**
   * Takes features of which nothing is known.
   *
   * @param count number of vectors
   * @param size numbers of each, D
   * @param values [count, size] in row-major order, not-a-number where one is missing; not copied
   * @throws IllegalArgumentException if the sizes don't fit the values
   */
  public Features(int count, int size, float[] values) {
    this(count, size, values, FeatureColumns.NONE);
  }

  /**
   * Gives a feature's name.
   *
   * @param column which one
   * @return its name, or its number, from 0
   */
  public String name(int column) {
    return columns.names().isEmpty() ? Integer.toString(column) : columns.names().get(column);
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public void requireFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "feature %s of example %s is %s, expected a finite number"
                .formatted(name(i % size), i / size, values[i]));
      }
    }
  }

  @Override
  public InputShape shape() {
    return InputShape.features(size);
  }

  @Override
  public Features select(int[] indices) {
    float[] picked = new float[Math.multiplyExact(indices.length, size)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * size, picked, i * size, size);
    }
    return new Features(indices.length, size, picked, columns);
  }

  /**
   * Gives the mean of each feature.
   *
   * @return D means over the examples; 0 if there are none
   */
  public float[] means() {
    float[] means = new float[size];
    for (int column = 0; column < size; column++) {
      means[column] = (float) mean(column);
    }
    return means;
  }

  /**
   * Gives the standard deviation of each feature, √(Σ (x − mean)² / N).
   *
   * @return D deviations; 0 of one that is the same in all examples
   */
  public float[] deviations() {
    float[] deviations = new float[size];
    for (int column = 0; column < size; column++) {
      double mean = mean(column);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double difference = values[i * size + column] - mean;
        sum += difference * difference;
      }
      deviations[column] = (float) Math.sqrt(sum / Math.max(1, count));
    }
    return deviations;
  }

  private double mean(int column) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i * size + column];
    }
    return sum / Math.max(1, count);
  }

  @Override
  public Features view(int[] indices) {
    return select(indices);
  }

  @Override
  public Features and(Inputs others) {
    Check.that(
        others instanceof Features && others.shape().equals(shape()),
        "%s and %s can't be put together",
        this.shape(),
        others.shape());
    float[] all = Arrays.copyOf(values, Math.addExact(values.length, others.count() * size));
    System.arraycopy(((Features) others).values, 0, all, values.length, others.count() * size);
    return new Features(count + others.count(), size, all, columns);
  }

  @Override
  public Features first(int most) {
    return count <= most ? this : select(IntStream.range(0, most).toArray());
  }

  @Override
  public float[] numbers(int from, int length) {
    return Arrays.copyOfRange(values, from * size, (from + length) * size);
  }
}
