package io.github.numloss.predict;

import io.github.numloss.data.Inputs;
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

/** A trained network without anything of its training: examples in, probabilities out. */
public final class InferenceGraph implements AutoCloseable {
  private static final int BATCH = 250;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> examples;
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
      examples =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(network.input().batch(-1))));
      probabilities = classifier.distribution(tf, examples, variables.variables()).probabilities();
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
   * Predicts examples.
   *
   * @param batch examples of the network's shape
   * @return their probabilities
   */
  public Predictions predict(Inputs batch) {
    return predict(batch, () -> {});
  }

  /**
   * Predicts examples unless something comes between.
   *
   * @param batch examples of the network's shape
   * @param before is run before each part of them, from several threads; what it throws ends this
   * @return their probabilities
   */
  public Predictions predict(Inputs batch, Runnable before) {
    return predictInBatches(
        batch,
        classes,
        tensor -> {
          before.run();
          return session.runner().feed(examples, tensor).fetch(probabilities).run();
        });
  }

  /** Runs a model on one batch. */
  public interface BatchRunner {
    /**
     * Runs the model; several threads call it at a time.
     *
     * @param examples [B, …shape of one]
     * @return a result whose first tensor is [B,K]
     */
    Result run(TFloat32 examples);
  }

  /**
   * Predicts examples in batches, several at a time: the session's threads bound how many are
   * computed.
   *
   * @param examples the examples
   * @param classes K
   * @param runner runs the model; from several threads
   * @return their probabilities
   */
  public static Predictions predictInBatches(Inputs examples, int classes, BatchRunner runner) {
    return new Predictions(classes, runInBatches(examples, classes, runner));
  }

  /** Gives [N,size], what a model makes of examples. */
  static float[] runInBatches(Inputs examples, int size, BatchRunner runner) {
    float[] all = new float[Math.multiplyExact(examples.count(), size)];
    IntStream.rangeClosed(0, (examples.count() - 1) / BATCH)
        .parallel()
        .map(number -> number * BATCH)
        .forEach(
            from -> {
              int count = Math.min(BATCH, examples.count() - from);
              try (TFloat32 tensor = tensor(examples, from, count);
                  Result result = runner.run(tensor)) {
                ((TFloat32) result.get(0))
                    .copyTo(
                        DataBuffers.of(all, false, false)
                            .slice((long) from * size, (long) count * size));
              }
            });
    return all;
  }

  static TFloat32 tensor(Inputs examples, int from, int count) {
    return TFloat32.tensorOf(
        Shape.of(examples.shape().batch(count)),
        DataBuffers.of(examples.numbers(from, count), true, false));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
