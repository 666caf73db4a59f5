package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import io.github.numloss.data.Inputs;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data is read from each form as it was read from another. */
final class ConversionTest {
  private static final String SAID =
      """
      {"schemaVersion": 1, "name": "coins", "unit": "cents", "licence": "CC0-1.0",
       "citation": "A. Author, 2020", "classValues": [-2.5, 1, 5, 10],
       "preparation": {"fit": "pad", "ink": "light"},
       "costs": [[0, 1, 2, 3], [1, 0, 1, 2], [2, 1, 0, 1], [9, 8, 7, 0]]%s}
      """;

  @TempDir private Path folder;

  private Datasets datasets() {
    return new Datasets(folder.resolve("none"));
  }

  private Examples load(Path data, Split split) throws IOException {
    return datasets().load(data.toString(), DataOptions.NONE, 1, split);
  }

  private Conversion convert(Path data, DataForm form, Path out) throws IOException {
    return datasets().convert(data.toString(), DataOptions.NONE, form, out);
  }

  private static String name(DataForm form, String name) {
    return switch (form) {
      case IDX, PICTURES -> name;
      default -> name + "." + form;
    };
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(DataForm.values())
        .flatMap(one -> Arrays.stream(DataForm.values()).map(other -> Arguments.of(one, other)));
  }

  /** Writes pixels 2 x 3 x channels, of a row for each example, with the values 1, 5 and so on. */
  private Path pixels(int channels, String more) throws IOException {
    StringBuilder table = new StringBuilder("value,split");
    for (int i = 0; i < 6 * channels; i++) {
      table.append(",pixel").append(i);
    }
    double[] values = {10, 1, 5, -2.5, 5, 1, 10, 1};
    String[] split = {"train", "train", "test", "train", "train", "val", "test", "train"};
    for (int row = 0; row < values.length; row++) {
      table.append('\n').append(values[row]).append(',').append(split[row]);
      for (int i = 0; i < 6 * channels; i++) {
        table.append(',').append((row * 53 + i * 37) % 256);
      }
    }
    Path file = Files.writeString(folder.resolve("pixels.csv"), table.append('\n'));
    Files.writeString(
        folder.resolve("pixels.csv.dataset.json"),
        SAID.formatted(", \"size\": [2, 3], \"channels\": " + channels + more));
    return file;
  }

  /** Gives each example's class and bytes, in an order that is the same in all forms. */
  private static List<String> sorted(Examples examples) {
    return IntStream.range(0, examples.count())
        .mapToObj(
            i ->
                examples.classValues().at(examples.label(i))
                    + " "
                    + Arrays.toString(examples.inputs().numbers(i, 1)))
        .sorted()
        .toList();
  }

