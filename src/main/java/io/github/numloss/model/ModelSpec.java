package io.github.numloss.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.check.Check;
import io.github.numloss.layer.Layer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A model: a list of layers that takes images of any size which the layers can take. The layer that
 * gives the outputs is not among them, as it depends on the number of classes: {@link Network#of}
 * appends it.
 *
 * <p>As JSON it is the name alone where it is one of {@link Models#builtIn}, and an object with
 * name and layers otherwise.
 *
 * @param name the name in tables and names of folders: letters, digits and dashes
 * @param layers the layers from the image on
 */
@JsonSerialize(using = ModelJson.Writer.class)
@JsonDeserialize(using = ModelJson.Reader.class)
public record ModelSpec(String name, List<Layer> layers) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final int MOST_LAYERS = 1000;

  /**
   * Checks the name and the number of layers.
   *
   * @throws IllegalArgumentException if the name has other characters, or there are no layers or
   *     more than a thousand
   */
  public ModelSpec {
    requireName(name);
    Check.that(
        !layers.isEmpty() && layers.size() <= MOST_LAYERS,
        "layers has %d layers, expected 1 to %d",
        layers.size(),
        MOST_LAYERS);
    layers = List.copyOf(layers);
  }

  /**
   * Checks the name of a model or of its place in a plan.
   *
   * @param name the name
   * @throws IllegalArgumentException if it can't be part of a folder's name
   */
  public static void requireName(String name) {
    Check.that(
        NAME.matcher(name).matches(),
        "name is '%s', expected 1 to 100 letters, digits and dashes",
        name);
  }

  /** Gives the name. */
  @Override
  public String toString() {
    return name;
  }
}
