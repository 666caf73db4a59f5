package io.github.numloss.layer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.check.Check;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One layer of a network. Shapes are those of one image: without the batch dimension. A new kind is
 * a record, and a line in {@link Layers#ALL}.
 */
@JsonSerialize(using = Layers.Writer.class)
@JsonDeserialize(using = Layers.Reader.class)
public interface Layer {
  /**
   * Gives the shape of the layer's output.
   *
   * @param input the shape of its input
   * @return the shape of its output
   * @throws IllegalArgumentException if the layer can't take such an input
   */
  Shape output(Shape input);

  /**
   * Gives the weights of the layer.
   *
   * @param input the shape of its input
   * @return their names within the layer, shapes and initializers; empty if it has none
   */
  default List<Weight> weights(Shape input) {
    return List.of();
  }

  /**
   * Adds the layer to a graph.
   *
   * @param tf builds the operations
   * @param input [B, …input shape]
   * @param inputShape the shape of the input
   * @param weights the layer's weights, in the order of {@link #weights}
   * @param noise where dropout gets its random numbers; null for inference
   * @return [B, …output shape]
   */
  Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise);

  /**
   * Adds the layer to a graph, to train it with one part of a batch.
   *
   * @param tf builds the operations
   * @param input [B, …input shape]
   * @param inputShape the shape of the input
   * @param weights the layer's weights, in the order of {@link #weights}
   * @param noise where dropout gets its random numbers
   * @return [B, …output shape], with the way back by the weights that are trained
   */
  default Differentiable differentiable(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      DropoutNoise noise) {
    List<Weight> described = weights(inputShape);
    return Differentiable.automatically(
        tf,
        build(tf, input, inputShape, weights, noise),
        input,
        IntStream.range(0, weights.size())
            .filter(number -> described.get(number).trained())
            .<Operand<TFloat32>>mapToObj(weights::get)
            .toList());
  }

  /**
   * Adds the layer to a graph, to train it with all parts of a batch. A layer whose parts have to
   * know of each other has its own way to do so; of others each part is {@link #differentiable}.
   *
   * @param parts the parts, at least one
   * @param inputShape the shape of the input
   * @param weights the layer's weights, in the order of {@link #weights}
   * @return the layer, with the way back
   */
  default Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    return Trainable.of(
        parts.get(0).tf(),
        parts.stream()
            .map(part -> differentiable(part.tf(), part.input(), inputShape, weights, part.noise()))
            .toList());
  }

  /**
   * Gives the kind of layer and its settings, such as "conv2d 3x3, 32 filters".
   *
   * @return a few words
   */
  String description();

  /**
   * Counts the arithmetic of the layer's products with its weights.
   *
   * @param input the shape of its input
   * @return the work for one image, forwards; none if the layer multiplies nothing with weights
   */
  default Work work(Shape input) {
    return Work.NONE;
  }

  /**
   * Gives the kind of layer, which its weights are named after, such as "conv2d".
   *
   * @return the name that it is registered under, with underscores for dashes
   */
  default String kind() {
    return Layers.ALL.name(this).replace('-', '_');
  }

  /** Checks the rank of an input. */
  static void requireRank(Layer layer, Shape input, int rank, String meaning) {
    Check.that(
        input.numDimensions() == rank,
        "a %s layer takes %s, but its input has shape %s",
        layer.kind(),
        meaning,
        input);
  }
}
