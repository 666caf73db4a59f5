package io.github.numloss.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassWeightsTest {
  private static final ClassValues VALUES = ClassValues.of(-2.5f, 0, 7);

  private static ClassWeights parse(String json) throws IOException {
    byte[] bytes = "{\"w\": %s}".formatted(json).getBytes(StandardCharsets.UTF_8);
    return Json.parse(Path.of("w.json"), bytes, Holder.class).w();
  }

  private record Holder(ClassWeights w) {}

  /** scikit-learn's own example has 1.5 and 0.75 for two and four examples. */
  @Test
  void balancedOnesMakeClassesCountTheSame() {
    assertThat(ClassWeights.BALANCED.of(ClassValues.range(2), new double[] {2, 4}))
        .containsExactly(1.5, 0.75);
    assertThat(ClassWeights.BALANCED.of(ClassValues.range(3), new double[] {2, 0, 4}))
        .containsExactly(1.5, 0, 0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"-2.5\": 0.5, \"0\": 2, \"7\": 0}", "{\"7.0\":0,\"-25e-1\":5e-1,\"-0\":2.0}"})
  void givenOnesAreThoseOfTheirClassValues(String json) throws IOException {
    ClassWeights weights = parse(json);
    assertThat(weights).isEqualTo(ClassWeights.of(Map.of(-2.5f, 0.5, 0f, 2.0, 7f, 0.0)));
    assertThat(weights.of(VALUES, new double[3])).containsExactly(0.5, 2, 0);
    assertThat(weights.of(ClassValues.of(-2.5f, -0f, 7), new double[3])).containsExactly(0.5, 2, 0);
    String written = new ObjectMapper().writeValueAsString(weights);
    assertThat(written).isEqualTo("{\"-2.5\":0.5,\"0.0\":2.0,\"7.0\":0.0}");
    assertThat(parse(written)).isEqualTo(weights).hasSameHashCodeAs(weights);
  }

  @Test
  void balancedIsATextInJson() throws IOException {
    assertThat(parse("\"balanced\"")).isEqualTo(ClassWeights.BALANCED);
    assertThat(new ObjectMapper().writeValueAsString(ClassWeights.BALANCED))
        .isEqualTo("\"balanced\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"even\" | found \"even\", expected \"balanced\" or an object of weights by class value",
        "[1, 2] | found [1,2], expected \"balanced\" or an object of weights by class value",
        "{} | there are no class weights",
        "{\"1\": \"2\"} | the weight of class value 1 is \"2\", expected a number",
        "{\"1\": -2} | the weight of class value 1.0 is -2.0, expected a finite number of at least 0",
        "{\"one\": 2} | found the class value 'one', expected a number",
        "{\"NaN\": 2} | a class value is NaN, expected a finite number",
        "{\"1\": 2, \"1.0\": 3} | class value 1.0 is there twice",
        "{\"1\": 0, \"2\": 0} | all class weights are 0"
      })
  void whatIsWrongIsNamed(String json, String problem) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(json))
        .withMessageContaining(problem);
  }

  @Test
  void thoseOfOtherClassesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassWeights.of(Map.of(0f, 1.0, 7f, 1.0)).of(VALUES, new double[3]))
        .withMessage("the class weights have none for class 0, class value -2.5");
    ClassWeights more = ClassWeights.of(Map.of(-2.5f, 1.0, 0f, 1.0, 7f, 1.0, 8f, 1.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> more.of(VALUES, new double[3]))
        .withMessage(
            "the class weights have one for 8.0, which is no class value: these are [-2.5, 0.0, 7.0]");
  }
}
