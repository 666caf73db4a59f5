package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Background;
import io.github.numloss.picture.Invert;
import io.github.numloss.picture.Preparation;
import io.github.numloss.picture.Preparer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureFolderTest {
  @TempDir private Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private PictureReader reader(int threads) {
    return new PictureReader(
        new CacheFolder(temporary.resolve("cache")), threads, Runtime.getRuntime().maxMemory());
  }

  private static byte[] png(int height, int width, int... rgb) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      picture.setRGB(i % width, i / width, rgb[i % rgb.length]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = data().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private DataReader open(int threads) throws IOException {
    return new PictureFolder(reader(threads)).open(data(), Description.NONE, null);
  }

  @Test
  void readsPicturesInTheOrderOfTheirPathsOnAnyNumberOfThreads() throws IOException {
    for (int i = 59; i >= 0; i--) {
      write("train/" + (i % 3 - 0.5) + "/" + i + ".png", png(2, 2, 0x40000 * i + i));
    }
    write("test/2/a", png(9, 5, 0xff));
    DataReader reader = open(1);
    assertThat(reader.parts()).containsExactly(Part.TRAIN, Part.TEST);
    RawExamples train = reader.read(Part.TRAIN);
    List<String> paths = IntStream.range(0, 60).mapToObj(train.place()).toList();
    assertThat(paths).isSorted().startsWith("train/-0.5/0.png", "train/-0.5/12.png");
    assertThat(Arrays.copyOf(train.targets(), 21)).containsOnly(-0.5, 0.5).endsWith(0.5);
    byte[] pixels = ((Images) train.inputs()).bytes();
    for (int i = 0; i < 60; i++) {
      String name = paths.get(i).replaceFirst(".*/", "").replace(".png", "");
      int number = Integer.parseInt(name);
      byte[] expected = new byte[12];
      for (int k = 0; k < 12; k += 3) {
        expected[k] = (byte) (4 * number);
        expected[k + 2] = (byte) number;
      }
      assertThat(Arrays.copyOfRange(pixels, 12 * i, 12 * i + 12)).isEqualTo(expected);
    }
    new CacheFolder(temporary.resolve("cache")).clear();
    assertThat(((Images) open(7).read(Part.TRAIN).inputs()).bytes()).isEqualTo(pixels);
    assertThat(reader.read(Part.TEST).inputs().shape()).isEqualTo(train.inputs().shape());
  }

  @Test
  void picturesThatChangeAreReadAgain() throws IOException {
    write("1/a.png", png(1, 1, 0x101010));
    write("2/b.png", png(1, 1, 0x202020));
    RawExamples before = open(2).read(Part.ALL);
    assertThat(((Images) before.inputs()).bytes()).containsExactly(16, 16, 16, 32, 32, 32);
    write("2/b.png", png(1, 1, 0x303030));
    RawExamples after = open(2).read(Part.ALL);
    assertThat(((Images) after.inputs()).bytes()).containsExactly(16, 16, 16, 48, 48, 48);
    assertThat(after.files()).isNotEqualTo(before.files());
  }

  @Test
  void aPackThatWasCutIsMadeAgain() throws IOException {
    write("1/a.png", png(1, 1, 0x101010));
    write("2/b.png", png(1, 1, 0x202020));
    byte[] before = ((Images) open(2).read(Part.ALL).inputs()).bytes();
    for (CacheFolder.Kept kept : new CacheFolder(temporary.resolve("cache")).files()) {
      Files.write(kept.file(), Arrays.copyOf(Files.readAllBytes(kept.file()), 66));
    }
    assertThat(((Images) open(2).read(Part.ALL).inputs()).bytes()).isEqualTo(before);
  }

  /** A table may name pictures in a folder beside it; folders of values are that, table or not. */
  @Test
  void aFolderOfATableAndItsPicturesIsATable() throws IOException {
    write("labels.csv", "file,y\nimages/a.png,1\n".getBytes(StandardCharsets.UTF_8));
    write("images/a.png", png(1, 1, 0));
    assertThat(Formats.of(data())).isInstanceOf(CsvFormat.class);
    write("7.5/a.png", png(1, 1, 0));
    assertThat(Formats.of(data())).isInstanceOf(PictureFolder.class);
  }

  @Test
  void refusesASizeThatIsBeyondTheMemory() throws IOException {
    write("1/a.png", png(1, 1, 0));
    PictureReader reader = new PictureReader(new CacheFolder(temporary.resolve("c")), 2, 1 << 24);
    PictureSurvey survey = reader.survey(data(), "all", List.of("1/a.png"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> reader.read(survey, new Preparer(Preparation.AS_IT_IS, Invert.NO, 1000, 900, 3)))
        .withMessage(
            data()
                + ": found a size of 1000 x 900 for its pictures, which is too large for the 16 MB"
                + " that Java may use; take a smaller one, such as --size 128x128");
  }

  /** Where no file can be made, the images are kept in memory. */
  @Test
  void doesWithoutACache() throws IOException {
    write("1/a.png", png(1, 1, 0x101010));
    Path file = Files.createFile(temporary.resolve("file"));
    PictureReader reader = new PictureReader(new CacheFolder(file), 2, 1 << 28);
    PictureSurvey survey = reader.survey(data(), "all", List.of("1/a.png"));
    Preparer preparer = new Preparer(Preparation.AS_IT_IS, Invert.NO, 1, 1, 3);
    assertThat(reader.read(survey, preparer).bytes()).containsExactly(16, 16, 16);
  }

  @ParameterizedTest
  @CsvSource({
    "300x300 300x300, 256x256x3",
    "512x256 512x256, 256x128x3",
    "7x9 7x9, 7x9x3",
    "30x20 40x50 60x70, 40x40x3",
    "400x500 600x700, 128x128x3"
  })
  void settlesOneSize(String sizes, String shape) throws IOException {
    List<String> all = List.of(sizes.split(" ", -1));
    for (int i = 0; i < all.size(); i++) {
      String[] size = all.get(i).split("x", -1);
      write("1/" + i, png(Integer.parseInt(size[0]), Integer.parseInt(size[1]), i));
    }
    List<String> paths = ClassFolders.in(data(), List.of(data()), Map.of()).paths();
    PictureShape found = PictureShape.of(reader(2).survey(data(), "all", paths), Background.WHITE);
    assertThat(found.height() + "x" + found.width() + "x" + found.channels()).isEqualTo(shape);
  }

  /** What is in the folder beside 1/a.png and 2/b.png, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat/c.png     | cat | found 'cat', expected a number such as 7.5; name the folder by its",
        "7,5/c.png     | 7,5 | found '7,5', expected a number such as 7.5",
        "NaN/c.png     | NaN | found 'NaN', expected a number",
        "1e999/c.png   | 1e999 | found '1e999', expected a number",
        "2.0/c.png     | 2.0 | its name means the same value as that of 2;",
        "3/            | 3 | there are no pictures in it",
        "3/.hidden.png | 3 | there are no pictures in it",
        "3/Thumbs.db   | 3 | there are no pictures in it",
        "3/in/c.png    | 3/in | found a folder in the folder of a class",
        "3/notes.txt   | 3/notes.txt | it is no picture",
        "c.png         | c.png | it lies in no folder of a class",
        "train/3/c.png | 1 | it lies beside folders such as train and test",
        "3/empty.png   | 3/empty.png | it is empty; get the file again",
        "3/cut.png     | 3/cut.png | the picture is cut off; get the file again",
        "3/text.jpg    | 3/text.jpg | its content is neither a picture",
        "3/damaged.png | 3/damaged.png | the picture can't be decoded"
      })
  void saysWhatIsWrong(String path, String where, String problem) throws IOException {
    byte[] good = png(1, 1, 0);
    write("1/a.png", good);
    write("2/b.png", good);
    byte[] damaged = png(40, 40, 0, 0x123456, 0x654321, 0x777777);
    Arrays.fill(damaged, 45, damaged.length - 20, (byte) 0x55);
    if (path.endsWith("/")) {
      Files.createDirectories(data().resolve(path));
    } else if (path.contains("empty")) {
      write(path, new byte[0]);
    } else if (path.contains("cut")) {
      write(path, Arrays.copyOf(good, good.length - 9));
    } else if (path.contains("damaged")) {
      write(path, damaged);
    } else if (path.endsWith("txt") || path.endsWith("jpg")) {
      write(path, "no picture".getBytes(StandardCharsets.UTF_8));
    } else {
      write(path, good);
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> {
              DataReader reader = open(2);
              for (Part part : reader.parts()) {
                reader.read(part);
              }
            })
        .withMessageStartingWith(data().resolve(where) + ": " + problem);
  }
}
