package io.github.numloss.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;

/**
 * Reads a family's members from JSON by their names. Each family has a subclass, which Jackson can
 * make.
 *
 * @param <T> the family's interface
 */
public abstract class MemberReader<T> extends StdDeserializer<T> {
  @Serial private static final long serialVersionUID = 1;

  private final transient Registry<T> registry;

  /**
   * Settles the family.
   *
   * @param family the family's interface
   * @param registry its members
   */
  protected MemberReader(Class<T> family, Registry<T> registry) {
    super(family);
    this.registry = registry;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    return read(context.readTree(json));
  }

  /**
   * Reads a member that was parsed already.
   *
   * @param json an object with a name and parameters
   * @return the member
   * @throws IOException if there is no such member or parameter
   */
  protected final T read(JsonNode json) throws IOException {
    return registry.read(json);
  }
}
