package io.github.numloss.model;

import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Weight;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Weights as variables of a graph, to be set and read in a session. */
public final class WeightVariables {
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final Map<String, Variable<TFloat32>> trained = new LinkedHashMap<>();
  private final VariableValues values;

  /**
   * Adds a variable a weight to a graph.
   *
   * @param tf builds the operations
   * @param weights the weights under their full names
   */
  public WeightVariables(Ops tf, List<Weight> weights) {
    for (Weight weight : weights) {
      Variable<TFloat32> variable =
          tf.withName(weight.name()).variable(weight.shape(), TFloat32.class);
      variables.put(weight.name(), variable);
      if (weight.trained()) {
        trained.put(weight.name(), variable);
      }
    }
    values = new VariableValues(tf, variables);
  }

  /**
   * Gives the variables by the weights' names, in their order.
   *
   * @return a view
   */
  public Map<String, Variable<TFloat32>> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /**
   * Gives the variables of the weights that follow the gradient.
   *
   * @return a view by the weights' names, in their order
   */
  public Map<String, Variable<TFloat32>> trained() {
    return Collections.unmodifiableMap(trained);
  }

  /**
   * Sets every weight.
   *
   * @param session runs the graph
   * @param weights a value for each name
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public void assign(Session session, Map<String, FloatArray> weights) {
    values.assign(session, weights);
  }

  /**
   * Reads every weight.
   *
   * @param session runs the graph
   * @return the values by the weights' names, in their order
   */
  public Map<String, FloatArray> read(Session session) {
    return values.read(session);
  }
}
