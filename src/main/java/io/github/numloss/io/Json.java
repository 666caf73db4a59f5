package io.github.numloss.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Records to JSON and back: unknown fields are refused, and NaN and Infinity never written. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new FiniteDouble())
                  .addSerializer(Double.class, new FiniteDouble()))
          .build();

  private Json() {}

  /**
   * Reads a JSON file.
   *
   * @param <T> the type to read
   * @param file the file
   * @param type the record that it holds
   * @return what was read
   * @throws DataException if there is no such file, or it isn't such a record; the message has the
   *     path inside the JSON
   * @throws IOException if it can't be read
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, Files.exists(file) ? "it is no file" : "there is no such file");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new DataException(file, problem(e), e);
    }
  }

  /**
   * Reads a JSON file that is part of the program.
   *
   * @param <T> the type to read
   * @param beside a class in the same package
   * @param name the file's name
   * @param type the record that it holds
   * @return what was read
   */
  public static <T> T readResource(Class<?> beside, String name, Class<T> type) {
    try (InputStream stream = beside.getResourceAsStream(name)) {
      return MAPPER.readValue(stream, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a JSON file, indented, whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param value a record
   * @throws IOException if it can't be written
   */
  public static void write(Path file, Object value) throws IOException {
    byte[] bytes = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    AtomicFiles.writeFile(
        file,
        stream -> {
          stream.write(bytes);
          stream.write('\n');
        });
  }

  /**
   * Gives a value as indented JSON.
   *
   * @param value a record
   * @return the text, without a line end
   */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives a value as one line of JSON.
   *
   * @param value a record
   * @return the text, without a line end
   */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives the fields of a value one by one, those of values inside it too.
   *
   * @param value a record
   * @return the fields by their paths, such as {@code optimizer.name}, in order
   */
  public static Map<String, String> fields(Object value) {
    Map<String, String> fields = new LinkedHashMap<>();
    addFields("", MAPPER.valueToTree(value), fields);
    return fields;
  }

  private static void addFields(String path, JsonNode node, Map<String, String> fields) {
    if (node.isValueNode()) {
      fields.put(path, node.asText());
    }
    node.properties()
        .forEach(
            field ->
                addFields(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    fields));
  }

  private static String problem(JsonProcessingException e) {
    String where = "";
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      where =
          mapping.getPath().stream()
              .map(
                  r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
              .collect(Collectors.joining("", "at $", ": "));
    }
    String line =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return where + fault(e) + line;
  }

  /** Says what is wrong without Jackson's advice to programmers. */
  private static String fault(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cause.getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no such field, expected one of "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e instanceof JsonEOFException) {
      return "it ends before its JSON does";
    }
    String message = e.getOriginalMessage();
    return message.startsWith("Cannot map `null`") ? "it is missing or null" : message;
  }

  /** Refuses what JSON has no number for. */
  private static final class FiniteDouble extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw JsonMappingException.from(json, "JSON has no number for " + value);
      }
      json.writeNumber(value);
    }
  }
}
