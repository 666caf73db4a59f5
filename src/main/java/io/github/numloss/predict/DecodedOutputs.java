package io.github.numloss.predict;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * What an exported graph makes of the probabilities [B,K]: the decoders of the evaluation in
 * float32, which runtimes on small devices have, and the expectation. All are [B].
 *
 * <p>The evaluation computes in double. So that the answers differ at ties alone (within 1e-6 of
 * probability), nothing is summed up here and compared after: for each gap between two neighbours
 * among the classes, one weighted sum says on which side of it the answer lies. Its weights are at
 * most 1 in size, so that neither large class values nor a row that doesn't quite sum to 1 cost
 * precision. Every output's operation has the output's name: TensorFlow.js knows them by that.
 */
final class DecodedOutputs {
  private final Ops tf;
  private final Operand<TFloat32> probabilities;
  private final ClassValues classValues;
  private final Operand<TFloat32> values;
  private final Operand<TInt64> classes;

  DecodedOutputs(Ops tf, Operand<TFloat32> probabilities, ClassValues classValues) {
    this.tf = tf;
    this.probabilities = probabilities;
    this.classValues = classValues;
    values = tf.constant(classValues.toArray());
    classes = tf.withName("classes").math.argMax(probabilities, tf.constant(1), TInt64.class);
  }

  /** Gives the most probable class, the lowest of several. */
  Operand<TInt64> classes() {
    return classes;
  }

  /** Gives the value of the most probable class. */
  Operand<TFloat32> value() {
    return tf.withName("value").gather(values, classes, tf.constant(0));
  }

  /** Gives the value of the lowest class that, with those below it, has half of the probability. */
  Operand<TFloat32> median() {
    return valueBehindGaps("median", (classIndex, gap) -> classIndex > gap ? 1 : -1);
  }

  /** Gives the class value that is nearest to the expectation, the lower of two. */
  Operand<TFloat32> mean() {
    double range = (double) classValues.at(classValues.count() - 1) - classValues.at(0);
    return valueBehindGaps(
        "mean",
        (classIndex, gap) -> {
          double middle = ((double) classValues.at(gap) + classValues.at(gap + 1)) / 2;
          return (classValues.at(classIndex) - middle) / range;
        });
  }

  /** Gives the expectation of the class value. */
  Operand<TFloat32> expected() {
    float lowest = classValues.at(0);
    float[] above = new float[classValues.count()];
    for (int k = 0; k < above.length; k++) {
      above[k] = classValues.at(k) - lowest;
    }
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.mul(probabilities, tf.constant(above)), tf.constant(1));
    return tf.withName("expected").math.add(sum, tf.constant(lowest));
  }

  /** What a class's probability adds to the sum of a gap, which stands behind the class gap. */
  private interface Pull {
    double of(int classIndex, int gap);
  }

  /** Counts the gaps whose sums are above 0, and gives the value of the class behind them. */
  private Operand<TFloat32> valueBehindGaps(String name, Pull pull) {
    int gaps = classValues.count() - 1;
    float[] pulls = new float[classValues.count() * gaps];
    for (int k = 0; k < classValues.count(); k++) {
      for (int gap = 0; gap < gaps; gap++) {
        pulls[k * gaps + gap] = (float) pull.of(k, gap);
      }
    }
    Operand<TFloat32> sums =
        tf.linalg.matMul(
            probabilities, tf.constant(Shape.of(classValues.count(), gaps), DataBuffers.of(pulls)));
    Operand<TInt32> passed = tf.dtypes.cast(tf.math.greater(sums, tf.constant(0f)), TInt32.class);
    return tf.withName(name).gather(values, tf.reduceSum(passed, tf.constant(1)), tf.constant(0));
  }
}
