package io.github.numloss.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what is wrong with a JSON file in the user's words, not in those of Java or of Jackson. */
final class JsonFault {
  private static final int MOST_LETTERS = 60;

  private final ObjectMapper mapper;
  private final JsonProcessingException fault;
  private final byte[] bytes;

  private JsonFault(ObjectMapper mapper, JsonProcessingException fault, byte[] bytes) {
    this.mapper = mapper;
    this.fault = fault;
    this.bytes = bytes;
  }

  /** Says where the fault is, what was found there, and what was expected. */
  static String of(ObjectMapper mapper, JsonProcessingException fault, byte[] bytes) {
    JsonFault found = new JsonFault(mapper, fault, bytes);
    return found.where() + found.what() + found.line();
  }

  private List<JsonMappingException.Reference> path() {
    return fault instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
  }

  private String where() {
    return path().isEmpty()
        ? ""
        : path().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
            .collect(Collectors.joining("", "at $", ": "));
  }

  private String line() {
    return fault.getLocation() == null || fault.getLocation().getLineNr() < 1
        ? ""
        : String.format(
            Locale.ROOT,
            " (line %d, column %d)",
            fault.getLocation().getLineNr(),
            fault.getLocation().getColumnNr());
  }

  private String what() {
    if (fault.getCause() instanceof IllegalArgumentException cause) {
      return String.valueOf(cause.getMessage());
    }
    if (fault instanceof UnrecognizedPropertyException unknown) {
      String known = sorted(unknown.getKnownPropertyIds());
      return "there is no such field, expected " + (known.isEmpty() ? "none" : "one of " + known);
    }
    if (fault instanceof JsonEOFException) {
      return "it ends before its JSON does";
    }
    if (fault instanceof InvalidNullException) {
      return "it is missing or null" + beside();
    }
    boolean isOver = fault.getOriginalMessage().startsWith("Trailing token");
    if (!isOver
        && fault instanceof MismatchedInputException mismatched
        && mismatched.getTargetType() != null) {
      return "found %s, expected %s".formatted(found(), expected(mismatched.getTargetType()));
    }
    if (fault.getCause() instanceof InputCoercionException coercion) {
      return "found %s, expected %s".formatted(found(), expected(coercion.getTargetType()));
    }
    return plain(fault.getOriginalMessage());
  }

  /** Names the fields that are there, among which the missing one may stand misspelled. */
  private String beside() {
    String fields =
        node(path().subList(0, path().size() - 1)).properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "" : ", found " + fields;
  }

  private String found() {
    JsonNode node = node(path());
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list";
    }
    String text = node.toString();
    return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + " ..." : text;
  }

  private JsonNode node(List<JsonMappingException.Reference> path) {
    try {
      JsonNode node = mapper.readTree(bytes);
      for (JsonMappingException.Reference step : path) {
        node =
            step.getFieldName() == null
                ? node.path(step.getIndex())
                : node.path(step.getFieldName());
      }
      return node;
    } catch (IOException e) {
      return mapper.missingNode();
    }
  }

  private static String expected(Class<?> raw) {
    JavaType type = TypeFactory.defaultInstance().constructType(raw);
    if (type.isEnumType()) {
      return "one of "
          + Arrays.stream(raw.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (raw == int.class || raw == Integer.class) {
      return String.format(
          Locale.ROOT, "a whole number from %d to %d", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (raw == long.class || raw == Long.class) {
      return "a whole number of at most 63 bits";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw == String.class) {
      return "a text";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(raw)) {
      return "a number";
    }
    return type.isCollectionLikeType() || type.isArrayType() ? "a list" : "an object";
  }

  private static String sorted(Collection<Object> names) {
    return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  /** Drops what Jackson advises to programmers. */
  private static String plain(String message) {
    String plain =
        message
            .replaceAll(
                "Non-standard token '(-?[A-Za-z]+)'.*", "found $1, expected a finite number")
            .replaceAll("Unrecognized token '([^']*)'.*", "found '$1', expected a value")
            .replaceAll("Illegal unquoted character .*", "a text holds a line break or a tab")
            .replaceAll("Trailing token .*", "more follows where it should end")
            .replaceAll(": enable `[^`]*` to allow", "")
            .replaceAll("maybe a \\(non-standard\\) comment.*", "JSON has no comments; remove them")
            .replaceAll("(?:was expecting|expected) [a-z ]*\\(JSON String.*", "expected a value")
            .replaceAll(", from `[^`]*`", "")
            .replaceAll(" \\(code [0-9]+[^)]*\\)", "");
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }
}
