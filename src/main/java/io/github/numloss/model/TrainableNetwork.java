package io.github.numloss.model;

import io.github.numloss.layer.Differentiable;
import io.github.numloss.model.Network.NamedLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network in a graph, layer by layer, with the way back from its outputs to its weights. */
public final class TrainableNetwork {
  private final List<NamedLayer> layers;
  private final List<Differentiable> built;

  TrainableNetwork(List<NamedLayer> layers, List<Differentiable> built) {
    this.layers = layers;
    this.built = List.copyOf(built);
  }

  /**
   * Gives the outputs.
   *
   * @return [B,O]
   */
  public Operand<TFloat32> outputs() {
    return built.get(built.size() - 1).output();
  }

  /**
   * Adds the gradients of a scalar to the graph by backpropagation (Rumelhart et al. 1986).
   *
   * @param ofOutputs its gradient by the outputs, [B,O]
   * @return its gradients by the weights, by the weights' full names
   */
  public Map<String, Operand<TFloat32>> gradients(Operand<TFloat32> ofOutputs) {
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    Operand<TFloat32> ofOutput = ofOutputs;
    for (int number = layers.size() - 1; number >= firstThatLearns(); number--) {
      NamedLayer layer = layers.get(number);
      Differentiable.Gradients found =
          built.get(number).gradient().build(ofOutput, number > firstThatLearns());
      for (int i = 0; i < layer.weights().size(); i++) {
        gradients.put(layer.weights().get(i).name(), found.weights().get(i));
      }
      ofOutput = found.input();
    }
    return gradients;
  }

  /** Gives the number of the first layer with weights: the way back ends there. */
  private int firstThatLearns() {
    int number = 0;
    while (number < layers.size() && layers.get(number).weights().isEmpty()) {
      number++;
    }
    return number;
  }
}
