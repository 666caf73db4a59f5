package io.github.numloss.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a layer gives for one part of a batch in a graph, and the way back through the layer.
 *
 * @param output [B, …output shape]
 * @param gradient builds the gradients of a scalar by what the layer takes
 */
public record Differentiable(Operand<TFloat32> output, Gradient gradient) {
  /** The way back through a layer. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * Adds the gradients of a scalar to the graph.
     *
     * @param ofOutput its gradient by the layer's output, in the output's shape
     * @param inputToo whether its gradient by the layer's input is wanted, too
     * @return its gradients
     */
    Gradients build(Operand<TFloat32> ofOutput, boolean inputToo);
  }

  /**
   * The gradients of a scalar by what a layer takes.
   *
   * @param weights those by the layer's weights that are trained, in the order of {@link
   *     Layer#weights} and in their shapes
   * @param input that by the layer's input, in its shape; null if it was not wanted
   */
  public record Gradients(
      List<? extends Operand<TFloat32>> weights, @Nullable Operand<TFloat32> input) {
    /** Gives that by the layer's input where it was wanted. */
    Operand<TFloat32> wantedInput() {
      return Objects.requireNonNull(input);
    }
  }

  /**
   * Leaves the gradients to TensorFlow.
   *
   * @param tf builds the operations
   * @param output the layer's output
   * @param input the layer's input
   * @param weights the layer's weights that are trained
   * @return the output and its gradients
   */
  static Differentiable automatically(
      Ops tf,
      Operand<TFloat32> output,
      Operand<TFloat32> input,
      List<? extends Operand<TFloat32>> weights) {
    return new Differentiable(
        output,
        (ofOutput, inputToo) -> gradients(tf, output, ofOutput, weights, inputToo ? input : null));
  }

  private static Gradients gradients(
      Ops tf,
      Operand<TFloat32> output,
      Operand<TFloat32> ofOutput,
      List<? extends Operand<TFloat32>> weights,
      @Nullable Operand<TFloat32> input) {
    // A layer that passes its input on, such as dropout at a rate of 0.
    if (output == input) {
      return new Gradients(List.of(), ofOutput);
    }
    int count = weights.size();
    Output<?>[] by = new Output<?>[input == null ? count : count + 1];
    for (int i = 0; i < count; i++) {
      by[i] = weights.get(i).asOutput();
    }
    if (input != null) {
      by[count] = input.asOutput();
    }
    Output<?>[] found =
        ((Graph) tf.scope().env())
            .addGradients(
                null,
                new Output<?>[] {output.asOutput()},
                by,
                new Output<?>[] {ofOutput.asOutput()});
    List<Output<TFloat32>> all = Arrays.stream(found).map(g -> g.expect(TFloat32.class)).toList();
    return new Gradients(all.subList(0, count), input == null ? null : all.get(count));
  }
}
