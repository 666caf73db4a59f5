package io.github.numloss.loss;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Soft labels accumulating cross-entropy, {@code −Σ q_i log A_i}: soft labels {@code q = softmax(−α
 * δ_yi)}, and the probability {@code A_i = Σ p_j} of all classes j that lie no farther from the
 * true class y than i does (Nachmani et al., "SLACE", 2025). The authors tried twelve α from 0.3 to
 * 25 (their {@code config.py}); the standard is the sixth of them, 3.
 *
 * @param alpha the sharpness α of the soft labels, above 0
 * @param distance what the distance δ is
 * @param own the weight of the head's own loss, at least 0
 * @param weight the weight of the accumulating cross-entropy, at least 0
 */
public record Slace(double alpha, Distance distance, double own, double weight) implements Loss {
  /** The distances of classes. */
  public enum Distance {
    /** Of the class values, in units of the mean distance between neighbours. */
    VALUES,
    /** Of the classes' ranks: {@code accumulating_with_sord} of the authors, and dlordinal's. */
    RANKS,
    /**
     * The authors' distance from class counts, for classes that are equally frequent: {@code log(1
     * + 2 |i − y|)}. That from the counts of a training set is not offered: a loss does not know
     * them.
     */
    EQUAL_COUNTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Slace {
    Parameters.requirePositive("alpha", alpha);
    Parameters.requireWeights("own, weight", own, weight);
  }

  /** Gives the loss with the distances of the class values. */
  static Slace ofAuthors() {
    return new Slace(3, Distance.VALUES, 0, 1);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    int classes = inputs.classValues().count();
    double[][] distances = distances(inputs);
    double[][] softLabels = SoftLabels.softmax(distances, -alpha);
    int[][] orders = new int[classes][];
    double[][] weights = new double[classes][classes];
    for (int y = 0; y < classes; y++) {
      orders[y] = fromNearToFar(distances[y]);
      // Of classes equally far, the last has the sum over all of them.
      int last = classes - 1;
      for (int place = classes - 1; place >= 0; place--) {
        if (isNearer(distances[y], orders[y][place], orders[y][last])) {
          last = place;
        }
        weights[y][last] += softLabels[y][orders[y][place]];
      }
      // The sum over all classes is 1, and its logarithm 0.
      weights[y][classes - 1] = 0;
    }
    Operand<TFloat32> logs =
        LogSums.upTo(tf, TrueClass.reorder(tf, inputs, inputs.logProbabilities(), orders), classes);
    Operand<TFloat32> loss =
        tf.math.neg(
            tf.reduceSum(tf.math.mul(TrueClass.row(tf, inputs, weights), logs), tf.constant(1)));
    return Parameters.parts(tf, inputs, own, new Part("slace", weight, loss));
  }

  private double[][] distances(LossInputs inputs) {
    Spacing values = Spacing.of(inputs.classValues());
    return switch (distance) {
      case VALUES -> values.table(values::distance);
      case RANKS -> values.table((y, i) -> Math.abs(y - i));
      case EQUAL_COUNTS -> values.table((y, i) -> Math.log1p(2.0 * Math.abs(y - i)));
    };
  }

  private static int[] fromNearToFar(double[] distances) {
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Tells whether a class lies nearer than another by more than rounding. */
  private static boolean isNearer(double[] distances, int one, int other) {
    return distances[one] < distances[other] - 1e-9 * Arrays.stream(distances).max().orElseThrow();
  }
}
