package io.github.numloss.data;

import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors of numbers.
 *
 * @param count number of vectors
 * @param size numbers of each, D
 * @param values [count, size] in row-major order, not-a-number where one is missing; not copied
 * @param names a name for each of the D, or none at all
 */
public record Features(int count, int size, float[] values, List<String> names) implements Inputs {
  /**
   * Checks sizes and numbers.
   *
   * @throws IllegalArgumentException if a size is not positive, or the values or names are not as
   *     many as the sizes say
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
    names = List.copyOf(names);
    Check.that(
        names.isEmpty() || names.size() == size, "%d names for %d features", names.size(), size);
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
                .formatted(names.isEmpty() ? i % size : names.get(i % size), i / size, values[i]));
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
    return new Features(indices.length, size, picked, names);
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
    return new Features(count + others.count(), size, all, names);
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
