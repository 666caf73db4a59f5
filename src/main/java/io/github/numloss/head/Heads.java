package io.github.numloss.head;

import io.github.numloss.registry.MemberReader;
import io.github.numloss.registry.MemberWriter;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.Serial;
import java.util.List;

/** All heads by name. */
public final class Heads {
  /** The heads; the first is the one that a training has unless another is asked for. */
  public static final Registry<Head> ALL =
      new Registry<>(
          Head.class,
          "head",
          List.of(new Member<>("softmax", new Softmax(), "one output a class; cross-entropy")));

  private Heads() {}

  /** Reads heads from JSON. */
  static final class Reader extends MemberReader<Head> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(Head.class, ALL);
    }
  }

  /** Writes heads as JSON. */
  static final class Writer extends MemberWriter<Head> {
    Writer() {
      super(ALL);
    }
  }
}
