package io.github.numloss.bench;

import io.github.numloss.data.Examples;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network to measure: a built-in model; a plain one of each kind that every framework's examples
 * have, without dropout; or one of a file.
 *
 * @param model the model
 */
public record BenchNetwork(ModelFile model) {
  private static final List<ModelFile> PLAIN =
      Stream.of("plain-dnn", "plain-cnn", "plain-rnn")
          .map(name -> ModelFile.readResource(BenchNetwork.class, name))
          .toList();

  /**
   * Finds a network.
   *
   * @param nameOrFile the name of a built-in or plain model, or a model file, which ends in .json
   * @return the network
   * @throws IllegalArgumentException if it is neither
   * @throws io.github.numloss.io.DataException if there is no such file or it is wrong
   * @throws IOException if the file can't be read
   */
  public static BenchNetwork find(String nameOrFile) throws IOException {
    if (ModelFile.isFile(nameOrFile)) {
      return new BenchNetwork(ModelFile.read(Path.of(nameOrFile)));
    }
    return Stream.concat(Models.builtIn().stream(), PLAIN.stream())
        .filter(model -> model.spec().name().equalsIgnoreCase(nameOrFile))
        .findFirst()
        .map(BenchNetwork::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s, %s, or a model file that ends in .json, but was '%s'"
                        .formatted(Models.names(), plainNames(), nameOrFile)));
  }

  private static String plainNames() {
    return PLAIN.stream().map(model -> model.spec().name()).collect(Collectors.joining(", "));
  }

  /** Builds the network for images of this size and these classes. */
  Network build(Examples data) {
    return Network.of(model.spec(), data.inputs().shape(), data.classValues().count());
  }

  /** Gives the model's name. */
  @Override
  public String toString() {
    return model.spec().name();
  }
}
