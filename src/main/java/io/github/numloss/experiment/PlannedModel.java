package io.github.numloss.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.github.numloss.io.Json;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.InvalidPathException;

/**
 * Reads the model of a plan: a built-in one's name, an object with name and layers, or a model
 * file, whose path starts at the plan's folder.
 */
final class PlannedModel extends StdDeserializer<ModelSpec> {
  @Serial private static final long serialVersionUID = 1;

  PlannedModel() {
    super(ModelSpec.class);
  }

  @Override
  public ModelSpec deserialize(JsonParser json, DeserializationContext context) throws IOException {
    JsonNode tree = context.readTree(json);
    if (tree.isObject()) {
      return context.readTreeAsValue(tree, ModelSpec.class);
    }
    String text = tree.isTextual() ? tree.asText() : "";
    if (ModelFile.isFile(text)) {
      return read(json, context, text);
    }
    return Models.named(text)
        .map(ModelFile::spec)
        .orElseThrow(
            () ->
                JsonMappingException.from(
                    json,
                    "found %s, expected one of %s, a model file that ends in .json, or an object with"
                            .formatted(tree, Models.names())
                        + " name and layers"));
  }

  private static ModelSpec read(JsonParser json, DeserializationContext context, String path)
      throws IOException {
    try {
      return ModelFile.read(Json.beside(context, path)).spec();
    } catch (InvalidPathException e) {
      throw JsonMappingException.from(json, "found '%s', expected a path".formatted(path), e);
    }
  }
}
