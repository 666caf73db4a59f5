package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray;
import io.github.numloss.io.NpyArray.ByteArray;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.io.NpyArray.LongArray;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables, arrays and IDX files of a user's own, as they are loaded by the name of file or folder.
 */
final class OwnFormsTest {
  @TempDir private Path folder;

  private Examples load(Path data, DataOptions options, Split split) throws IOException {
    return new Datasets(folder.resolve("none")).load(data.toString(), options, 1, split);
  }

  private static DataOptions options(Map<String, String> columns, String missing) {
    return new DataOptions(null, null, null, columns, missing, null);
  }

  @Test
  void aTableIsDividedByItsSplit() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("t.csv"),
            "x,z,split,y\n1,2,train,7.5\n3,4,test,-1\n5,6,val,-1\n7,8,train,-1\n");
    Examples train = load(table, DataOptions.NONE, Split.TRAIN);
    Examples test = load(table, DataOptions.NONE, Split.TEST);

    assertThat(train.classValues().toArray()).containsExactly(-1, 7.5f);
    assertThat(train.labels()).containsExactly(1, 0, 0);
    assertThat(((Features) train.inputs()).values()).containsExactly(1, 2, 7, 8, 5, 6);
    assertThat(((Features) train.inputs()).columns().names()).containsExactly("x", "z");
    assertThat(test.labels()).containsExactly(0);
    assertThat(((Features) test.inputs()).values()).containsExactly(3, 4);
    assertThat(train.files())
        .extracting(Examples.SourceFile::name, Examples.SourceFile::sha256)
        .containsExactly(tuple("t.csv", StoredFile.sha256(table)));
  }

  /** The mean is that of the rows to train on: 2, and not 4. */
  @Test
  void whatIsMissingIsFilledByTheTrainingRows() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("t.csv"), "x,split,y\n1,train,0\n3,train,1\n,test,0\n8,test,1\n");
    Examples test = load(table, options(null, "mean"), Split.TEST);

    assertThat(((Features) test.inputs()).values()).containsExactly(2, 8);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> load(table, DataOptions.NONE, Split.TEST))
        .withMessage(
            table
                + ": line 4, column 'x': found '', expected a number; remove the row, or say how to"
                + " fill it with --missing mean, median or a number");
  }

  @Test
  void aFolderOfTablesIsDividedByTheirNames() throws IOException {
    Path data = Files.createDirectory(folder.resolve("mnist"));
    Files.writeString(data.resolve("mnist_train.csv"), "5,0,1,2,3\n6,4,5,6,255\n");
    Files.writeString(data.resolve("mnist_test.csv"), "6,9,8,7,6\n");
    Files.writeString(
        data.resolve("dataset.json"),
        "{\"schemaVersion\": 1, \"columns\": {\"value\": \"1\"}, \"size\": [2, 2]}");
    Examples train = load(data, DataOptions.NONE, Split.TRAIN);

    assertThat(train.images().shape().sizes()).containsExactly(2, 2);
    assertThat(train.images().bytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 255);
    assertThat(train.classValues().toArray()).containsExactly(5, 6);
    assertThat(load(data, DataOptions.NONE, Split.TEST).labels()).containsExactly(1);
  }

  /** The second and third row name one picture, as two people who rated it would. */
  @Test
  void aTableNamesPicturesBesideIt() throws IOException {
    Path data = Files.createDirectories(folder.resolve("rated/pictures"));
    grey(data.resolve("dark.png"), 10);
    grey(data.resolve("light.png"), 200);
    Path table =
        Files.writeString(
            data.resolveSibling("ratings.csv"),
            """
            file;rating;split
            pictures/dark.png;1,5;train
            pictures\\light.png;4;train
            pictures/light.png;1,5;train
            pictures/light.png;4;test
            """);
    Examples train = load(table, DataOptions.NONE, Split.TRAIN);

    assertThat(train.images().shape().sizes()).containsExactly(2, 3);
    assertThat(train.images().bytes())
        .containsExactly(
            10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200);
    assertThat(train.classValues().toArray()).containsExactly(1.5f, 4);
    assertThat(train.labels()).containsExactly(0, 1, 0);
    assertThat(train.files())
        .extracting(Examples.SourceFile::name)
        .containsExactly("ratings.csv", "train (2 pictures)");
    assertThat(load(table, DataOptions.NONE, Split.TEST).images().bytes()).containsOnly(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none.png | but there is no such picture, expected a path from the table's folder",
        "../one.png | which leads out of the table's folder, expected a picture in or below it; move the table",
        "/one.png | which leads out of the table's folder, expected a picture in or below it"
      })
  void saysWhichPictureIsMissing(String path, String problem) throws IOException {
    Path data = Files.createDirectories(folder.resolve("rated"));
    grey(data.resolve("a.png"), 10);
    grey(folder.resolve("one.png"), 10);
    Path table =
        Files.writeString(data.resolve("ratings.csv"), "file,y\na.png,1\n" + path + ",2\n");
    assertRefused(table, table, "line 3, column 'file': found '" + path + "', " + problem);
  }

  private static void grey(Path file, int grey) throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 6; i++) {
      picture.getRaster().setSample(i % 3, i / 3, 0, grey);
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  /** Keras' names, in a folder of .npy. */
  @Test
  void arraysAreKnownByTheirNames() throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    write(data, "x_train", new ByteArray(new int[] {2, 1, 2}, new byte[] {0, 1, 2, -1}));
    write(data, "y_train", new LongArray(new int[] {2}, new long[] {3, 20}));
    write(data, "x_test", new ByteArray(new int[] {1, 1, 2}, new byte[] {9, 8}));
    write(data, "y_test", new LongArray(new int[] {1, 1}, new long[] {20}));
    write(data, "sample_weight_train", new FloatArray(new int[] {2}, new float[] {0.5f, 2}));
    Examples train = load(data, DataOptions.NONE, Split.TRAIN);

    assertThat(train.images().bytes()).containsExactly(0, 1, 2, 255);
    assertThat(train.classValues().toArray()).containsExactly(3, 20);
    assertThat(train.weights()).containsExactly(0.5f, 2);
    assertThat(load(data, DataOptions.NONE, Split.TEST).labels()).containsExactly(1);
  }

  /** Pixels 0 … 255 are pictures whatever their type; rows of numbers are features. */
  @Test
  void floatsArePicturesOfThreeDimensionsAndFeaturesOfTwo() throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    write(data, "test_images", new FloatArray(new int[] {1, 1, 1}, new float[] {255}));
    write(data, "test_labels", new LongArray(new int[] {1}, new long[] {2}));
    write(data, "train_images", new FloatArray(new int[] {2, 1, 1}, new float[] {255, 0}));
    write(data, "train_labels", new LongArray(new int[] {2}, new long[] {1, 2}));

    assertThat(load(data, DataOptions.NONE, Split.TRAIN).images().bytes()).containsExactly(255, 0);

    Path vectors = Files.createDirectory(folder.resolve("vectors"));
    write(vectors, "X_train", new FloatArray(new int[] {2, 1}, new float[] {0.5f, -7}));
    write(vectors, "y_train", new FloatArray(new int[] {2}, new float[] {1.5f, 0}));
    write(vectors, "X_test", new FloatArray(new int[] {1, 1}, new float[] {3}));
    write(vectors, "y_test", new FloatArray(new int[] {1}, new float[] {1.5f}));
    assertThat(((Features) load(vectors, DataOptions.NONE, Split.TRAIN).inputs()).values())
        .containsExactly(0.5f, -7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x_train | found array x_train but no labels that belong to it, expected both, such as x_train and y_train; it has x_train",
        "a b | found arrays a, b, expected X and y, or x_train and y_train, and so on; save them by such names, as numpy.savez(file, X=..., y=...) does",
        "arr_0 arr_1 | found arrays arr_0, arr_1, expected X and y, or x_train and y_train",
        "data images y | arrays data and images could both be the inputs, expected one; leave the other out",
        "X x_test y y_test | arrays x_test and X stand beside each other, expected a split of all or of none; it has X, x_test, y, y_test"
      })
  void saysWhichArraysAreWanted(String names, String problem) throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    for (String name : names.split(" ", -1)) {
      write(data, name, new LongArray(new int[] {1}, new long[1]));
    }
    assertRefused(data, data, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 2 | X | found 2, expected pictures [N,H,W] or [N,H,W,C], or features [N,D]; for one feature save x.reshape(-1, 1)",
        "2 1 1 1 1 | 2 | X | found 2 x 1 x 1 x 1 x 1, expected pictures [N,H,W] or [N,H,W,C], or features [N,D]",
        "2 8 8 2 | 2 | X | found 2 x 8 x 8 x 2, expected the last dimension to be 1, 3 or 4 channels",
        "2 3 8 8 | 2 | X | found 2 x 3 x 8 x 8, expected the last dimension to be 1, 3 or 4 channels; if they come first, save numpy.transpose(x, (0, 2, 3, 1))",
        "0 4 | 0 | X | found 0 x 4, expected at least one example",
        "2 4 | 3 | y | found 3 numbers, expected one for each of the 2 examples",
        "2 4 | 2 10 | y | found 2 x 10, expected one number for each example; if each row has a single 1, save y.argmax(axis=1)"
      })
  void saysWhichShapesAreWanted(String inputs, String labels, String wrong, String problem)
      throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    write(data, "X", floats(inputs));
    write(data, "y", floats(labels));
    assertRefused(data, data.resolve(wrong + ".npy"), problem);
  }

  private static FloatArray floats(String shape) {
    int[] lengths = Arrays.stream(shape.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    int count = 1;
    for (int length : lengths) {
      count *= length;
    }
    return new FloatArray(lengths, new float[count]);
  }

  @Test
  void saysWhichNumbersAreWanted() throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    write(data, "X", new FloatArray(new int[] {2, 1}, new float[] {1, Float.NaN}));
    write(data, "y", new FloatArray(new int[] {2}, new float[] {1, 2}));
    assertRefused(
        data,
        data.resolve("X.npy"),
        "element [1, 0] is not a number, expected one; remove the row, or say how to fill it with"
            + " --missing mean, median or a number");
    write(data, "X", new FloatArray(new int[] {2, 1}, new float[] {1, 2}));
    write(data, "y", new FloatArray(new int[] {2}, new float[] {1, Float.POSITIVE_INFINITY}));
    assertRefused(
        data,
        data.resolve("y.npy"),
        "element [1] is Infinity, expected a finite number; remove the example");
    write(data, "y", new FloatArray(new int[] {2}, new float[] {1, 2}));
    write(data, "sample_weight", new FloatArray(new int[] {2}, new float[] {1, -1}));
    assertRefused(
        data,
        data.resolve("sample_weight.npy"),
        "element [1] is -1.0, expected a weight of at least 0");
  }

  /** A QMNIST label of 8 columns: class, series, writer and five more. */
  @Test
  void aColumnOfSeveralLabelsIsNamed() throws IOException {
    Path data = Files.createDirectory(folder.resolve("qmnist"));
    String row = "00000000 %s 00000003 00000004 00000005 00000006 00000000 00000000";
    for (String part : new String[] {"train", "test"}) {
      hex(
          data,
          "qmnist-" + part + "-images-idx3-ubyte",
          "00000803 00000002 00000001 00000001 0a0b");
      hex(
          data,
          "qmnist-" + part + "-labels-idx2-int",
          "00000c02 00000002 00000008" + row.formatted("00000000") + row.formatted("00000004"));
    }
    Examples byName = load(data, options(Map.of("value", "series"), null), Split.TEST);
    Examples byNumber = load(data, options(Map.of("value", "2"), null), Split.TEST);

    assertThat(byName.classValues().toArray()).containsExactly(0, 4);
    assertThat(byNumber.labels()).containsExactly(0, 1);
    assertRefused(
        data,
        data.resolve("qmnist-train-labels-idx2-int"),
        "found 8 labels for each example and no word of which is meant, expected the value to be a"
            + " column from 1 to 8 or one of class, series, writer, digit, code, index, duplicate,"
            + " unused, such as --column value=1");
  }

  @Test
  void saysWhichIdxFileIsMissing() throws IOException {
    Path data = Files.createDirectory(folder.resolve("emnist"));
    hex(data, "emnist-train-images-idx3-ubyte", "00000803 00000001 00000001 00000001 0a");
    assertRefused(
        data,
        data,
        "found emnist-train-images-idx3-ubyte, but no file of the labels that belong to it, expected"
            + " one, such as train-labels-idx1-ubyte");
    hex(data, "emnist-train-labels-idx1-ubyte", "00000801 00000002 0001");
    assertRefused(
        data,
        data.resolve("emnist-train-labels-idx1-ubyte"),
        "found labels of 2 examples, expected those of the 1 in emnist-train-images-idx3-ubyte");
  }

  @Test
  void refusesTablesThatDontSayWhatEachIsFor() throws IOException {
    Path data = Files.createDirectory(folder.resolve("tables"));
    Files.writeString(data.resolve("a.csv"), "x,y\n1,2\n");
    Files.writeString(data.resolve("b.csv"), "x,y\n1,2\n");
    assertRefused(
        data,
        data,
        "found the tables a.csv and b.csv, expected one, or names that say what each is for, such as"
            + " train.csv and test.csv; name the one that is meant in place of the folder");
  }

  private static void hex(Path data, String name, String hex) throws IOException {
    Files.write(data.resolve(name), HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static void write(Path data, String name, NpyArray array) throws IOException {
    Npy.write(data.resolve(name + ".npy"), array);
  }

  private void assertRefused(Path data, Path file, String problem) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> load(data, DataOptions.NONE, Split.TRAIN))
        .withMessageStartingWith(file + ": " + problem);
  }
}
