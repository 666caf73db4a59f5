package io.github.numloss.model;

import io.github.numloss.io.NpyArray.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The weights of a network as variables of a graph, to be set and read in a session. */
public final class WeightVariables {
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final List<Placeholder<TFloat32>> values = new ArrayList<>();
  private final List<Op> assignments = new ArrayList<>();

  /**
   * Adds a variable a weight to a graph.
   *
   * @param tf builds the operations
   * @param network whose weights
   */
  public WeightVariables(Ops tf, Network network) {
    for (Weight weight : network.weights()) {
      Variable<TFloat32> variable =
          tf.withName(weight.name()).variable(weight.shape(), TFloat32.class);
      Placeholder<TFloat32> value =
          tf.placeholder(TFloat32.class, Placeholder.shape(weight.shape()));
      variables.put(weight.name(), variable);
      values.add(value);
      assignments.add(tf.assign(variable, value));
    }
  }

  /**
   * Gives the variables by the weights' names, in the network's order.
   *
   * @return a view
   */
  public Map<String, Variable<TFloat32>> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /**
   * Sets every weight.
   *
   * @param session runs the graph
   * @param weights a value for each name
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public void assign(Session session, Map<String, FloatArray> weights) {
    int index = 0;
    for (Map.Entry<String, Variable<TFloat32>> entry : variables.entrySet()) {
      FloatArray value = weights.get(entry.getKey());
      Shape expected = entry.getValue().shape();
      Shape found =
          value == null ? null : Shape.of(Arrays.stream(value.shape()).mapToLong(d -> d).toArray());
      if (!expected.equals(found)) {
        throw new IllegalArgumentException(
            "weight %s has shape %s, expected %s".formatted(entry.getKey(), found, expected));
      }
      try (TFloat32 tensor =
          TFloat32.tensorOf(expected, DataBuffers.of(value.values(), true, false))) {
        session
            .runner()
            .feed(values.get(index), tensor)
            .addTarget(assignments.get(index))
            .run()
            .close();
      }
      index++;
    }
  }

  /**
   * Reads every weight.
   *
   * @param session runs the graph
   * @return the values by the weights' names, in the network's order
   */
  public Map<String, FloatArray> read(Session session) {
    Session.Runner runner = session.runner();
    variables.values().forEach(runner::fetch);
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (String name : variables.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(index++);
        float[] copy = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(copy, false, false));
        int[] shape = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
        weights.put(name, new FloatArray(shape, copy));
      }
    }
    return weights;
  }
}
