package io.github.numloss.loss;

import io.github.numloss.GraphSession;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Sessions;
import io.github.numloss.head.Head;
import io.github.numloss.head.HeadInputs;
import io.github.numloss.layer.Weight;
import io.github.numloss.loss.Loss.Part;
import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/** A head on outputs that a test gives, and losses on it. */
final class LossInAGraph implements AutoCloseable {
  private final GraphSession graph = new GraphSession();
  private final Operand<TFloat32> outputs;
  private final LossInputs inputs;

  /** Builds a head with the weights that it starts to learn with. */
  LossInAGraph(Head head, ClassValues values, float[][] outputs, int... labels) {
    this.outputs = graph.input(outputs);
    List<Operand<TFloat32>> weights =
        head.weights(values.count()).stream().map(this::start).toList();
    float[][] oneHot = new float[labels.length][values.count()];
    for (int b = 0; b < labels.length; b++) {
      oneHot[b][labels[b]] = 1;
    }
    inputs =
        LossInputs.of(
            graph.tf(), head, new HeadInputs(this.outputs, weights, values), graph.input(oneHot));
  }

  private Operand<TFloat32> start(Weight weight) {
    Shape shape = weight.shape();
    return graph.input(
        shape,
        weight.initializer().values(shape, RandomStream.of(1, "weights/" + weight.name(), 0)));
  }

  /** Adds an input to the graph. */
  Operand<TFloat32> input(float... values) {
    return graph.input(Shape.of(values.length), values);
  }

  /** Gives the numbers of operands; small graphs that run once are not worth optimising. */
  List<float[]> run(List<? extends Operand<TFloat32>> operands) {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setGraphOptions(
                GraphOptions.newBuilder()
                    .setOptimizerOptions(
                        OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
            .build();
    List<float[]> all = new ArrayList<>();
    try (Session session = Sessions.open(graph.graph(), config)) {
      Session.Runner runner = session.runner();
      operands.forEach(runner::fetch);
      try (Result result = runner.run()) {
        result.forEach(entry -> all.add(GraphSession.numbers((TFloat32) entry.getValue())));
      }
    }
    return all;
  }

  float[] run(Operand<TFloat32> operand) {
    return run(List.of(operand)).get(0);
  }

  Ops tf() {
    return graph.tf();
  }

  LossInputs inputs() {
    return inputs;
  }

  /** Gives the weighted sum of the parts, [B]. */
  Operand<TFloat32> perImage(Loss loss) {
    Operand<TFloat32> sum = tf().constant(0f);
    for (Part part : loss.parts(tf(), inputs)) {
      sum =
          tf().math.add(sum, tf().math.mul(tf().constant((float) part.weight()), part.perImage()));
    }
    return sum;
  }

  /** Gives the gradient by the outputs of a sum over images, [B,O]. */
  Operand<TFloat32> gradient(Operand<TFloat32> perImage) {
    Operand<TFloat32> sum =
        tf().reduceSum(tf().reshape(perImage, tf().constant(new int[] {-1})), tf().constant(0));
    return graph.gradients(sum, List.of(outputs)).get(0);
  }

  @Override
  public void close() {
    graph.close();
  }
}
