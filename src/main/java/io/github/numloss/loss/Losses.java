package io.github.numloss.loss;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.registry.MemberReader;
import io.github.numloss.registry.MemberWriter;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** All losses by name. */
public final class Losses {
  /** The losses. */
  public static final Registry<Loss> ALL =
      new Registry<>(
          Loss.class,
          "loss",
          List.of(
              new Member<>("cross-entropy", new CrossEntropy(), "the baseline, -log p(true class)"),
              new Member<>(
                  "numeric",
                  CombinedLoss.ofPaper(),
                  "the paper's, beta * own + (1 - beta) * alpha * |true value - expected value|"),
              new Member<>(
                  "numeric-only",
                  new NumericLoss(NumericLoss.PAPER_ALPHA),
                  "alpha * |true value - expected value| without the head's own loss"),
              new Member<>("own", new OwnLoss(), "the loss that the head was proposed with")));

  private Losses() {}

  /**
   * Reads what a user typed.
   *
   * @param text a loss, or a head, which means that head with its own loss; with parameters, such
   *     as {@code numeric:alpha=0.1}
   * @return the loss; for a head, what {@link Method#of} takes
   * @throws IllegalArgumentException if there is no such loss, head or parameter
   */
  public static Loss parse(String text) {
    String name = text.split(":", 2)[0];
    if (isHead(name)) {
      return new HeadsLoss(Heads.ALL.parse(text));
    }
    if (ALL.find(name).isEmpty()) {
      throw new IllegalArgumentException(unknown(name));
    }
    return ALL.parse(text);
  }

  private static String unknown(String name) {
    return "found '%s', expected a loss (%s) or a head (%s)"
        .formatted(name, String.join(", ", ALL.names()), String.join(", ", Heads.ALL.names()));
  }

  private static boolean isHead(String name) {
    return ALL.find(name).isEmpty() && Heads.ALL.find(name).isPresent();
  }

  /** Reads losses, or heads in their places, from JSON. */
  static final class Reader extends MemberReader<Loss> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(Loss.class, ALL);
    }

    @Override
    public Loss deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonNode tree = context.readTree(json);
      String name = tree.path("name").asText();
      if (isHead(name)) {
        return new HeadsLoss(context.readTreeAsValue(tree, Head.class));
      }
      if (tree.path("name").isTextual() && ALL.find(name).isEmpty()) {
        throw JsonMappingException.from(json, unknown(name));
      }
      return read(tree);
    }
  }

  /** Writes losses as JSON. */
  static final class Writer extends MemberWriter<Loss> {
    Writer() {
      super(ALL);
    }
  }
}
