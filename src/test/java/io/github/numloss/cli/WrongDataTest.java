package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong data sets, each with the whole sentence that is said of it: wrong-data.txt. */
final class WrongDataTest {
  @TempDir private Path temporary;

  static List<WrongData> all() throws IOException {
    return WrongData.all();
  }

  @Test
  void thereAreManyAndEachIsNamedOnce() throws IOException {
    assertThat(all()).hasSizeGreaterThan(80).extracting(WrongData::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachEndsWithItsSentence(WrongData data) throws IOException {
    Path folder = temporary.resolve("DATA");
    data.make(folder);
    List<Object> arguments = new ArrayList<>(List.of("data", "describe"));
    Arrays.stream(data.arguments().split("  *", -1))
        .map(word -> word.startsWith("DATA") ? temporary.resolve(word).toString() : word)
        .forEach(arguments::add);
    arguments.add("--json");
    Run run = Run.of(arguments.toArray());
    if (run.code() == ExitCode.DONE) {
      assertThat(found(run.out())).isEqualTo(data.said());
    } else {
      String said = run.err().strip().replace(temporary + "/", "").replaceFirst("^numloss: ", "");
      assertThat(said).isEqualTo(data.said());
      assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    }
  }

  private static String found(String json) throws IOException {
    JsonNode facts = new ObjectMapper().readTree(json);
    int count = facts.path("trainExamples").asInt() + facts.path("testExamples").asInt();
    List<String> values = new ArrayList<>();
    facts.path("classes").forEach(one -> values.add(one.path("value").asText()));
    String shape =
        facts.path("shape").isArray()
            ? facts.path("shape").toString()
            : facts.path("shape").asText();
    return "works: "
        + count
        + " examples of shape "
        + shape
        + ", classes "
        + String.join(", ", values);
  }
}
