package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of tables that are wrong; in them / stands for the end of a line. */
final class WrongTablesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | it is empty, expected a line of names and a line for each example",
        "a,y | found a line of names only, expected a line for each example after it",
        "a b/1 2 | line 1: found one column, 'a b', expected at least two, separated by commas, semicolons or tabs",
        "1,2/3,4 | line 1: found only numbers, expected the names of the columns; write them there, or say which column is the value, counted from 1, such as --column value=1",
        ",a,y/0,1,2 | line 1: column 1 has no name, expected one; if it numbers the rows, leave it out (in pandas, to_csv(index=False))",
        "a,y,/1,2, | line 1: column 3 has no name, expected one; name it, or remove the separator that ends the lines",
        "a,b,a,y/1,2,3,4 | line 1: columns 1 and 3 are both named 'a', expected different names; rename one",
        "a,b,c/1,2,3 | none of the columns 'a', 'b', 'c' is known to be the value, as label, target, class or y would be; say which is, such as --column value=c",
        "a,label,target/1,2,3 | columns 'label', 'target' could all be the value, expected one; say which is, such as --column value=label",
        "a,b,split/1,2,train | none of the columns 'a', 'b', 'split' is known to be the value, as label, target, class or y would be; say which is, such as --column value=b",
        "a,age,b/1,2,3 | none of the columns 'a', 'age', 'b' is known to be the value",
        "grade,a,rating/1,2,3 | columns 'grade', 'rating' could all be the value, expected one",
        "y,group/1,2 | found no column of features beside 'y', expected at least one, of the columns 'y', 'group'",
        "id,a,y/1,2,3 | column 'id' would be a feature, but such a name is one of rows; leave it out with --column ignore=id, or rename it",
        "a,y/1,2//3 | line 4: found 1 values, expected 2, one for each column; put a text that has a separator in it into quotes",
        "a,y/1,2/3,4,5 | line 3: found 3 values, expected 2, one for each column; put a text that has a separator in it into quotes",
        "a,y/1,2/1o,4 | line 3, column 'a': found '1o', expected a number",
        "a,sex,y/1,M,4 | line 2, column 'sex': found 'M', expected a number; a column of texts is no feature: put numbers in its place (a column of 0 and 1 for each text), or leave it out with --column ignore=sex",
        "a,y/1,low | line 2, column 'y': found 'low', expected a number; put the number that each text stands for in its place",
        "a,y/1,2/3, | line 3, column 'y': found '', expected a number; remove the row",
        "a,y/1,2/NA,4 | line 3, column 'a': found 'NA', expected a number; remove the row, or say how to fill it with --missing mean, median or a number",
        "a,y/inf,4 | line 2, column 'a': found 'inf', expected a number",
        "a,y/1e999,4 | line 2, column 'a': found '1e999', expected a finite number",
        "a,y/1e39,4 | line 2, column 'a': found '1e39', expected a number of at most 3.4e38",
        "a,y/0x1p3,4 | line 2, column 'a': found '0x1p3', expected a number",
        "a,y/\"2,5\",4 | line 2, column 'a': found '2,5', expected a number with a decimal point; a comma needs columns that are separated by semicolons",
        "a;y/2,5;4/2.5;4 | line 3, column 'a': found '2.5', expected a number with a decimal comma, as in the lines before",
        "a;y/2.5;4/2,5;4 | line 3, column 'a': found '2,5', expected a number with a decimal point, as in the lines before",
        "a;y/1.234,5;4 | line 2, column 'a': found '1.234,5', expected a number",
        "a,sample_weight,y/1,-1,4 | line 2, column 'sample_weight': found '-1', expected a weight of at least 0",
        "a,split,y/1,train,4/1,holdout,4 | line 3, column 'split': found 'holdout', expected train, validation or test; if this column is no split, leave it out with --column ignore=split",
        "a,group,y/1,,4 | line 2, column 'group': found '', expected a text; fill it in, or remove the row",
        "a,split,subset,y/1,train,train,4 | columns 'split', 'subset' could all be the split, expected one; say which with --column split=split",
        "a,b,y/1.png,2.png,4 | columns 'a', 'b' all name pictures, expected one; say which with --column picture=a",
        "picture,y/1.png,4/,5 | line 3, column 'picture': found '', expected a text; fill it in, or remove the row",
        "y,pixel0,pixel1,pixel2/1,2,3,4 | 3 columns of pixels make no square, expected their size in dataset.json, such as \"size\": [1, 1], \"channels\": 3",
        "y,pixel0,pixel2,pixel1,pixel3/1,2,3,4,5 | column 'pixel2' follows 'pixel0', expected the pixels in their order, with none left out",
        "y,1x1,2x1,1x2,2x2/1,2,3,4,5 | column '2x1' is found where '1x2' is expected, as pixels 1x1 to 2x2 go row by row",
        "y,id,pixel0,pixel1,pixel2,pixel3/1,2,3,4,5,6 | column 'id' stands beside 4 columns of pixels, expected none but them; leave it out with --column ignore=id",
        "y,pixel0/1,256 | line 2, column 'pixel0': found '256', expected a pixel, a whole number from 0 to 255",
        "y,pixel0/1,0.5 | line 2, column 'pixel0': found '0.5', expected a pixel, a whole number from 0 to 255; multiply all by 255 and round them",
        "a,y/1,\"2 | after line 1: found a quote that is not closed, expected another one; close it, or"
      })
  void saysWhatIsWrongAndWhatToDo(String text, String problem) throws IOException {
    assertRefused(text, TableDescription.NONE, problem);
  }

  @Test
  void saysWhatIsWrongWithADescription() throws IOException {
    assertRefused(
        "a,y/1,2",
        description("z", List.of(), 0),
        "its value is said to be column 'z', but there is no such one, expected one of 'a', 'y'");
    assertRefused(
        "a,y/1,2",
        description("y", List.of("y"), 0),
        "column 'y' is said to be two things, expected one");
    assertRefused(
        "a,b,y/1,2,3",
        description("y", List.of(), 2),
        "found 2 columns of pixels, expected 2 x 2 x 1, as the size says; leave others out"
            + " with --column ignore=NAME");
  }

  /** A test's columns go by their names, wherever they stand. */
  @Test
  void aTestHasTheColumnsThatAreLearned() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "a,b,y\n1,2,3\n4,5,6\n");
    Files.writeString(folder.resolve("test.csv"), "b,y,a\n1,3,7\n");
    DataReader reader = new CsvFormat(Formats.PICTURES).open(folder, Description.NONE, null);
    assertThat(reader.read(Part.TEST).inputs().numbers(0, 1)).containsExactly(7, 1);
    assertThat(reader.read(Part.TRAIN).inputs().numbers(1, 1)).containsExactly(4, 5);
  }

  private static TableDescription description(String value, List<String> ignored, int side) {
    return new TableDescription(
        value, null, null, null, null, ignored, side, side, 1, false, List.of(), true);
  }

  @Test
  void saysWhatOtherFilesAre() throws IOException {
    assertBytesRefused(
        "a,y\n1,2\n".getBytes(StandardCharsets.UTF_16),
        "it is text of UTF-16, expected UTF-8; save it as \"CSV UTF-8\"");
    assertBytesRefused(
        "a,y\né,2\n".getBytes(Charset.forName("windows-1252")),
        "after line 0: found bytes that are not UTF-8; save it as \"CSV UTF-8\"");
    assertBytesRefused(
        new byte[] {'P', 'K', 3, 4, 0},
        "it is a zip file or a workbook, expected a table of text; save it as CSV");
    assertBytesRefused(new byte[] {'a', ',', 0}, "byte 2 is 0, expected a table of text");
  }

  private void assertRefused(String text, TableDescription description, String problem)
      throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), text.replace('/', '\n'));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvReader.read(CsvFile.open(file), description))
        .withMessageStartingWith(file + ": " + problem);
  }

  private void assertBytesRefused(byte[] bytes, String problem) throws IOException {
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvReader.read(CsvFile.open(file), TableDescription.NONE))
        .withMessage(file + ": " + problem);
  }
}
