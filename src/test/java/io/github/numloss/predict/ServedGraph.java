package io.github.numloss.predict;

import io.github.numloss.GraphSession;
import io.github.numloss.device.Sessions;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Runs the signature of a serving graph, as a server would. */
final class ServedGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session = Sessions.open(graph, ConfigProto.getDefaultInstance());
  private final ServingGraph serving;

  /** What the signature gives. */
  record Outputs(
      float[] probabilities,
      long[] classes,
      float[] value,
      float[] median,
      float[] mean,
      float[] expected) {}

  ServedGraph(ServingGraph serving) {
    this.serving = serving;
    graph.importGraphDef(serving.graph());
  }

  Outputs run(Shape shape, float[] pixels) {
    Session.Runner runner = session.runner();
    for (String output :
        new String[] {"probabilities", "classes", "value", "median", "mean", "expected"}) {
      runner.fetch(serving.signature().getOutputsOrThrow(output).getName());
    }
    String input = serving.signature().getInputsOrThrow("images").getName();
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(pixels, true, false));
        Result result = runner.feed(input, images).run()) {
      TInt64 classes = (TInt64) result.get(1);
      long[] copy = new long[Math.toIntExact(classes.size())];
      classes.copyTo(DataBuffers.of(copy, false, false));
      return new Outputs(
          numbers(result, 0),
          copy,
          numbers(result, 2),
          numbers(result, 3),
          numbers(result, 4),
          numbers(result, 5));
    }
  }

  private static float[] numbers(Result result, int output) {
    return GraphSession.numbers((TFloat32) result.get(output));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
