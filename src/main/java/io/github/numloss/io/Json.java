package io.github.numloss.io;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Records to JSON and back. Fields that are unknown, missing, null or there twice are refused, and
 * so are numbers that are not finite; a component that may be null says so with {@code
 * JsonSetter(nulls = Nulls.SET)}.
 */
public final class Json {
  /** The most bytes of a file that is read. */
  public static final int MOST_BYTES = 16 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
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
                  .addSerializer(Double.class, new FiniteDouble())
                  .addDeserializer(double.class, new FiniteNumber())
                  .addDeserializer(Double.class, new FiniteNumber()))
          .build();

  /** The attribute of a deserialization context that holds the folder of the file. */
  private static final Object FOLDER = "folder";

  private Json() {}

  /**
   * Finds a file that a JSON file names.
   *
   * @param context the context in which the JSON file is read
   * @param path the path in it, from its folder unless it is absolute
   * @return the file
   * @throws java.nio.file.InvalidPathException if it is no path
   */
  public static Path beside(DeserializationContext context, String path) {
    return context.getAttribute(FOLDER) instanceof Path folder
        ? folder.resolve(path)
        : Path.of(path);
  }

  /**
   * Gives a mapper that reads and writes as this class does.
   *
   * @return a copy, to be changed at will
   */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /**
   * Says what is wrong with JSON that a program made.
   *
   * @param json what was read
   * @param fault what reading it came to
   * @return where the fault is, what was found there, and what was expected
   */
  public static String problem(JsonNode json, JsonProcessingException fault) {
    return JsonFault.of(MAPPER, fault, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a JSON file of at most 16 MiB.
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
    return parse(file, InputFile.read(file, MOST_BYTES), type);
  }

  /**
   * Takes the bytes of a JSON file that was read.
   *
   * @param <T> the type to read
   * @param file the file, for messages
   * @param bytes its bytes
   * @param type the record that it holds
   * @return what they say
   * @throws DataException if it isn't such a record; the message has the path inside the JSON
   */
  public static <T> T parse(Path file, byte[] bytes, Class<T> type) throws DataException {
    try {
      T value = MAPPER.readerFor(type).withAttribute(FOLDER, file.getParent()).readValue(bytes);
      if (value == null) {
        throw new DataException(file, "found null, expected an object");
      }
      return value;
    } catch (DataException e) {
      throw e;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof DataException ofOtherFile) {
        throw ofOtherFile;
      }
      throw new DataException(file, JsonFault.of(MAPPER, e, bytes), e);
    } catch (IOException e) {
      throw new DataException(file, "it is not JSON (%s)".formatted(e.getMessage()), e);
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
   * Gives a value as a tree of JSON.
   *
   * @param value a record
   * @return the tree
   */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
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
   * Gives the fields of a value one by one, those of values and arrays inside it too.
   *
   * @param value a record
   * @return the fields by their paths, such as {@code optimizer.name} or {@code seeds[0]}, in
   *     order; an empty array is a field of its own
   */
  public static Map<String, String> fields(Object value) {
    Map<String, String> fields = new LinkedHashMap<>();
    addFields("", MAPPER.valueToTree(value), fields);
    return fields;
  }

  /**
   * Says in which fields two values differ.
   *
   * @param before the fields of one, as {@link #fields} gives them
   * @param now the fields of the other
   * @return such as "seed is 1, now 2, …"; empty if they are the same
   */
  public static String differences(Map<String, String> before, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(name -> !String.valueOf(before.get(name)).equals(now.get(name)))
        .map(name -> "%s is %s, now %s".formatted(name, before.get(name), now.get(name)))
        .collect(Collectors.joining(", "));
  }

  private static void addFields(String path, JsonNode node, Map<String, String> fields) {
    if (node.isValueNode()) {
      fields.put(path, node.asText());
    } else if (node.isArray() && node.isEmpty()) {
      fields.put(path, "[]");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      addFields(path + "[" + i + "]", node.get(i), fields);
    }
    node.properties()
        .forEach(
            field ->
                addFields(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    fields));
  }

  /** Refuses what is no number, such as a text that says NaN, or one beyond the finite ones. */
  private static final class FiniteNumber extends StdScalarDeserializer<Double> {
    @Serial private static final long serialVersionUID = 1;

    FiniteNumber() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.currentToken().isNumeric() || !Double.isFinite(json.getDoubleValue())) {
        throw JsonMappingException.from(
            json, "found %s, expected a finite number".formatted(json.getText()));
      }
      return json.getDoubleValue();
    }
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
