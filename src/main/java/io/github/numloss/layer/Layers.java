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
 * Integer}; the others have the registered values unless it does.
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
              new Member<>("max-pool", new MaxPool(), "the largest of each 2x2 square"),
              new Member<>("relu", new Relu(), "max(x, 0)"),
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
