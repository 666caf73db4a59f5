package io.github.numloss.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.github.numloss.layer.Layer;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** A model in JSON: the name of a built-in one, or an object with name and layers. */
final class ModelJson {
  private ModelJson() {}

  /** A model that is not built in. */
  private record Whole(String name, List<Layer> layers) {}

  /** Reads a model. */
  static final class Reader extends StdDeserializer<ModelSpec> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(ModelSpec.class);
    }

    @Override
    public ModelSpec deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(json);
      try {
        if (tree.isObject()) {
          Whole whole = context.readTreeAsValue(tree, Whole.class);
          return Models.own(new ModelSpec(whole.name(), whole.layers()));
        }
        return Models.named(tree.isTextual() ? tree.asText() : "")
            .map(ModelFile::spec)
            .orElseThrow(() -> new IllegalArgumentException(expected(tree)));
      } catch (IllegalArgumentException e) {
        throw new JsonMappingException(json, e.getMessage(), e);
      }
    }
  }

  private static String expected(JsonNode found) {
    return "found %s, expected one of %s, or an object with name and layers"
        .formatted(found, Models.names());
  }

  /** Writes a model. */
  static final class Writer extends JsonSerializer<ModelSpec> {
    @Override
    public void serialize(ModelSpec model, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Models.isBuiltIn(model)) {
        json.writeString(model.name());
      } else {
        provider.defaultSerializeValue(new Whole(model.name(), model.layers()), json);
      }
    }
  }
}
