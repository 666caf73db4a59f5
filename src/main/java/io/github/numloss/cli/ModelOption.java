package io.github.numloss.cli;

import io.github.numloss.device.Hardware;
import io.github.numloss.predict.LoadedModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The exported model to use. */
final class ModelOption {
  @Option(
      names = "--model-dir",
      required = true,
      paramLabel = "DIR",
      description = "The folder of an exported model: its newest version is taken, or name one.")
  private Path folder;

  /** Loads the model. */
  LoadedModel open(Hardware hardware) throws IOException {
    return LoadedModel.open(folder, hardware.sessionConfig());
  }
}
