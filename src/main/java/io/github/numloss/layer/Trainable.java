package io.github.numloss.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a layer gives in a graph that trains it, for every part of a batch, and the way back.
 *
 * @param outputs what it gives for each part, [B, …output shape]
 * @param gradient builds the gradients of a scalar by what the layer takes
 * @param updates the values that weights have after the step which are not trained but set by it,
 *     by their numbers in {@link Layer#weights}
 */
public record Trainable(
    List<? extends Operand<TFloat32>> outputs,
    Gradient gradient,
    Map<Integer, Operand<TFloat32>> updates) {
  /** The way back through a layer. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * Adds the gradients of a scalar to the graph.
     *
     * @param ofOutputs its gradient by the layer's output for each part, in the output's shape
     * @param inputToo whether its gradient by the layer's input is wanted, too
     * @return its gradients
     */
    Gradients build(List<? extends Operand<TFloat32>> ofOutputs, boolean inputToo);
  }

  /**
   * The gradients of a scalar by what a layer takes.
   *
   * @param weights those by the layer's weights that are trained, in the order of {@link
   *     Layer#weights}, in their shapes and for the whole batch
   * @param inputs that by the layer's input for each part, in its shape; null if it was not wanted
   */
  public record Gradients(
      List<? extends Operand<TFloat32>> weights,
      @Nullable List<? extends Operand<TFloat32>> inputs) {}

  /**
   * Joins a layer's parts, none of which knows of the others.
   *
   * @param tf builds the operations
   * @param parts the layer for each part
   * @return the layer
   */
  static Trainable of(Ops tf, List<Differentiable> parts) {
    return new Trainable(
        parts.stream().map(Differentiable::output).toList(),
        (ofOutputs, inputToo) -> {
          List<Differentiable.Gradients> found = new ArrayList<>();
          for (int i = 0; i < parts.size(); i++) {
            found.add(parts.get(i).gradient().build(ofOutputs.get(i), inputToo));
          }
          List<Operand<TFloat32>> weights = new ArrayList<>();
          for (int number = 0; number < found.get(0).weights().size(); number++) {
            int weight = number;
            weights.add(
                Part.sum(tf, found.stream().map(part -> part.weights().get(weight)).toList()));
          }
          return new Gradients(
              weights,
              inputToo ? found.stream().map(Differentiable.Gradients::wantedInput).toList() : null);
        },
        Map.of());
  }
}
