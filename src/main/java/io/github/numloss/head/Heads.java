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
          List.of(
              new Member<>("softmax", new Softmax(), "one output a class; cross-entropy"),
              new Member<>(
                  "corn", new Corn(), "above k if not below, an output each; -log p(true class)"),
              new Member<>(
                  "coral", new Coral(), "one output, K - 1 biases; binary cross-entropies"),
              new Member<>(
                  "or-cnn",
                  new OrCnn(),
                  "above k, an output each; binary cross-entropies, no other"),
              new Member<>(
                  "cumulative-link",
                  new CumulativeLink(Link.LOGIT, Thresholds.Spacing.FREE),
                  "one output, K - 1 thresholds; link logit, probit or cloglog, thresholds free or"
                      + " equidistant"),
              new Member<>(
                  "stick-breaking",
                  new StickBreaking(),
                  "class k if none before, an output each; cross-entropy"),
              new Member<>("binomial", new Binomial(), "one output; cross-entropy"),
              new Member<>("poisson", new Poisson(), "one output, a temperature; cross-entropy"),
              new Member<>(
                  "unimodal",
                  new Unimodal(),
                  "one output a class, probabilities with one peak; cross-entropy"),
              new Member<>(
                  "discretized-logistic",
                  new DiscretizedLogistic(),
                  "a mean and a width, cut into classes by their values; cross-entropy")));

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
