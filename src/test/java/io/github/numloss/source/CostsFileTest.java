package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.classes.Costs;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostsFileTest {
  private static final Costs COSTS =
      Costs.of(new double[][] {{0, 2.5, 1e3}, {1, 0, -1}, {4, 3, 0}});

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("costs.csv"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,2.5,1e3\n1,0,-1\n4,3,0\n",
        "0,2.5,1e3\r\n1,0,-1\r\n4,3,0",
        "0,1,2\n0,2.5,1e3\n1,0,-1\n4,3,0\n",
        "low,middle,\"high, or more\"\n0,2.5,1e3\n1,0,-1\n4,3,0\n",
        "\uFEFF0, 2.5, 1000\n\n1, 0, -1\n\n4, 3, 0\n\n",
        "\"0\",\"2.5\",\"1e3\"\n1,0,-1\n4,3,0\n"
      })
  void readsASquareWithOrWithoutNames(String text) throws IOException {
    assertThat(CostsFile.read(file(text))).isEqualTo(COSTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | it is empty, expected a row of costs for each class",
        "a,b | found 0 rows and 2 columns of costs, expected as many rows as columns",
        "0,1 | found 1 rows and 2 columns of costs, expected as many rows as columns",
        "5 | 1 rows of costs, expected one a class, at least 2",
        "0,1/1,0/2,2/3,3 | found 4 rows and 2 columns of costs",
        "0,1//1 | line 3 has 1 values, expected 2, as in line 1",
        "a,b/0,1/1,0,5 | line 3 has 3 values, expected 2, as in line 1",
        "0,1/x,0 | line 2, value 1: found 'x', expected a finite number such as 0.5",
        "0,1/1,NaN | line 2, value 2: found 'NaN', expected a finite number",
        "0,1/1,1e999 | line 2, value 2: found '1e999', expected a finite number",
        "0,1/1, | line 2, value 2: found '', expected a finite number",
        "0;1/1;0 | line 2, value 1: found '1;0', expected a finite number such as 0.5; values are separated by commas",
        "0,1/1,\"0 | it is not CSV ("
      })
  void saysWhatIsWrongAndWhere(String text, String problem) throws IOException {
    Path file = file(text.replace('/', '\n'));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CostsFile.read(file))
        .withMessageStartingWith(file + ": " + problem);
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none.csv");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CostsFile.read(none))
        .withMessageStartingWith(none + ": ");
  }
}
