package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
  @TempDir private Path folder;
  private Path file;

  /** A colour. */
  enum Colour {
    RED
  }

  /** One of each kind. */
  record Thing(
      int count,
      double size,
      Colour colour,
      List<String> names,
      @JsonSetter(nulls = Nulls.SET) Double weight) {}

  private static final String GOOD =
      "{\"count\": 1, \"size\": 2.5, \"colour\": \"RED\", \"names\": [\"a\"], \"weight\": 3}";

  @BeforeEach
  void name() {
    file = folder.resolve("thing.json");
  }

  private void assertRefused(String text, String problem) throws IOException {
    Files.writeString(file, text);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(file, Thing.class))
        .withMessageStartingWith(file + ": " + problem)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .as("words that only programmers know")
                    .doesNotContain(
                        "`", "java", "Feature", "Coerc", "Deserial", "com.", "token", "Thing"));
  }

  @Test
  void whatMayBeNullMayBeMissing() throws IOException {
    Thing thing = new Thing(1, 2.5, Colour.RED, List.of("a"), null);
    Files.writeString(file, GOOD.replace("3", "null"));
    assertThat(Json.read(file, Thing.class)).isEqualTo(thing);
    Files.writeString(file, GOOD.replace(", \"weight\": 3", ""));
    assertThat(Json.read(file, Thing.class)).isEqualTo(thing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"count\": 1    | \"count\": 1, \"count\": 2 | duplicate field 'count'",
        "\"count\": 1    | \"cuont\": 1       | at $.count: it is missing or null, found cuont, size",
        "\"count\": 1    | \"count\": null    | at $.count: it is missing or null",
        "\"count\": 1    | \"count\": \"1\"   | at $.count: found \"1\", expected a whole number from -2147483648 to 2147483647",
        "\"count\": 1    | \"count\": 1.5     | at $.count: found 1.5, expected a whole number",
        "\"count\": 1    | \"count\": 1e99    | at $.count: found 1.0E99, expected a whole number",
        "\"count\": 1    | \"count\": 2147483648 | at $.count: found 2147483648, expected a whole number",
        "2.5             | \"NaN\"            | at $.size: found NaN, expected a finite number",
        "2.5             | \"2.5\"            | at $.size: found 2.5, expected a finite number",
        "2.5             | 1e999              | at $.size: found 1e999, expected a finite number",
        "2.5             | true               | at $.size: found true, expected a finite number",
        "\"RED\"         | 0                  | at $.colour: found 0, expected one of RED",
        "\"RED\"         | \"BLUE\"           | at $.colour: found \"BLUE\", expected one of RED",
        "\"RED\"         | {\"a\": 1}         | at $.colour: found an object, expected one of RED",
        "[\"a\"]         | \"a\"              | at $.names: found \"a\", expected a list",
        "[\"a\"]         | {}                 | at $.names: found an object, expected a list",
        "[\"a\"]         | [[1]]              | at $.names[0]: found a list, expected a text",
        "\"RED\"         | \"R\tD\"           | at $.colour: a text holds a line break or a tab",
        "2.5             | NaN                | found NaN, expected a finite number",
        "2.5             | +1                 | unexpected character ('+') in numeric value",
        "2.5             | 01                 | invalid numeric value: Leading zeroes not allowed",
        "2.5             | 1 /* one */        | unexpected character ('/'): JSON has no comments; remove them",
        "2.5             | 'one'              | unexpected character ('''): expected a value",
        "2.5             | 1,                 | unexpected character (',')",
        "[\"a\"]         | [\"a\", null]      | at $.names[1]: it is missing or null",
        "[\"a\"]         | null               | at $.names: it is missing or null"
      })
  void whatIsNotAsItShouldBeIsNamed(String right, String wrong, String problem) throws IOException {
    assertRefused(GOOD.replace(right, wrong), problem);
  }

  @Test
  void whatIsNoObjectIsRefused() throws IOException {
    assertRefused("", "");
    assertRefused("null", "found null, expected an object");
    assertRefused("[]", "found a list, expected an object");
    assertRefused("1", "found 1, expected an object");
    assertRefused(GOOD + "x", "found 'x', expected a value");
    assertRefused(GOOD + GOOD, "more follows where it should end");
  }

  @Test
  void aDeepOneEndsNoStack() throws IOException {
    assertRefused("[".repeat(1_000_000), "");
    assertRefused(GOOD.replace("3", "3, \"x\": " + "[".repeat(1_000_000)), "");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(3L << 30);
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(file, Thing.class))
        .withMessage(file + ": found 3221225472 bytes, expected at most 16777216");
  }

  @Test
  void fieldsAreThoseOfArraysToo() {
    record Inner(int[] numbers) {}
    record Outer(String name, List<Inner> inner, List<String> none) {}
    assertThat(
            Json.fields(
                new Outer(
                    "a",
                    List.of(new Inner(new int[] {1, 2}), new Inner(new int[] {3})),
                    List.of())))
        .containsExactly(
            entry("name", "a"),
            entry("inner[0].numbers[0]", "1"),
            entry("inner[0].numbers[1]", "2"),
            entry("inner[1].numbers[0]", "3"),
            entry("none", "[]"));
  }

  @Test
  void aFolderIsNoFile() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(folder, Thing.class))
        .withMessage(folder + ": found a folder or a device, expected a file");
  }

  /** An escape sequence in a message would steer the terminal that shows it. */
  @Test
  void whatIsQuotedIsMadePrintable() throws IOException {
    assertRefused(
        GOOD.replace("3", "3, \"\\u001b[2J\": 1"),
        "at $.\\u001b[2J: there is no such field, expected one of colour, count, names");
  }
}
