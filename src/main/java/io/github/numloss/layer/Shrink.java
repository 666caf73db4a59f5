package io.github.numloss.layer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Layers as often as it takes until a picture is small enough, each time with weights of their own:
 * [H,W] or [H,W,C] to what the last time gives. A picture that is small enough passes as it is. So
 * a model has as many layers as the pictures' size asks for.
 *
 * @param to the most rows and columns that may be left
 * @param layers the layers, which have to leave fewer rows or columns each time
 */
public record Shrink(
    Integer to,
    @JsonSerialize(contentUsing = Layers.Writer.class)
        @JsonDeserialize(contentUsing = Layers.Reader.class)
        List<Layer> layers)
    implements Layer {
  /** Checks the size, and that there are layers. */
  public Shrink {
    Check.atLeast(1, "to", to);
    Check.that(!layers.isEmpty(), "layers has none, expected at least one");
    layers = List.copyOf(layers);
  }

  @Override
  public Shape output(Shape input) {
    return inner(input).output();
  }

  private Chain inner(Shape input) {
    if (input.numDimensions() != 2) {
      Layer.requireRank(this, input, 3, "rows, columns and channels");
    }
    List<Layer> all = new ArrayList<>();
    Shape shape = input;
    while (Math.max(shape.get(0), shape.get(1)) > to) {
      all.addAll(layers);
      Shape next = once(shape, input);
      Check.that(
          next.numDimensions() == 3
              && next.get(0) <= shape.get(0)
              && next.get(1) <= shape.get(1)
              && next.get(0) + next.get(1) < shape.get(0) + shape.get(1),
          "a %s layer takes layers that leave fewer rows or columns, but these make %s of %s",
          kind(),
          next,
          shape);
      shape = next;
    }
    return new Chain(all, input);
  }

  private Shape once(Shape shape, Shape input) {
    try {
      return new Chain(layers, shape).output();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a %s layer of these layers can't take %s: %s".formatted(kind(), input, e.getMessage()),
          e);
    }
  }

  @Override
  public List<Weight> weights(Shape input) {
    return inner(input).weights();
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    return inner(inputShape).build(tf, input, weights);
  }

  @Override
  public Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    return inner(inputShape).trainable(parts, weights);
  }

  @Override
  public Work work(Shape input) {
    return inner(input).work();
  }

  @Override
  public String description() {
    return String.format(Locale.ROOT, "shrink to %d, %d layers", to, layers.size());
  }
}
