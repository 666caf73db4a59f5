package io.github.numloss.cli;

import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.NumericLoss;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which loss to train with. */
final class LossOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The losses by the names that users call them. */
  enum Name {
    CROSS_ENTROPY,
    NUMERIC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      defaultValue = "numeric",
      description =
          "cross-entropy is the baseline; numeric is the paper's combined loss, beta *"
              + " cross-entropy + (1 - beta) * alpha * |true value - expected value|. Default:"
              + " numeric.")
  private Name name;

  @Option(
      names = "--alpha",
      paramLabel = "X",
      description = "Scale of the distance in the numeric loss, at least 0. Default: 0.05.")
  private Double alpha;

  @Option(
      names = "--beta",
      paramLabel = "X",
      description = "Weight of the cross-entropy in the numeric loss, 0 to 1. Default: 0.9.")
  private Double beta;

  /** Makes the loss. */
  Loss toLoss() {
    if (name == Name.CROSS_ENTROPY) {
      if (alpha != null || beta != null) {
        throw Usage.wrong(
            spec,
            "%s is for --loss numeric, not for cross-entropy"
                .formatted(alpha != null ? "--alpha" : "--beta"));
      }
      return new CrossEntropy();
    }
    return Usage.check(
        spec,
        () ->
            new CombinedLoss(
                alpha == null ? NumericLoss.PAPER_ALPHA : alpha,
                beta == null ? CombinedLoss.PAPER_BETA : beta));
  }
}
