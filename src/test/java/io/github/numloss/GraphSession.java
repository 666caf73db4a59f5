package io.github.numloss;

import io.github.numloss.device.Sessions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A graph to build in, and what its operands give when it runs. */
public final class GraphSession implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private Session session;

  public Graph graph() {
    return graph;
  }

  public Ops tf() {
    return tf;
  }

  /** Adds an input that the optimiser of graphs can't fold away as it would a constant. */
  public Operand<TFloat32> input(Shape shape, float... values) {
    return tf.placeholderWithDefault(
        tf.constant(shape, DataBuffers.of(values, true, false)), shape);
  }

  public Operand<TFloat32> input(float[][] rows) {
    return tf.placeholderWithDefault(tf.constant(rows), Shape.of(rows.length, rows[0].length));
  }

  /** Differentiates a scalar. */
  public List<Operand<TFloat32>> gradients(
      Operand<TFloat32> scalar, List<? extends Operand<TFloat32>> by) {
    Output<?>[] inputs = by.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    return Stream.of(graph.addGradients(scalar.asOutput(), inputs))
        .<Operand<TFloat32>>map(gradient -> gradient.expect(TFloat32.class))
        .toList();
  }

  /** Gives a session that runs the graph as it is by now. */
  public Session session() {
    if (session == null) {
      session = Sessions.open(graph, ConfigProto.getDefaultInstance());
    }
    return session;
  }

  /** Gives the numbers of an operand in row-major order. */
  public float[] run(Operand<TFloat32> operand) {
    return run(List.of(operand)).get(0);
  }

  /** Gives the numbers of several operands from one run. */
  public List<float[]> run(List<? extends Operand<TFloat32>> operands) {
    Session.Runner runner = session().runner();
    operands.forEach(runner::fetch);
    List<float[]> all = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < operands.size(); i++) {
        all.add(numbers((TFloat32) result.get(i)));
      }
    }
    return all;
  }

  /** Copies the numbers of a tensor in row-major order. */
  public static float[] numbers(TFloat32 tensor) {
    float[] copy = new float[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(copy, false, false));
    return copy;
  }

  /** Gives the kinds of operations in the graph, such as "MatMul", one for each. */
  public List<String> operationTypes() {
    List<String> types = new ArrayList<>();
    Iterator<GraphOperation> operations = graph.operations();
    operations.forEachRemaining(operation -> types.add(operation.type()));
    return types;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
  }
}
