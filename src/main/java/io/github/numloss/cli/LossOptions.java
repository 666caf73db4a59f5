package io.github.numloss.cli;

import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Losses;
import io.github.numloss.loss.Method;
import io.github.numloss.loss.NumericLoss;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which loss and which head to train with. */
final class LossOptions {
  private static final String NUMERIC = "numeric";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description =
          "A loss, or a head, which means that head with its own loss, such as crps,"
              + " soft-labels:rule=gaussian or corn; 'numloss methods' lists them. numeric is the"
              + " paper's, cross-entropy the baseline. Default: numeric, or that of --head.")
  private @Nullable String loss;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description =
          "How the network's outputs become probabilities; 'numloss methods' lists them. Default:"
              + " softmax.")
  private @Nullable String head;

  @Option(
      names = "--alpha",
      paramLabel = "X",
      description = "Scale of the distance in the numeric loss, at least 0. Default: 0.05.")
  private @Nullable Double alpha;

  @Option(
      names = "--beta",
      paramLabel = "X",
      description = "Weight of the cross-entropy in the numeric loss, 0 to 1. Default: 0.9.")
  private @Nullable Double beta;

  /** Makes loss and head. */
  Method toMethod() {
    Head named = head == null ? null : parse("--head", head, Heads.ALL::parse);
    return Usage.check(spec, () -> Method.of(toLoss(), named));
  }

  private @Nullable Loss toLoss() {
    boolean numeric =
        NUMERIC.equals(loss) || (loss == null && (head == null || alpha != null || beta != null));
    if (!numeric && (alpha != null || beta != null)) {
      throw Usage.wrong(
          spec,
          "%s is for --loss numeric, not for %s"
              .formatted(alpha != null ? "--alpha" : "--beta", loss));
    }
    if (numeric) {
      return new CombinedLoss(
          alpha == null ? NumericLoss.PAPER_ALPHA : alpha,
          beta == null ? CombinedLoss.PAPER_BETA : beta);
    }
    return loss == null ? null : parse("--loss", loss, Losses::parse);
  }

  private <T> T parse(String option, String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, option + ": " + e.getMessage());
    }
  }
}
