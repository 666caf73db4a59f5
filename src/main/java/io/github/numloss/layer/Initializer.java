package io.github.numloss.layer;

import io.github.numloss.check.Check;
import io.github.numloss.random.RandomStream;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/** Draws the first values of a weight, the same on every machine. */
@FunctionalInterface
public interface Initializer {
  /**
   * Draws the values.
   *
   * @param shape the weight's shape
   * @param random the random numbers
   * @return the values in row-major order
   */
  float[] values(Shape shape, RandomStream random);

  /**
   * Uniform within ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010, equation 16). A kernel's
   * last two dimensions are inputs and outputs; those before, the receptive field, multiply both.
   *
   * @return the initializer
   */
  static Initializer glorotUniform() {
    return (shape, random) -> {
      int rank = shape.numDimensions();
      double field = 1;
      for (int d = 0; d < rank - 2; d++) {
        field *= shape.get(d);
      }
      double fans = field * (shape.get(rank - 2) + shape.get(rank - 1));
      double limit = Math.sqrt(6 / fans);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (limit * (2 * random.nextDouble() - 1));
      }
      return values;
    };
  }

  /**
   * Rows of length 1 at right angles to each other, for the recurrent kernel [U, 4U] of an LSTM
   * (Saxe et al. 2014): Gram-Schmidt on rows drawn from the normal distribution.
   *
   * @return the initializer
   */
  static Initializer orthogonalRows() {
    return (shape, random) -> {
      int rows = Math.toIntExact(shape.get(0));
      int columns = Math.toIntExact(shape.get(1));
      Check.that(rows <= columns, "more rows than columns: %s", shape);
      double[][] basis = new double[rows][columns];
      float[] values = new float[rows * columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          basis[r][c] = gaussian(random);
        }
        for (int before = 0; before < r; before++) {
          double overlap = dot(basis[r], basis[before]);
          for (int c = 0; c < columns; c++) {
            basis[r][c] -= overlap * basis[before][c];
          }
        }
        double length = Math.sqrt(dot(basis[r], basis[r]));
        for (int c = 0; c < columns; c++) {
          basis[r][c] /= length;
          values[r * columns + c] = (float) basis[r][c];
        }
      }
      return values;
    };
  }

  /**
   * Zeros.
   *
   * @return the initializer
   */
  static Initializer zeros() {
    return constant(0);
  }

  /**
   * One number throughout.
   *
   * @param number the number
   * @return the initializer
   */
  static Initializer constant(float number) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, number);
      return values;
    };
  }

  /**
   * Zeros, but ones in the second quarter: the forget gate's share of an LSTM's bias, which keeps
   * the memory open at first (Jozefowicz et al. 2015).
   *
   * @return the initializer
   */
  static Initializer forgetGateOnes() {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, values.length / 4, values.length / 2, 1f);
      return values;
    };
  }

  /**
   * Draws from the normal distribution (Box and Muller 1958); StrictMath is the same everywhere.
   */
  private static double gaussian(RandomStream random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
