package io.github.numloss.loss;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Constants that depend on an image's true class, in a graph. */
final class TrueClass {
  private TrueClass() {}

  /**
   * Adds rows of a table to a graph.
   *
   * @param table [K][N], a row for each class
   * @return [B,N], the row of each image's true class
   */
  static Operand<TFloat32> row(Ops tf, LossInputs inputs, double[][] table) {
    return tf.gather(constant(tf, table), number(tf, inputs), tf.constant(0));
  }

  /**
   * Puts the classes of each image in an order that depends on its true class.
   *
   * @param values [B,K]
   * @param orders [K][K], for each true class the classes in its order
   * @return [B,K], the same values, those of the first class in that order first
   */
  static Operand<TFloat32> reorder(
      Ops tf, LossInputs inputs, Operand<TFloat32> values, int[][] orders) {
    Operand<TInt32> columns = tf.gather(tf.constant(orders), number(tf, inputs), tf.constant(0));
    Operand<TInt32> images = tf.gather(tf.shape(values), tf.constant(0), tf.constant(0));
    Operand<TInt32> rows =
        tf.math.add(
            tf.expandDims(tf.range(tf.constant(0), images, tf.constant(1)), tf.constant(1)),
            tf.zerosLike(columns));
    return tf.gatherNd(
        values, tf.stack(List.of(rows, columns), org.tensorflow.op.core.Stack.axis(2L)));
  }

  /** Adds the number of each image's true class to a graph, [B]. */
  private static Operand<TInt32> number(Ops tf, LossInputs inputs) {
    return tf.math.argMax(inputs.oneHot(), tf.constant(1), TInt32.class);
  }

  /** Adds a table to a graph. */
  static Operand<TFloat32> constant(Ops tf, double[][] table) {
    int columns = table[0].length;
    float[] flat = new float[table.length * columns];
    for (int row = 0; row < table.length; row++) {
      for (int column = 0; column < columns; column++) {
        flat[row * columns + column] = (float) table[row][column];
      }
    }
    return tf.constant(Shape.of(table.length, columns), DataBuffers.of(flat, true, false));
  }
}
