package io.github.numloss.augment;

import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.device.Sessions;
import io.github.numloss.layer.DropoutNoise.Rows;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Pictures beside what augmentations make of them, to be looked at. */
public final class AugmentedPictures {
  private static final Hardware ONE_THREAD = new Hardware(DeviceKind.CPU, Precision.FLOAT32, 1);

  private AugmentedPictures() {}

  /**
   * Augments pictures as a training does that takes them as its batch in each step.
   *
   * @param pixels unsigned bytes [N, …shape]
   * @param shape the shape of a picture
   * @param augmentations what to do
   * @param seed the training's seed
   * @param versions how many steps, at least 0
   * @return unsigned bytes [N, 1 + versions, …shape]: each picture, then what each step makes of it
   * @throws IllegalArgumentException if the augmentations don't go together, or not with the
   *     pictures
   */
  public static byte[] of(
      byte[] pixels, InputShape shape, List<Augmentation> augmentations, long seed, int versions) {
    int size = shape.count();
    int count = pixels.length / size;
    byte[] all = new byte[Math.multiplyExact(pixels.length, 1 + versions)];
    spread(pixels, all, 0, size, versions);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape batch = Shape.of(shape.batch(count));
      Placeholder<TUint8> given = tf.placeholder(TUint8.class, Placeholder.shape(batch));
      Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Operand<TInt32> whole = tf.constant(count);
      Operand<TFloat32> augmented =
          Augmenter.of(tf, augmentations, shape, seed, step, whole)
              .apply(
                  tf,
                  tf.dtypes.cast(given, TFloat32.class),
                  new Rows(tf.constant(0), whole, whole));
      Operand<TUint8> rounded = tf.dtypes.cast(tf.math.rint(augmented), TUint8.class);
      try (Session session = Sessions.open(graph, ONE_THREAD.sessionConfig());
          TUint8 pictures = TUint8.tensorOf(batch, DataBuffers.of(pixels, true, false))) {
        for (int version = 0; version < versions; version++) {
          try (TInt64 number = TInt64.scalarOf(version);
              Result result =
                  session.runner().feed(given, pictures).feed(step, number).fetch(rounded).run()) {
            byte[] made = new byte[pixels.length];
            ((TUint8) result.get(0)).copyTo(DataBuffers.of(made, false, false));
            spread(made, all, version + 1, size, versions);
          }
        }
      }
    }
    return all;
  }

  /** Lays pictures into their places among the versions of each. */
  private static void spread(byte[] pictures, byte[] all, int place, int size, int versions) {
    for (int i = 0; i < pictures.length / size; i++) {
      System.arraycopy(pictures, i * size, all, (i * (1 + versions) + place) * size, size);
    }
  }
}
