package io.github.numloss.model;

import io.github.numloss.io.NpyArray.FloatArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The values of a graph's variables, to be set and read in a session. */
public final class VariableValues {
  private final Map<String, Access> variables = new LinkedHashMap<>();

  private record Access(
      Operand<TFloat32> variable, Placeholder<TFloat32> newValue, Op assignment) {}

  /**
   * Adds what sets the variables to their graph.
   *
   * @param tf builds the operations
   * @param variables the variables by name
   */
  public VariableValues(Ops tf, Map<String, ? extends Operand<TFloat32>> variables) {
    variables.forEach(
        (name, variable) -> {
          Placeholder<TFloat32> newValue =
              tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
          this.variables.put(name, new Access(variable, newValue, tf.assign(variable, newValue)));
        });
  }

  /**
   * Sets every variable.
   *
   * @param session runs the graph
   * @param values a value for each name
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public void assign(Session session, Map<String, FloatArray> values) {
    variables.forEach((name, access) -> assign(session, name, access, values.get(name)));
  }

  private static void assign(
      Session session, String name, Access access, @Nullable FloatArray value) {
    try (TFloat32 tensor = tensor(name, access.variable().shape(), value)) {
      session.runner().feed(access.newValue(), tensor).addTarget(access.assignment()).run().close();
    }
  }

  /**
   * Copies the value of a weight.
   *
   * @throws IllegalArgumentException if there is none, or it has another shape
   */
  public static TFloat32 tensor(String name, Shape expected, @Nullable FloatArray value) {
    Shape found =
        value == null ? null : Shape.of(Arrays.stream(value.shape()).mapToLong(d -> d).toArray());
    if (value == null || !expected.equals(found)) {
      throw new IllegalArgumentException(
          "weight %s has shape %s, expected %s".formatted(name, found, expected));
    }
    return TFloat32.tensorOf(expected, DataBuffers.of(value.values(), true, false));
  }

  /**
   * Reads every variable.
   *
   * @param session runs the graph
   * @return the values by name, in the order that the variables were given in
   */
  public Map<String, FloatArray> read(Session session) {
    Session.Runner runner = session.runner();
    variables.values().forEach(access -> runner.fetch(access.variable()));
    Map<String, FloatArray> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (String name : variables.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(index++);
        float[] copy = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(copy, false, false));
        int[] shape = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
        values.put(name, new FloatArray(shape, copy));
      }
    }
    return values;
  }
}
