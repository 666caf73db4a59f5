package io.github.numloss.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.numloss.check.Check;
import io.github.numloss.io.Json;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The members of a family, such as the losses: records, whose components are the member's
 * parameters. A member is written as {@code name:parameter=value,…} on the command line, and as an
 * object with the same names in JSON. A parameter that is not given has the value of the member
 * that was registered; one of a boxed type, such as {@code Double}, or a list is null then, and the
 * record settles it.
 *
 * @param <T> the family's interface
 */
public final class Registry<T> {
  private static final String NAME = "name";

  private final String noun;
  private final Map<String, Member<T>> byName = new LinkedHashMap<>();
  private final Map<Class<?>, Member<T>> byClass = new HashMap<>();
  private final ObjectMapper mapper = Json.mapper();

  /**
   * A member.
   *
   * @param <T> the family's interface
   * @param name the name that people call it by; lower case and dashes
   * @param standard the member with the parameters that hold unless others are given
   * @param summary what it is, for help: a few words without a full stop
   */
  public record Member<T>(String name, T standard, String summary) {}

  /**
   * Registers members.
   *
   * @param family the family's interface
   * @param noun what one of them is called, such as "loss"
   * @param members the members, each of its own record
   * @throws IllegalArgumentException if two have one name or one class
   */
  public Registry(Class<T> family, String noun, List<Member<T>> members) {
    this.noun = noun;
    mapper.addMixIn(family, Plain.class);
    for (Member<T> member : members) {
      Class<?> type = member.standard().getClass();
      Check.that(
          byName.put(member.name(), member) == null && byClass.put(type, member) == null,
          "the %s %s is registered twice",
          noun,
          member.name());
      mapper.addMixIn(type, Plain.class);
    }
  }

  /**
   * Gives the members in the order in which they were registered.
   *
   * @return all of them
   */
  public List<Member<T>> members() {
    return List.copyOf(byName.values());
  }

  /**
   * Gives the names in the order in which they were registered.
   *
   * @return all of them
   */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * Gives the name of a member.
   *
   * @param member one of the family
   * @return the name that its class was registered under
   * @throws IllegalArgumentException if its class was not
   */
  public String name(T member) {
    return registered(member).name();
  }

  /**
   * Finds a member by its name.
   *
   * @param name a name
   * @return the member, or nothing if there is none of that name
   */
  public Optional<Member<T>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Reads what a user typed.
   *
   * @param text a name, and after a colon parameters, such as {@code numeric:alpha=0.1,beta=0.5}
   * @return the member
   * @throws IllegalArgumentException if there is no such name or parameter, or a value is not one
   *     of the parameter's; the message says what was expected
   */
  public T parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    ObjectNode node = mapper.createObjectNode().put(NAME, name);
    if (colon >= 0) {
      for (String setting : text.substring(colon + 1).split(",", -1)) {
        int equals = setting.indexOf('=');
        Check.that(equals >= 1, "found '%s' in '%s', expected parameter=value", setting, text);
        String parameter = setting.substring(0, equals);
        Check.that(
            node.putIfAbsent(parameter, value(setting.substring(equals + 1))) == null,
            "'%s' gives %s twice",
            text,
            parameter);
      }
    }
    try {
      return read(node);
    } catch (JsonProcessingException e) {
      // Where it is in JSON says nothing to who typed a parameter.
      throw new IllegalArgumentException(
          Json.problem(node, e)
              .replaceFirst("^at \\$\\.", "")
              .replace("no such field", "no such parameter"),
          e);
    }
  }

  /** Takes a number as one, and everything else as text. */
  private JsonNode value(String text) {
    try {
      JsonNode node = mapper.readTree(text);
      return node.isNumber() || node.isBoolean() ? node : TextNode.valueOf(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  /**
   * Gives a member as a user would type it, without the parameters that it has anyway.
   *
   * @param member one of the family
   * @return a name, and after a colon parameters if there are any to name
   */
  public String text(T member) {
    ObjectNode shortest = write(member);
    for (Map.Entry<String, JsonNode> field : List.copyOf(shortest.properties())) {
      ObjectNode shorter = shortest.deepCopy().without(field.getKey());
      if (!field.getKey().equals(NAME) && reads(shorter, member)) {
        shortest = shorter;
      }
    }
    String settings =
        shortest.properties().stream()
            .filter(field -> !field.getKey().equals(NAME))
            .map(field -> field.getKey() + "=" + plain(field.getValue()))
            .collect(Collectors.joining(","));
    return settings.isEmpty() ? name(member) : name(member) + ":" + settings;
  }

  private boolean reads(ObjectNode node, T member) {
    try {
      return read(node).equals(member);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Gives a parameter's value as people type it.
   *
   * @param value the value
   * @return the text, such as 2 for 2.0
   */
  public static String plain(JsonNode value) {
    String text = value.asText();
    return value.isNumber() && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * Gives the parameters of a member.
   *
   * @param member one of the family
   * @return their values by name, in their order; a JSON null where one has none
   */
  public Map<String, JsonNode> parameters(T member) {
    ObjectNode fields = mapper.valueToTree(member);
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    fields.properties().forEach(field -> parameters.put(field.getKey(), field.getValue()));
    return parameters;
  }

  /** Gives a member as JSON: its name, then its parameters. */
  ObjectNode write(T member) {
    ObjectNode node = mapper.createObjectNode().put(NAME, name(member));
    ObjectNode fields = mapper.valueToTree(member);
    fields
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                node.set(field.getKey(), field.getValue());
              }
            });
    return node;
  }

  /** Reads a member from JSON. */
  T read(JsonNode json) throws JsonProcessingException {
    if (!json.isObject()) {
      throw new JsonMappingException(null, "found %s, expected an object".formatted(json));
    }
    JsonNode name = json.get(NAME);
    Member<T> member = name == null ? null : byName.get(name.asText());
    if (member == null) {
      throw new JsonMappingException(
          null,
          "%s, expected one of %s"
              .formatted(
                  name == null ? "the name is missing" : "found '%s'".formatted(name.asText()),
                  String.join(", ", byName.keySet())));
    }
    Class<?> type = member.standard().getClass();
    ObjectNode whole = mapper.valueToTree(member.standard());
    for (RecordComponent parameter : type.getRecordComponents()) {
      if (Number.class.isAssignableFrom(parameter.getType())
          || List.class.isAssignableFrom(parameter.getType())) {
        whole.remove(parameter.getName());
      }
    }
    json.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals(NAME)) {
                whole.set(field.getKey(), field.getValue());
              }
            });
    @SuppressWarnings("unchecked")
    T read = (T) mapper.treeToValue(whole, type);
    return read;
  }

  private Member<T> registered(T member) {
    Member<T> registered = byClass.get(member.getClass());
    if (registered == null) {
      throw new IllegalArgumentException(
          "%s is not registered as a %s".formatted(member.getClass().getName(), noun));
    }
    return registered;
  }
}
