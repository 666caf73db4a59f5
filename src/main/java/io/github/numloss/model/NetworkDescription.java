package io.github.numloss.model;

import io.github.numloss.layer.Layer;
import io.github.numloss.layer.NamedLayer;
import java.util.List;

/**
 * What a network is made of, for people and for programs that build the same one.
 *
 * @param name the network's name
 * @param parameterCount how many numbers it learns
 * @param layers its layers, from the image to the logits
 */
public record NetworkDescription(String name, long parameterCount, List<Row> layers) {
  /**
   * A layer.
   *
   * @param name its name in the network, such as "dense_2"
   * @param kind the kind of layer, such as "dense"
   * @param settings the layer's settings, by the names of its components
   * @param description the kind and its settings in a few words
   * @param outputShape the shape of its output, without the batch
   * @param parameterCount how many numbers it learns
   */
  public record Row(
      String name,
      String kind,
      Layer settings,
      String description,
      long[] outputShape,
      long parameterCount) {}

  /**
   * Describes a network.
   *
   * @param name the network's name
   * @param network the network
   * @return its description
   */
  public static NetworkDescription of(String name, Network network) {
    return new NetworkDescription(
        name,
        network.parameterCount(),
        network.layers().stream().map(NetworkDescription::row).toList());
  }

  private static Row row(NamedLayer named) {
    return new Row(
        named.name(),
        named.layer().kind(),
        named.layer(),
        named.layer().description(),
        named.output().asArray(),
        named.parameterCount());
  }
}
