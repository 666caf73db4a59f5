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
              new Member<>("own", new OwnLoss(), "the loss that the head was proposed with"),
              new Member<>(
                  "expected-absolute-error",
                  ExpectedAbsoluteError.ofAuthors(),
                  "the mean distance of a class drawn from p: Wasserstein-1, NTL-WAS"),
              new Member<>(
                  "expected-squared-error",
                  new ExpectedSquaredError(1, 0.1),
                  "the mean squared distance of a class drawn from p"),
              new Member<>(
                  "squared-expectation",
                  SquaredExpectation.ofAuthors(),
                  "(expected value - true value)^2, NTL-MSE"),
              new Member<>(
                  "crps", Crps.ofAuthors(), "the ranked probability score of any spacing, EMD^2"),
              new Member<>(
                  "soft-labels",
                  SoftLabels.of(SoftLabelRule.SORD),
                  "cross-entropy of labels spread by sord, gaussian, exponential, geometric, binomial,"
                      + " beta or triangular"),
              new Member<>(
                  "class-distance",
                  ClassDistance.ofAuthors(),
                  "-sum distance^alpha log(1 - p): OLL, CDW-CE"),
              new Member<>(
                  "slace",
                  Slace.ofAuthors(),
                  "cross-entropy accumulated from near to far; distance values, ranks or"
                      + " equal-counts"),
              new Member<>(
                  "kappa",
                  Kappa.ofAuthors(),
                  "1 - quadratic weighted kappa, of a whole batch; 1 where all its labels are equal"),
              new Member<>(
                  "mean-variance",
                  MeanVariance.ofAuthors(),
                  "own + mean / 2 (expected - true value)^2 + variance of the value"),
              new Member<>(
                  "unimodal-hinge",
                  UnimodalHinge.ofAuthors(),
                  "probabilities that fall from the true class by a margin: CO2, HO2"),
              new Member<>(
                  "dldl-v2",
                  DldlV2.ofAuthors(),
                  "gaussian soft labels + lambda |expected value - true value|")));

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
