package io.github.numloss.model;

import io.github.numloss.layer.Trainable;
import io.github.numloss.layer.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network in a graph, for every part of a batch, with the way back to its weights. */
public final class TrainableNetwork {
  private final List<Weight> weights;
  private final Trainable built;

  TrainableNetwork(List<Weight> weights, Trainable built) {
    this.weights = weights;
    this.built = built;
  }

  /**
   * Gives the outputs.
   *
   * @return [B,O] for each part
   */
  public List<? extends Operand<TFloat32>> outputs() {
    return built.outputs();
  }

  /**
   * Adds the gradients of a scalar to the graph by backpropagation (Rumelhart et al. 1986).
   *
   * @param ofOutputs its gradient by the outputs, [B,O] for each part
   * @return its gradients by the weights that are trained, by their full names
   */
  public Map<String, Operand<TFloat32>> gradients(List<? extends Operand<TFloat32>> ofOutputs) {
    List<? extends Operand<TFloat32>> found = built.gradient().build(ofOutputs, false).weights();
    List<Weight> trained = weights.stream().filter(Weight::trained).toList();
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    for (int i = 0; i < trained.size(); i++) {
      gradients.put(trained.get(i).name(), found.get(i));
    }
    return gradients;
  }

  /**
   * Gives the values that weights have after the step which are not trained but set by it, such as
   * moving averages.
   *
   * @return the values by the weights' full names
   */
  public Map<String, Operand<TFloat32>> updates() {
    Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      Operand<TFloat32> value = built.updates().get(i);
      if (value != null) {
        updates.put(weights.get(i).name(), value);
      }
    }
    return updates;
  }
}
