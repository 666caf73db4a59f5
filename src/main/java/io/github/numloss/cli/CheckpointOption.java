package io.github.numloss.cli;

import io.github.numloss.train.Checkpoints;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How often to save where a training stands. */
final class CheckpointOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Save where the training stands this many seconds after the last time, and at the end of"
              + " an epoch after a sixth of that. Default: 60.")
  private int seconds;

  /** Gives the checkpoints of a folder. */
  Checkpoints in(Path folder) {
    return new Checkpoints(folder, seconds());
  }

  /** Gives the seconds. */
  int seconds() {
    if (seconds < 0) {
      throw Usage.wrong(
          spec,
          String.format(Locale.ROOT, "--checkpoint-seconds is %d, expected at least 0", seconds));
    }
    return seconds;
  }
}
