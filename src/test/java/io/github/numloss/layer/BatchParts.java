package io.github.numloss.layer;

import io.github.numloss.layer.DropoutNoise.Rows;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Batches in parts, as a training computes them. */
final class BatchParts {
  private BatchParts() {}

  /** Makes a batch its only part. */
  static Part whole(Ops tf, Operand<TFloat32> input) {
    int images = Math.toIntExact(input.shape().get(0));
    return part(tf, input, 0, images, images);
  }

  /**
   * Splits a batch.
   *
   * @param sizes how many images each part gets; one of none gets the first image in vain
   */
  static List<Part> split(Ops tf, Operand<TFloat32> input, int... sizes) {
    int images = Math.toIntExact(input.shape().get(0));
    List<Part> parts = new ArrayList<>();
    int first = 0;
    for (int size : sizes) {
      int from = size == 0 ? 0 : first;
      parts.add(part(tf, rows(tf, input, from, Math.max(size, 1)), from, size, images));
      first += size;
    }
    return parts;
  }

  /** Gives some images of a batch. */
  static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> batch, int first, int count) {
    long[] begin = new long[batch.shape().numDimensions()];
    begin[0] = first;
    long[] size = batch.shape().asArray();
    size[0] = count;
    return tf.ensureShape(tf.slice(batch, tf.constant(begin), tf.constant(size)), Shape.of(size));
  }

  private static Part part(Ops tf, Operand<TFloat32> input, int first, int size, int batch) {
    Operand<TInt32> count = tf.constant(Math.max(size, 1));
    return new Part(
        tf,
        input,
        tf.constant((float) size),
        new DropoutNoise(
            1, tf.constant(3L), new Rows(tf.constant(first), count, tf.constant(batch))));
  }
}
