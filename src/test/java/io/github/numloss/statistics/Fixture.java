package io.github.numloss.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;

/** What SciPy and NumPy say of some samples. */
final class Fixture {
  private static final Path FOLDER = Path.of("src/test/resources/io/github/numloss/statistics");

  private Fixture() {}

  static List<JsonNode> cases(String name) throws IOException {
    return cases("statistics_fixture.json", name);
  }

  static List<JsonNode> ranks(String name) throws IOException {
    return cases("ranks_fixture.json", name);
  }

  private static List<JsonNode> cases(String file, String name) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    new ObjectMapper().readTree(FOLDER.resolve(file).toFile()).get(name).forEach(cases::add);
    return cases;
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  static List<Double> nullableDoubles(JsonNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(value -> values.add(value.isNull() ? null : value.asDouble()));
    return values;
  }

  /** Gives how far a number may be from an expected one. */
  static Offset<Double> close(double expected) {
    return Offset.offset(1e-10 * Math.abs(expected));
  }
}
