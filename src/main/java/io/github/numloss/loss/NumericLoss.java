package io.github.numloss.loss;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;

/**
 * The scaled distance between the true value and the expected predicted value, {@code α ·
 * |oneHot·values − probabilities·values|}: Algorithm 1 and the numerical loss L2 of Suzuki et al.
 * (2021).
 *
 * @param alpha the scale α, at least 0
 */
public record NumericLoss(double alpha) implements Loss {
  /** The paper's α. */
  public static final double PAPER_ALPHA = 0.05;

  static final String PART = "numericLoss";

  /** The numeric part against the cross-entropy, whose gradient is at most 1 an output. */
  private static final double HEAVY = 1000;

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public NumericLoss {
    Check.that(
        alpha >= 0 && Double.isFinite(alpha),
        "alpha is %s, expected a finite number of at least 0",
        alpha);
  }

  @Override
  public List<Part> parts(Ops tf, LossInputs inputs) {
    return List.of(new Part(PART, 1, perImage(tf, inputs)));
  }

  /** Adds the distance of each image to a graph, [B], in α times the unit of the class values. */
  Operand<TFloat32> perImage(Ops tf, LossInputs inputs) {
    ClassValues classValues = inputs.classValues();
    Constant<TFloat32> column =
        tf.constant(
            Shape.of(classValues.count(), 1), DataBuffers.of(classValues.toArray(), true, false));
    Operand<TFloat32> trueValue = tf.linalg.matMul(inputs.oneHot(), column);
    Operand<TFloat32> predictedValue = tf.linalg.matMul(inputs.probabilities(), column);
    Operand<TFloat32> distance = tf.math.abs(tf.math.sub(trueValue, predictedValue));
    return tf.reshape(
        tf.math.mul(tf.constant((float) alpha), distance), tf.constant(new int[] {-1}));
  }

  @Override
  public List<String> calmer(ClassValues classValues) {
    return calmer(alpha, 1, classValues);
  }

  /**
   * Names what makes the numeric part steep: its largest gradient is its weight times alpha times
   * the distance of the class values.
   */
  static List<String> calmer(double alpha, double weight, ClassValues values) {
    double range = (double) values.at(values.count() - 1) - values.at(0);
    List<String> calmer = new ArrayList<>();
    if (alpha * weight * range > HEAVY) {
      if (alpha > 1) {
        calmer.add("a smaller alpha than " + alpha);
      }
      if (range > HEAVY) {
        calmer.add(
            "class values that are less far apart than %s and %s"
                .formatted(values.at(0), values.at(values.count() - 1)));
      }
    }
    return calmer;
  }
}
