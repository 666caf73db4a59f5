package io.github.numloss.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/**
 * Writes a family's members as JSON with their names. Each family has a subclass, which Jackson can
 * make.
 *
 * @param <T> the family's interface
 */
public abstract class MemberWriter<T> extends JsonSerializer<T> {
  private final Registry<T> registry;

  /**
   * Settles the family.
   *
   * @param registry its members
   */
  protected MemberWriter(Registry<T> registry) {
    this.registry = registry;
  }

  @Override
  public void serialize(T member, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeTree(registry.write(member));
  }
}
