package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.classes.ClassWeights;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassWeightsFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("weights.csv"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,1\n7.5,0.25\n",
        "value,weight\r\n7.5,2.5e-1\r\n-0,1",
        "\uFEFF\"value\", \"weight\"\n\n0, 1.0\n7.5, .25\n\n"
      })
  void readsAWeightForEachClassValue(String text) throws IOException {
    assertThat(ClassWeightsFile.read(file(text)))
        .isEqualTo(ClassWeights.of(Map.of(0f, 1.0, 7.5f, 0.25)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | it has no class weights, expected a row of class value and weight for each class",
        "value,weight | it has no class weights",
        "0,1/1 | line 2: found 1 values, expected a class value and a weight",
        "0,1/1,2,3 | line 2: found 3 values, expected a class value and a weight",
        "v,w/0,1/1,x | line 3, value 2: found 'x', expected a finite number such as 0.5",
        "0,1/1,NaN | line 2, value 2: found 'NaN', expected a finite number",
        "0,1/1,-0.5 | line 2: the weight is -0.5, expected at least 0",
        "0,1//0.0,2 | line 3: class value 0.0 is there twice",
        "0,1/1e99,2 | line 2: class value 1.0E99 is beyond the numbers that can be learned",
        "0,0/1,0 | all class weights are 0",
        "0;1/1;2 | line 1: found 1 values, expected a class value and a weight"
      })
  void saysWhatIsWrongAndWhere(String text, String problem) throws IOException {
    Path file = file(text.replace('/', '\n'));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ClassWeightsFile.read(file))
        .withMessageStartingWith(file + ": " + problem);
  }
}
