package io.github.numloss.cli;

import io.github.numloss.device.Hardware;
import picocli.CommandLine.Option;

/** The option that lets XLA compile a training's steps. */
final class CompileOption {
  @Option(
      names = "--compile",
      description =
          "Let XLA make programs of many training steps each, which on a GPU is faster. The same seed"
              + " gives the same result again with it, but another one than without.")
  private boolean compile;

  /** Adds what the user asked for to hardware. */
  Hardware on(Hardware hardware) {
    return hardware.compiling(compile);
  }
}
