package io.github.numloss.layer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.check.Check;
import io.github.numloss.layer.Conv2d.Padding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Layers with a shortcut past them (He et al. 2016, equations 1 and 2): what the layers give, plus
 * the input; any shape to what they give. Where that has another shape than the input, the shortcut
 * is a projection: a 1×1 convolution without a bias, with the stride that leaves as many rows and
 * columns, or for vectors a dense layer.
 *
 * @param layers the layers, at least one
 */
public record Residual(
    @JsonSerialize(contentUsing = Layers.Writer.class)
        @JsonDeserialize(contentUsing = Layers.Reader.class)
        List<Layer> layers)
    implements Layer {
  private static final String PROJECTION = "projection";

  /** Checks that there are layers. */
  public Residual {
    Check.that(!layers.isEmpty(), "layers has none, expected at least one");
    layers = List.copyOf(layers);
  }

  @Override
  public Shape output(Shape input) {
    Chain inner = inner(input);
    projection(input, inner.output());
    return inner.output();
  }

  private Chain inner(Shape input) {
    try {
      return new Chain(layers, input);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a %s layer of these layers can't take %s: %s".formatted(kind(), input, e.getMessage()),
          e);
    }
  }

  /** Gives what brings the input into the shape of the output, or nothing if it has it. */
  private Optional<Layer> projection(Shape input, Shape output) {
    if (input.equals(output)) {
      return Optional.empty();
    }
    Check.that(
        output.numDimensions() == 3
            ? input.numDimensions() != 1
            : output.numDimensions() == 1 && input.numDimensions() == 1,
        "a %s layer of these layers makes %s of %s, which no projection does",
        kind(),
        output,
        input);
    int sizes = Math.toIntExact(output.get(output.numDimensions() - 1));
    if (output.numDimensions() == 1) {
      return Optional.of(new Dense(sizes));
    }
    int stride = Math.max(stride(input, output, 0), stride(input, output, 1));
    Conv2d projection = new Conv2d(sizes, 1, Padding.SAME, stride, false);
    Check.that(
        projection.output(input).equals(output),
        "a %s layer of these layers makes %s of %s, which no stride does",
        kind(),
        output,
        input);
    return Optional.of(projection);
  }

  /** Gives the least stride that leaves no more places along a dimension. */
  private static int stride(Shape input, Shape output, int dimension) {
    long left = output.get(dimension);
    return Math.toIntExact((input.get(dimension) + left - 1) / left);
  }

  @Override
  public List<Weight> weights(Shape input) {
    Chain inner = inner(input);
    List<Weight> weights = new ArrayList<>(inner.weights());
    projection(input, inner.output())
        .ifPresent(
            layer -> layer.weights(input).forEach(weight -> weights.add(weight.of(PROJECTION))));
    return weights;
  }

  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    Chain inner = inner(inputShape);
    int own = inner.weights().size();
    Operand<TFloat32> shortcut =
        projection(inputShape, inner.output())
            .map(
                layer ->
                    layer.build(
                        tf.withSubScope(PROJECTION),
                        input,
                        inputShape,
                        weights.subList(own, weights.size()),
                        noise))
            .orElse(input);
    return tf.math.add(inner.build(tf, input, weights.subList(0, own)), shortcut);
  }

  @Override
  public Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    Chain inner = inner(inputShape);
    int own = inner.weights().size();
    Trainable way = inner.trainable(parts, weights.subList(0, own));
    Trainable shortcut =
        projection(inputShape, inner.output())
            .map(
                layer ->
                    layer.trainable(
                        parts.stream().map(part -> part.under(PROJECTION)).toList(),
                        inputShape,
                        weights.subList(own, weights.size())))
            .orElse(null);
    List<? extends Operand<TFloat32>> passed =
        shortcut == null ? parts.stream().map(Part::input).toList() : shortcut.outputs();
    Map<Integer, Operand<TFloat32>> updates = new LinkedHashMap<>(way.updates());
    return new Trainable(
        added(parts, way.outputs(), passed),
        (ofOutputs, inputToo) -> {
          Trainable.Gradients inside = way.gradient().build(ofOutputs, inputToo);
          List<Operand<TFloat32>> found = new ArrayList<>(inside.weights());
          List<? extends Operand<TFloat32>> past = ofOutputs;
          if (shortcut != null) {
            Trainable.Gradients beside = shortcut.gradient().build(ofOutputs, inputToo);
            found.addAll(beside.weights());
            past = beside.inputs();
          }
          return new Trainable.Gradients(
              found,
              inputToo
                  ? added(
                      parts, Objects.requireNonNull(inside.inputs()), Objects.requireNonNull(past))
                  : null);
        },
        updates);
  }

  private static List<Operand<TFloat32>> added(
      List<Part> parts,
      List<? extends Operand<TFloat32>> one,
      List<? extends Operand<TFloat32>> other) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      sums.add(parts.get(i).tf().math.add(one.get(i), other.get(i)));
    }
    return sums;
  }

  @Override
  public Work work(Shape input) {
    Chain inner = inner(input);
    Work work = inner.work();
    long shortcut =
        projection(input, inner.output()).map(layer -> layer.work(input).ofInput()).orElse(0L);
    return new Work(work.ofInput() + shortcut, work.ofState());
  }

  @Override
  public String description() {
    return "residual, %s layers".formatted(layers.size());
  }
}
