package io.github.numloss.train;

import io.github.numloss.layer.PhiloxNumbers;
import io.github.numloss.train.Program.Arguments;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** A program of many steps in a graph, compiled by XLA, with all examples on the device. */
final class CompiledSteps implements AutoCloseable {
  private final Session session;
  private final Program program;
  private final ConcreteFunction function;
  private final Arguments arguments;
  private final Operand<TFloat32> losses;
  private final Op update;

  /**
   * Adds the program to a graph.
   *
   * @param tf builds the operations
   * @param session runs the graph
   * @param program the program
   * @param variables the variables of all that learning changes, by their names
   * @param examples [N, …input], all examples; is closed
   */
  CompiledSteps(
      Ops tf,
      Session session,
      Program program,
      Map<String, Output<TFloat32>> variables,
      TNumber examples) {
    this.session = session;
    this.program = program;
    function = program.function();
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    variables.forEach((name, variable) -> values.put(name, tf.identity(variable)));
    arguments = program.placeholders(tf, values, onDevice(tf, session, program, examples));
    Operation call = call(tf, function, arguments.all(), 1 + variables.size());
    losses = call.output(0);
    List<Op> assignments = new ArrayList<>();
    int index = 1;
    for (Output<TFloat32> variable : variables.values()) {
      assignments.add(tf.assign(variable, call.<TFloat32>output(index++)));
    }
    update = tf.withControlDependencies(assignments).noOp();
  }

  /** Copies the examples to the device, where variables of this kind may be of bytes too. */
  private static Operand<? extends TNumber> onDevice(
      Ops tf, Session session, Program program, TNumber examples) {
    try (examples) {
      VarHandleOp all =
          VarHandleOp.create(
              tf.withName("all_examples").scope(), program.type(), program.examples());
      Placeholder<? extends TNumber> given =
          tf.placeholder(program.type(), Placeholder.shape(program.examples()));
      Op copy = AssignVariableOp.create(tf.scope(), all, given);
      session.runner().feed(given, examples).addTarget(copy).run().close();
      return ReadVariableOp.create(tf.scope(), all, program.type());
    }
  }

  private static Operation call(
      Ops tf, ConcreteFunction function, List<Operand<?>> inputs, int outputs) {
    Output<?>[] given = inputs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    DataType[] types = new DataType[outputs];
    Arrays.fill(types, DataType.DT_FLOAT);
    OperationBuilder call = tf.scope().opBuilder("PartitionedCall", "steps");
    return call.addInputList(given)
        .setAttr("f", function)
        .setAttr("Tin", Stream.of(given).map(Output::dataType).toArray(DataType[]::new))
        .setAttr("Tout", types)
        .setAttr("_XlaMustCompile", true)
        .build();
  }

  /** Counts the steps. */
  int steps() {
    return program.steps();
  }

  /**
   * Runs the program.
   *
   * @param numbers which examples to learn, step by step
   * @param labels their true classes
   * @param rates the step size of each step
   * @param firstStep the number of the first step
   * @param weights how much the examples count; null if all count 1
   * @return for each step the loss and then its parts
   */
  List<float[]> run(
      int[] numbers, int[] labels, double[] rates, long firstStep, float @Nullable [] weights) {
    Shape each = Shape.of(program.steps(), program.batch());
    float[] sizes = new float[rates.length];
    for (int i = 0; i < rates.length; i++) {
      sizes[i] = (float) rates[i];
    }
    List<Tensor> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner().fetch(losses).addTarget(update);
      feed(runner, tensors, arguments.numbers(), TInt32.tensorOf(each, DataBuffers.of(numbers)));
      feed(runner, tensors, arguments.labels(), TInt32.tensorOf(each, DataBuffers.of(labels)));
      feed(runner, tensors, arguments.rates(), TFloat32.vectorOf(sizes));
      if (arguments.starts() != null) {
        feed(runner, tensors, arguments.starts(), starts(firstStep));
      }
      if (arguments.weights() != null && weights != null) {
        feed(
            runner, tensors, arguments.weights(), TFloat32.tensorOf(each, DataBuffers.of(weights)));
      }
      try (Result result = runner.run()) {
        return rows((TFloat32) result.get(0));
      }
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  /** Gives where the random numbers of each step start. */
  private TInt64 starts(long firstStep) {
    List<Long> keys = program.keys();
    LongBuffer all = LongBuffer.allocate(program.steps() * keys.size() * PhiloxNumbers.START);
    for (int step = 0; step < program.steps(); step++) {
      for (long key : keys) {
        all.put(PhiloxNumbers.start(key, firstStep + step));
      }
    }
    return TInt64.tensorOf(
        Shape.of(program.steps(), keys.size(), PhiloxNumbers.START), DataBuffers.of(all.array()));
  }

  private static void feed(
      Session.Runner runner, List<Tensor> tensors, Operand<?> placeholder, Tensor value) {
    tensors.add(value);
    runner.feed(placeholder, value);
  }

  private List<float[]> rows(TFloat32 found) {
    int columns = Math.toIntExact(found.shape().get(1));
    float[] all = new float[program.steps() * columns];
    found.copyTo(DataBuffers.of(all, false, false));
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += columns) {
      rows.add(Arrays.copyOfRange(all, from, from + columns));
    }
    return rows;
  }

  @Override
  public void close() {
    function.close();
  }
}
