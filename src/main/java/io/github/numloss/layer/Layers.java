package io.github.numloss.layer;

import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.registry.MemberReader;
import io.github.numloss.registry.MemberWriter;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.Serial;
import java.util.List;

/**
 * All layers by name. A model file has to give a layer's parameters of boxed types, such as {@code
 * Integer}, and lists; the others have the registered values unless it does.
 */
public final class Layers {
  /** The layers. */
  public static final Registry<Layer> ALL =
      new Registry<>(
          Layer.class,
          "layer",
          List.of(
              new Member<>("flatten", new Flatten(), "lays all numbers out in one row"),
              new Member<>("dense", new Dense(128), "fully connected, with a bias"),
              new Member<>(
                  "conv2d",
                  new Conv2d(32, 3, Padding.SAME),
                  "convolution of rows and columns, with a bias"),
              new Member<>(
                  "depthwise-conv2d",
                  new DepthwiseConv2d(3, Padding.SAME, 1, true),
                  "convolution of each channel by itself, with a bias"),
              new Member<>("max-pool", new MaxPool(), "the largest of each 2x2 square"),
              new Member<>(
                  "global-average-pool",
                  new GlobalAveragePool(),
                  "the mean of each channel over rows and columns"),
              new Member<>("relu", new Relu(), "max(x, 0)"),
              new Member<>(
                  "batch-norm",
                  new BatchNorm(0.9, 1e-3),
                  "standardizes by the batch, then scales and shifts"),
              new Member<>(
                  "residual",
                  new Residual(
                      List.of(
                          new Conv2d(32, 3, Padding.SAME, 1, false),
                          new BatchNorm(0.9, 1e-3),
                          new Relu(),
                          new Conv2d(32, 3, Padding.SAME, 1, false),
                          new BatchNorm(0.9, 1e-3))),
                  "adds its input to what layers make of it"),
              new Member<>(
                  "shrink",
                  new Shrink(32, List.of(new MaxPool())),
                  "layers as often as a large picture needs them"),
              new Member<>(
                  "standardize",
                  new Standardize(),
                  "subtracts the training data's mean, divides by its deviation"),
              new Member<>("dropout", new Dropout(0.5), "sets numbers to 0 at random"),
              new Member<>(
                  "lstm", new Lstm(128, false), "long short-term memory that reads row by row")));

  private Layers() {}

  /** Reads layers from JSON. */
  static final class Reader extends MemberReader<Layer> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(Layer.class, ALL);
    }
  }

  /** Writes layers as JSON. */
  static final class Writer extends MemberWriter<Layer> {
    Writer() {
      super(ALL);
    }
  }
}
