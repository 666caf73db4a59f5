package io.github.numloss.augment;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Matrices [B,3,3] that move points (x, y, 1), one a picture. */
final class Affine {
  private static final float[][] ONE = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  private final Ops tf;
  private final Operand<TFloat32> sum;

  private Affine(Ops tf, Operand<TFloat32> sum) {
    this.tf = tf;
    this.sum = sum;
  }

  /** Starts with the matrix that moves nothing. */
  static Affine one(Ops tf) {
    return new Affine(tf, constant(tf, ONE));
  }

  /**
   * Adds a number of each picture to one place of its matrix.
   *
   * @param row the place's row, 0 of x and 1 of y
   * @param column the place's column, 0 of x, 1 of y and 2 of what is added to both
   * @param numbers [B]
   */
  Affine plus(int row, int column, Operand<TFloat32> numbers) {
    float[][] place = new float[3][3];
    place[row][column] = 1;
    Operand<TFloat32> each = tf.reshape(numbers, tf.constant(new int[] {-1, 1, 1}));
    return new Affine(tf, tf.math.add(sum, tf.math.mul(each, constant(tf, place))));
  }

  /** Gives the matrices, [B,3,3]. */
  Operand<TFloat32> matrix() {
    return sum;
  }

  /**
   * Multiplies matrices, element by element: a matrix product would be computed in fewer bits on
   * some devices.
   *
   * @param left [B,3,3]
   * @param right [B,3,3]
   * @return [B,3,3], which moves points as right does, and then as left does
   */
  static Operand<TFloat32> product(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return tf.reduceSum(
        tf.math.mul(tf.expandDims(left, tf.constant(3)), tf.expandDims(right, tf.constant(1))),
        tf.constant(2));
  }

  /**
   * Lets points count from the middle of the upper left pixel, as TensorFlow's do, instead of the
   * picture's middle.
   *
   * @param inverse [B,3,3], as in {@link Change.Move}
   * @param height rows of a picture
   * @param width columns of a picture
   * @return [B,8], as ImageProjectiveTransformV3 takes them
   */
  static Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> inverse, int height, int width) {
    float x = (width - 1) / 2f;
    float y = (height - 1) / 2f;
    Operand<TFloat32> toMiddle = constant(tf, new float[][] {{1, 0, -x}, {0, 1, -y}, {0, 0, 1}});
    Operand<TFloat32> back = constant(tf, new float[][] {{1, 0, x}, {0, 1, y}, {0, 0, 1}});
    Operand<TFloat32> nine =
        tf.reshape(
            product(tf, back, product(tf, inverse, toMiddle)), tf.constant(new int[] {-1, 9}));
    return tf.slice(nine, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 8}));
  }

  private static Operand<TFloat32> constant(Ops tf, float[][] matrix) {
    return tf.constant(new float[][][] {matrix});
  }
}
