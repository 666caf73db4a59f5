package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.io.DataException;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvReaderTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("numloss.home"), "src/test/resources/io/github/numloss/source");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private CsvTable read(String text) throws IOException {
    return read(text, TableDescription.NONE);
  }

  private CsvTable read(String text, TableDescription description) throws IOException {
    return CsvReader.read(CsvFile.open(file(text)), description);
  }

  private static TableDescription value(String name) {
    return new TableDescription(
        name, null, null, null, null, List.of(), 0, 0, 1, false, List.of(), true);
  }

  /** The fixtures, and what pandas reads from them, are from tables_fixture.py. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers.csv", "numbers-comma.csv", "numbers.tsv"})
  void givesTheNumbersThatPandasGives(String name) throws IOException {
    JsonNode expected = new ObjectMapper().readTree(FIXTURES.resolve("numbers.json").toFile());
    CsvTable table = CsvReader.read(CsvFile.open(FIXTURES.resolve(name)), TableDescription.NONE);

    assertThat(table.count()).isEqualTo(100);
    assertThat(table.columns().inputNames()).containsExactly("a", "b");
    for (int i = 0; i < table.count(); i++) {
      // 0.0 is added, as zeros of two signs are one class.
      assertThat(table.targets()[i])
          .isEqualTo(Double.parseDouble(expected.get("label").get(i).asText()) + 0.0);
      assertThat(table.features()[2 * i])
          .isEqualTo((float) Double.parseDouble(expected.get("a").get(i).asText()));
      assertThat(table.features()[2 * i + 1])
          .isEqualTo((float) Double.parseDouble(expected.get("b").get(i).asText()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,label\n1,2.5,7\n3,-4,8\n",
        "a,b,label\r\n1,2.5,7\r\n3,-4,8",
        "a,b,label\r1,2.5,7\r3,-4,8\r",
        "\uFEFFa,b,label\n\n1,2.5,7\n   \n\n3,-4,8\n\n",
        "\"a\",\"b\",\"label\"\n\"1\",\"2.5\",\"7\"\n3,-4,8\n",
        "a;b;label\n1;2,5;7\n3;-4;8\n",
        "a;b;label\n1;2.5;7\n3;-4;8\n",
        "a\tb\tlabel\n1\t2.5\t7\n3\t-4\t8\n",
        "a , b , Label \n 1 , 2.5 , 7 \n 3 , -4 , 8 \n",
        "LABEL,a,b\n7,1,2.5\n8,3,-4\n"
      })
  void readsTablesHoweverTheyAreWritten(String text) throws IOException {
    CsvTable table = read(text);

    assertThat(table.targets()).containsExactly(7, 8);
    assertThat(table.features()).containsExactly(1, 2.5f, 3, -4);
    assertThat(table.columns().inputNames()).containsExactly("a", "b");
    assertThat(table.weights()).isNull();
    assertThat(table.parts()).isNull();
    assertThat(table.groups()).isNull();
    assertThat(table.pixels()).isNull();
  }

  @Test
  void aLineBreakInQuotesBelongsToTheText() throws IOException {
    CsvTable table =
        read("\"size,\nin \"\"mm\"\"\",group,y\n1,\"one,\ntwo\",0\n2,\"one,\ntwo\",1\n");

    assertThat(table.columns().inputNames()).containsExactly("size,\nin \"mm\"");
    assertThat(table.groups()).containsExactly("one,\ntwo", "one,\ntwo");
    assertThat(table.lines()).containsExactly(4, 6);
  }

  @Test
  void readsGzip() throws IOException {
    Path file = folder.resolve("table.csv.gz");
    Files.write(file, IdxBytes.gzip("a,y\n1,2\n".getBytes(StandardCharsets.US_ASCII)));

    assertThat(CsvReader.read(CsvFile.open(file), TableDescription.NONE).targets())
        .containsExactly(2);
  }

  @Test
  void readsWeightsSplitsAndGroups() throws IOException {
    CsvTable table =
        read(
            "x,mass,Split,patient,y\n1,0.5,Train,p 1,0\n2,1,val,p 2,1\n3,0,TEST,p 2,1\n",
            new TableDescription(
                "y", "mass", null, "patient", null, List.of(), 0, 0, 1, false, List.of(), true));

    assertThat(table.weights()).containsExactly(0.5f, 1, 0);
    assertThat(table.parts()).containsExactly(Part.TRAIN, Part.VALIDATION, Part.TEST);
    assertThat(table.groups()).containsExactly("p 1", "p 2", "p 2");
    assertThat(table.features()).containsExactly(1, 2, 3);
  }

  @Test
  void keepsMissingFeaturesAsNotANumberIfAsked() throws IOException {
    CsvTable table =
        read(
            "a,b,y\n,2,0\n1,NA,1\n?,nan,1\n",
            new TableDescription(
                null, null, null, null, null, List.of(), 0, 0, 1, true, List.of(), true));

    assertThat(table.features()).containsExactly(Float.NaN, 2, 1, Float.NaN, Float.NaN, Float.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label,pixel0,pixel1,pixel2,pixel3",
        "label,pixel1,pixel2,pixel3,pixel4",
        "label,1x1,1x2,2x1,2x2"
      })
  void knowsPixelsByTheirNames(String header) throws IOException {
    CsvTable table = read(header + "\n5,0,1,2,255\n6,7,8,9,10\n");

    assertThat(table.columns().size()).isEqualTo(new PixelSize(2, 2, 1));
    assertThat(table.pixels()).containsExactly(0, 1, 2, 255, 7, 8, 9, 10);
    assertThat(table.features()).isNull();
    assertThat(table.targets()).containsExactly(5, 6);
  }

  @Test
  void readsPixelsWithoutNamesIfTheDescriptionSaysSo() throws IOException {
    CsvTable table =
        read(
            "5,0,1,2,3,4,5\n6,7,8,9,10,11,12\n",
            new TableDescription(
                "1", null, null, null, null, List.of(), 1, 2, 3, false, List.of(), true));

    assertThat(table.columns().size()).isEqualTo(new PixelSize(1, 2, 3));
    assertThat(table.targets()).containsExactly(5, 6);
    assertThat(table.pixels()).hasSize(12).endsWith(12).startsWith(0);
  }

  @Test
  void knowsPicturesByTheirFirstCell() throws IOException {
    CsvTable table = read("name,note,stage\na/1.JPG,clear,2.5\na/2.jpg,,-1\n");

    assertThat(table.pictures()).containsExactly("a/1.JPG", "a/2.jpg");
    assertThat(table.targets()).containsExactly(2.5, -1);
    assertThat(table.columns().inputs()).isEmpty();
  }

  @Test
  void theOtherColumnBesidePicturesIsTheValueWhateverItsName() throws IOException {
    assertThat(read("image,litres\n1.png,2.5\n").targets()).containsExactly(2.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,rings,b | rings | rings",
        "a,Target,b | | Target",
        "a,age,quality | | quality",
        "rating,a,b | | rating",
        "a,age,group | | age",
        "sample_weight,rating,a | | rating",
        "y,age,b | | y"
      })
  void theValueIsTheColumnSaidOrNamedSo(String header, String said, String value)
      throws IOException {
    CsvTable table = read(header + "\n1,2,3\n", value(said));

    assertThat(table.columns().names().get(table.columns().value())).isEqualTo(value);
  }

  /** 100 MB of empty lines, in 100 KB, make no rows. */
  @Test
  void takesNoMemoryForRowsThatAFileOfItsSizeCantHave() throws IOException {
    String header =
        IntStream.range(0, 1000).mapToObj(i -> "f" + i).collect(Collectors.joining(",")) + ",y";
    String row = IntStream.range(0, 1001).mapToObj(i -> "1").collect(Collectors.joining(","));
    Path file = file(header + "\n" + row + "\n" + "\n".repeat(200_000));
    long before = allocated();
    CsvTable table = CsvReader.read(CsvFile.open(file), TableDescription.NONE);

    assertThat(table.count()).isEqualTo(1);
    assertThat(allocated() - before).isLessThan(16 << 20);
  }

  @Test
  void cutsAGzipBombOff() throws IOException {
    byte[] spaces = new byte[200 << 20];
    Arrays.fill(spaces, (byte) ' ');
    Path file = folder.resolve("table.csv.gz");
    Files.write(file, IdxBytes.gzip(spaces));
    long before = allocated();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvFile.open(file))
        .withMessageStartingWith(file + ": it unpacks to over 16 MiB and over 100 times its ");
    assertThat(allocated() - before).isLessThan(16 << 20);
  }

  @Test
  void refusesARowWithoutAnEnd() throws IOException {
    Path file = file("a,y\n1,\"2" + "\n1,2".repeat(5_000_000));
    CsvFile csv = CsvFile.open(file);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvReader.read(csv, TableDescription.NONE))
        .withMessage(
            file
                + ": the row after line 1 has over 16777216 characters; is a quote in it not closed?");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
