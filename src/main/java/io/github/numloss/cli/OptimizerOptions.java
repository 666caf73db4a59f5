package io.github.numloss.cli;

import io.github.numloss.model.ModelFile;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.train.Defaults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how the weights follow the gradient. */
final class OptimizerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description = "${COMPLETION-CANDIDATES}. Default: adam.")
  private Method method;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "The first step size. Default: for adam what the model's file says, 0.002 for the rnn and"
              + " 0.001 otherwise; 0.001 for rmsprop, 0.05 for sgd.")
  private @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "linear",
      description =
          "What becomes of the step size: ${COMPLETION-CANDIDATES}; linear lets it fall to 0 at the"
              + " end. Default: linear.")
  private Schedule schedule;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      description = "The share of the last step that sgd keeps, at least 0, below 1. Default: 0.9.")
  private @Nullable Double momentum;

  /** Makes the configuration. */
  OptimizerConfig toConfig(ModelFile model) {
    double rate = learningRate == null ? Defaults.learningRate(model, method) : learningRate;
    return Usage.check(spec, () -> new OptimizerConfig(method, rate, schedule, momentum));
  }
}