  private static void assertSame(Examples found, Examples expected) {
    assertThat(found.inputs().shape()).isEqualTo(expected.inputs().shape());
    assertThat(found.classValues()).isEqualTo(expected.classValues());
    assertThat(found.dataset()).isEqualTo(expected.dataset());
    assertThat(sorted(found)).isEqualTo(sorted(expected));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void picturesAreTheSameInAllForms(DataForm one, DataForm other) throws IOException {
    for (int channels : new int[] {1, 3, 4}) {
      Path data = pixels(channels, "");
      Path first = folder.resolve(name(one, "first" + channels));
      Path second = folder.resolve(name(other, "second" + channels));
      convert(data, one, first);
      convert(first, other, second);

      for (Split split : Split.values()) {
        assertSame(load(first, split), load(data, split));
        assertSame(load(second, split), load(data, split));
      }
      Description said = Description.of(second);
      Description before = Description.of(data);
      assertThat(said.unit()).isEqualTo("cents");
      assertThat(said.licence()).isEqualTo("CC0-1.0");
      assertThat(said.citation()).isEqualTo("A. Author, 2020");
      assertThat(said.costs()).isEqualTo(before.costs());
      assertThat(datasets().preparation(second.toString())).isEqualTo(before.preparation());
    }
  }

  /** The text of a number that a float holds is the same float again. */
  private Path features() throws IOException {
    Files.writeString(
        folder.resolve("t.csv.dataset.json"), "{\"schemaVersion\": 1, \"missing\": \"median\"}");
    return Files.writeString(
        folder.resolve("t.csv"),
        """
        grade,weight,who,split,height,"odd ""n"" x"
        2.5,1,"Li, Na",train,0.1,-1e-30
        0.1,0.25,Bo,train,,16777216
        2.5,3,"Li, Na",validation,3.4e38,-0
        -7,0,Cy,test,0.3333333,7
        """);
  }

  private static DataOptions columns() {
    return new DataOptions(
        null, null, null, Map.of("value", "grade", "weight", "weight", "group", "who"), null, null);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void featuresAreTheSameInAllFormsThatHoldThem(DataForm one, DataForm other) throws IOException {
    Path data = features();
    Path first = folder.resolve(name(one, "first"));
    Path second = folder.resolve(name(other, "second"));
    if (one == DataForm.PICTURES || other == DataForm.PICTURES) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(
              () -> datasets().convert(data.toString(), columns(), DataForm.PICTURES, first))
          .withMessage(
              data
                  + ": it has 2 features, which are no pictures; convert it to csv, tsv, npz or idx");
      assertThat(first).doesNotExist();
      return;
    }
    datasets().convert(data.toString(), columns(), one, first);
    convert(first, other, second);

    for (Path converted : List.of(first, second)) {
      DataReader reader = reader(converted);
      assertThat(reader.parts()).containsExactly(Part.TRAIN, Part.VALIDATION, Part.TEST);
      RawExamples train = reader.read(Part.TRAIN);
      RawExamples validation = reader.read(Part.VALIDATION);
      RawExamples test = reader.read(Part.TEST);
      assertThat(numbers(train.inputs())).containsExactly(0.1f, -1e-30f, Float.NaN, 16777216);
      assertThat(numbers(validation.inputs())).containsExactly(3.4e38f, -0f);
      assertThat(numbers(test.inputs())).containsExactly(0.3333333f, 7);
      assertThat(train.targets()).containsExactly(2.5, 0.1);
      assertThat(test.targets()).containsExactly(-7);
      assertThat(train.weights()).containsExactly(1, 0.25f);
      assertThat(test.weights()).containsExactly(0);
      assertThat(train.groups()[0]).isEqualTo(validation.groups()[0]);
      assertThat(List.of(train.groups()[0], train.groups()[1], test.groups()[0]))
          .doesNotHaveDuplicates();
      assertThat(Description.of(converted).missing()).isEqualTo("median");
    }
  }

  private static DataReader reader(Path data) throws IOException {
    return Formats.of(data).open(data, Description.of(data), null);
  }

  private static float[] numbers(Inputs inputs) {
    return ((Features) inputs).values();
  }

  @Test
  void aTableKeepsTheNamesOfFeaturesAndGroupsButForOddOnes() throws IOException {
    Path out = folder.resolve("out.tsv");
    Conversion done = datasets().convert(features().toString(), columns(), DataForm.TSV, out);

    assertThat(out)
        .hasContent(
            """
            value\tsample_weight\tsplit\tgroup\theight\tx2
            2.5\t1\ttrain\tLi, Na\t0.1\t-1.0e-30
            0.1\t0.25\ttrain\tBo\t\t16777216
            2.5\t3\tvalidation\tLi, Na\t3.4e38\t-0.0
            -7\t0\ttest\tCy\t0.3333333\t7
            """);
    assertThat(done.examples()).isEqualTo(4);
    assertThat(done.losses())
        .containsExactly("features get other names where theirs mean something else to a reader");
  }

  /** A reader would take a column of such a name for something else, or refuse it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"id", "split", "Group", "sample_weight", "pixel3", "1x1", "12", "a;b", "value"})
  void namesThatMeanSomethingElseAreNotKept(String name) {
    assertThat(CsvHeader.isPlain(name)).isFalse();
    assertThat(CsvHeader.isPlain("my " + name.replaceAll("[;]", ""))).isTrue();
  }

  @Test
  void whatIsMnistsIsWrittenByItsNames() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("t.csv"),
            "label,split,pixel0,pixel1,pixel2,pixel3\n7,train,1,2,3,4\n7,test,9,8,7,6\n3,test,0,0,0,255\n");
    Path out = folder.resolve("idx");
    convert(table, DataForm.IDX, out);

    assertThat(out.resolve("train-images-idx3-ubyte"))
        .hasBinaryContent(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4});
    assertThat(out.resolve("t10k-labels-idx1-ubyte"))
        .hasBinaryContent(new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 3});
    assertThat(load(out, Split.TRAIN).classValues().toArray()).containsExactly(3, 7);
    assertThat(load(out, Split.TRAIN).labels()).containsExactly(1);
  }

  /** Counted classes become the numbers that they stand for; the catalog's facts come along. */
  @ParameterizedTest
  @EnumSource(DataForm.class)
  void aDataSetOfTheCatalogIsTheSame(DataForm form) throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    byte[] images = IdxBytes.images(3, 2, 2);
    for (String name : List.of("train-images-idx3-ubyte", "t10k-images-idx3-ubyte")) {
      Files.write(source.resolve(name), images);
    }
    Files.write(source.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(2, 0, 2));
    Files.write(source.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(0, 0, 2));
    Files.writeString(
        source.resolve("dataset.json"),
        "{\"schemaVersion\": 1, \"name\": \"halves\", \"classValues\": [0.1, 1, 1.5]}");
    Path out = folder.resolve(name(form, "out"));
    convert(source, form, out);

    for (Split split : Split.values()) {
      assertSame(load(out, split), load(source, split));
    }
    assertThat(Description.of(out).classValues().toArray()).containsExactly(0.1f, 1, 1.5f);
  }

