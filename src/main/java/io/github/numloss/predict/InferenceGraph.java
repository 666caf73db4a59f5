package io.github.numloss.predict;

import io.github.numloss.data.Images;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Sessions;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Network;
import io.github.numloss.model.WeightVariables;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A trained network without anything of its training: images in, probabilities out. */
public final class InferenceGraph implements AutoCloseable {
  private static final int BATCH = 250;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> probabilities;
  private final int classes;

  /**
   * Builds the graph.
   *
   * @param classifier the network and its head
   * @param weights its weights by their names
   * @param config the session's settings
   * @throws IllegalArgumentException if a weight is missing or has another shape
   */
  public InferenceGraph(
      Classifier classifier, Map<String, FloatArray> weights, ConfigProto config) {
    classes = classifier.classValues().count();
    Network network = classifier.network();
    Session opened = null;
    try {
      Ops tf = Ops.create(graph);
      WeightVariables variables = new WeightVariables(tf, classifier.weights());
      images =
          tf.placeholder(
              TFloat32.class, Placeholder.shape(Shape.of(-1, network.height(), network.width())));
      probabilities = classifier.distribution(tf, images, variables.variables()).probabilities();
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

  /**
   * Predicts images.
   *
   * @param batch images of the network's size
   * @return their probabilities
   */
  public Predictions predict(Images batch) {
    return predict(batch, () -> {});
  }

  /**
   * Predicts images unless something comes between.
   *
   * @param batch images of the network's size
   * @param before is run before each part of them, from several threads; what it throws ends this
   * @return their probabilities
   */
  public Predictions predict(Images batch, Runnable before) {
    return predictInBatches(
        batch,
        classes,
        tensor -> {
          before.run();
          return session.runner().feed(images, tensor).fetch(probabilities).run();
        });
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
