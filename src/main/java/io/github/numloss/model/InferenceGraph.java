package io.github.numloss.model;

import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Images;
import io.github.numloss.evaluate.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A trained network without anything of its training: images in, probabilities and decoded classes
 * out. It is what gets exported.
 */
public final class InferenceGraph implements AutoCloseable {
  /** The name of the signature. */
  public static final String SIGNATURE = "serving_default";

  /** The name of the input, float32 [B,H,W], pixels 0 … 255 as stored. */
  public static final String IMAGES = "images";

  /** The name of the first output, float32 [B,K]. */
  public static final String PROBABILITIES = "probabilities";

  private static final int BATCH = 250;

  private final Graph graph = new Graph();
  private final Session session;
  private final Signature signature;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> probabilities;
  private final int classes;

  /**
   * Builds the graph.
   *
   * @param network the network
   * @param weights its weights by their names
   * @param classValues the number that each class stands for
   * @param config the session's settings
   */
  public InferenceGraph(
      Network network,
      Map<String, FloatArray> weights,
      ClassValues classValues,
      ConfigProto config) {
    classes = classValues.count();
    Session opened = null;
    try {
      Ops tf = Ops.create(graph);
      WeightVariables variables = new WeightVariables(tf, network);
      images =
          tf.withName(IMAGES)
              .placeholder(
                  TFloat32.class,
                  Placeholder.shape(Shape.of(-1, network.height(), network.width())));
      Operand<TFloat32> logits = network.logits(tf, images, variables.variables());
      probabilities = tf.withName(PROBABILITIES).nn.softmax(logits);
      Operand<TFloat32> values = tf.constant(classValues.toArray());
      Operand<TInt64> argmax =
          tf.withName("classes").math.argMax(probabilities, tf.constant(1), TInt64.class);
      // In double, as the decoders of the evaluation compute.
      Operand<TFloat64> exact = tf.dtypes.cast(probabilities, TFloat64.class);
      signature =
          Signature.builder()
              .key(SIGNATURE)
              .methodName("tensorflow/serving/predict")
              .input(IMAGES, images)
              .output(PROBABILITIES, probabilities)
              .output("classes", argmax)
              .output("median", median(tf.withSubScope("median"), exact, values))
              .output("mean", mean(tf.withSubScope("mean"), exact, values))
              .build();
      opened = Sessions.open(graph, config);
      variables.assign(opened, weights);
      session = opened;
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /** Gives the value of the first class at which the cumulative probability reaches a half. */
  private static Operand<TFloat32> median(
      Ops tf, Operand<TFloat64> probabilities, Operand<TFloat32> values) {
    Operand<TInt32> axis = tf.constant(1);
    Operand<TFloat64> cumulative = tf.math.cumsum(probabilities, axis);
    Operand<TFloat64> half = tf.math.mul(total(tf, probabilities), tf.constant(0.5));
    Operand<TInt32> reached = tf.dtypes.cast(tf.math.greaterEqual(cumulative, half), TInt32.class);
    return tf.gather(values, tf.math.argMax(reached, axis), tf.constant(0));
  }

  /** Gives the class value that is nearest to the expectation. */
  private static Operand<TFloat32> mean(
      Ops tf, Operand<TFloat64> probabilities, Operand<TFloat32> values) {
    Operand<TFloat64> exact = tf.dtypes.cast(values, TFloat64.class);
    Operand<TFloat64> sum = tf.linalg.matMul(probabilities, tf.expandDims(exact, tf.constant(1)));
    // A float32 row doesn't quite sum to 1, which would pull values far from 0 towards it.
    Operand<TFloat64> expectation = tf.math.div(sum, total(tf, probabilities));
    Operand<TFloat64> distance = tf.math.abs(tf.math.sub(expectation, exact));
    return tf.gather(values, tf.math.argMin(distance, tf.constant(1)), tf.constant(0));
  }

  private static Operand<TFloat64> total(Ops tf, Operand<TFloat64> probabilities) {
    return tf.reduceSum(probabilities, tf.constant(1), ReduceSum.keepDims(true));
  }

  /**
   * Gives what is served.
   *
   * @return inputs and outputs by name
   */
  public Signature signature() {
    return signature;
  }

  /**
   * Gives the session, which holds the weights.
   *
   * @return the session; it is closed with this graph
   */
  public Session session() {
    return session;
  }

  /**
   * Predicts images.
   *
   * @param batch images of the network's size
   * @return their probabilities
   */
  public Predictions predict(Images batch) {
    return predictInBatches(
        batch, classes, tensor -> session.runner().feed(images, tensor).fetch(probabilities).run());
  }

  /** Runs a model on one batch. */
  public interface BatchRunner {
    /**
     * Runs the model; several threads call it at a time.
     *
     * @param images [B,H,W]
     * @return a result whose first tensor is [B,K]
     */
    Result run(TFloat32 images);
  }

  /**
   * Predicts images in batches, several at a time: the session's threads bound how many are
   * computed.
   *
   * @param images the images
   * @param classes K
   * @param runner runs the model; from several threads
   * @return their probabilities
   */
  public static Predictions predictInBatches(Images images, int classes, BatchRunner runner) {
    float[] all = new float[Math.multiplyExact(images.count(), classes)];
    IntStream.rangeClosed(0, (images.count() - 1) / BATCH)
        .parallel()
        .map(number -> number * BATCH)
        .forEach(
            from -> {
              int count = Math.min(BATCH, images.count() - from);
              try (TFloat32 tensor = tensor(images, from, count);
                  Result result = runner.run(tensor)) {
                ((TFloat32) result.get(0))
                    .copyTo(
                        DataBuffers.of(all, false, false)
                            .slice((long) from * classes, (long) count * classes));
              }
            });
    return new Predictions(classes, all);
  }

  private static TFloat32 tensor(Images images, int from, int count) {
    int imageSize = images.height() * images.width();
    float[] pixels = new float[count * imageSize];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Byte.toUnsignedInt(images.pixels()[from * imageSize + i]);
    }
    return TFloat32.tensorOf(
        Shape.of(count, images.height(), images.width()), DataBuffers.of(pixels, true, false));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