  /** Two files may differ in what is given for their examples. */
  @Test
  void whatOnlySomeExamplesHaveIsFilledOrRefused() throws IOException {
    Path table = Files.createDirectory(folder.resolve("tables"));
    Files.writeString(table.resolve("train.csv"), "x,y,sample_weight\n1,2,5\n3,4,6\n");
    Files.writeString(table.resolve("test.csv"), "x,y\n1,2\n");
    convert(table, DataForm.CSV, folder.resolve("out.csv"));
    assertThat(folder.resolve("out.csv"))
        .hasContent("value,sample_weight,split,x\n2,5,train,1\n4,6,train,3\n2,1,test,1\n");

    Files.writeString(table.resolve("test.csv"), "x,y,group\n1,2,3\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> convert(table, DataForm.NPZ, folder.resolve("out.npz")))
        .withMessage(
            table
                + ": groups are given for test examples, but not for train ones; give them for all,"
                + " or for none");
    assertThat(folder.resolve("out.npz")).doesNotExist();
    assertThat(folder.resolve("out.npz.dataset.json")).doesNotExist();
  }

  @Test
  void nothingIsReplacedAndNothingIsWrittenIntoTheSource() throws IOException {
    Path data = pixels(1, "");
    Path out = Files.writeString(folder.resolve("out.npz.dataset.json"), "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> convert(data, DataForm.NPZ, folder.resolve("out.npz")));
    assertThat(out).hasContent("mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> convert(data, DataForm.CSV, data));
    convert(data, DataForm.PICTURES, folder.resolve("pictures"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                convert(
                    folder.resolve("pictures"), DataForm.CSV, folder.resolve("pictures/out.csv")))
        .withMessageEndingWith("name one outside of it");
  }

  @Test
  void weightsHaveNoPlaceAmongPictures() throws IOException {
    Path table =
        Files.writeString(folder.resolve("t.csv"), "label,sample_weight,pixel0\n1,1,7\n2,0.5,8\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> convert(table, DataForm.PICTURES, folder.resolve("out")))
        .withMessageContaining("it has weights, for which folders of pictures have no place");
  }

  /** Bins and what the data is called are said beside the new form. */
  @Test
  void rulesAreKeptRatherThanApplied() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 7).append(',').append(i / 4.0).append('\n');
    }
    Path table = Files.writeString(folder.resolve("t.csv"), rows);
    DataOptions bins = new DataOptions(null, null, "width:5", null, null, null);
    Map<String, Examples> found = new HashMap<>();
    List<float[]> values = new ArrayList<>();
    for (DataForm form : List.of(DataForm.CSV, DataForm.NPZ, DataForm.IDX)) {
      Path out = folder.resolve(name(form, "out"));
      datasets().convert(table.toString(), bins, form, out);
      found.put(form.toString(), load(out, Split.TRAIN));
      values.add(load(out, Split.TRAIN).classValues().toArray());
    }
    Examples before = datasets().load(table.toString(), bins, 1, Split.TRAIN);

    assertThat(values).allSatisfy(each -> assertThat(each).containsExactly(2.375f, 7.375f));
    assertThat(found.values())
        .allSatisfy(
            examples -> {
              assertThat(examples.labels()).isEqualTo(before.labels());
              assertThat(numbers(examples.inputs())).isEqualTo(numbers(before.inputs()));
            });
  }
}
