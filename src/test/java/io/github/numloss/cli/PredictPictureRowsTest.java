package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.ByteArray;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of pictures, used on tables of their pixels or paths, and on arrays. */
final class PredictPictureRowsTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);
  private static final Examples TEST = TinyData.images(6, VALUES, Split.TEST);
  private static final int PIXELS = TinyData.HEIGHT * TinyData.WIDTH;

  @TempDir private static Path folder;
  private static Path models;
  private static List<JsonNode> expected;

  @BeforeAll
  static void train() throws IOException {
    Path data = TinyData.folder(folder.resolve("data"), 240, 12, VALUES);
    models = folder.resolve("models");
    Run run =
        Run.of(
            "train",
            "--dataset",
            data,
            "--epochs",
            2,
            "--out",
            folder.resolve("run"),
            "--export",
            models);
    assertThat(run.code()).as(run.err()).isZero();
    Path idx = folder.resolve("images.idx");
    IdxFiles.writeImages(idx, TEST.images());
    expected = predict(idx);
    assertThat(expected).hasSize(6);
  }

  private static List<JsonNode> predict(Path file) throws IOException {
    Run run = Run.of("predict", "--model-dir", models, file);
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static void assertSame(List<JsonNode> lines) {
    assertThat(lines)
        .extracting(line -> line.get("probabilities"))
        .isEqualTo(expected.stream().map(line -> line.get("probabilities")).toList());
  }

  private static int pixel(int image, int pixel) {
    return Byte.toUnsignedInt(TEST.images().bytes()[image * PIXELS + pixel]);
  }

  /** Writes a table in which the columns of pixels have an order of their own. */
  private static Path pixelTable(String name, List<String> names, boolean shuffled)
      throws IOException {
    List<Integer> order = new ArrayList<>(IntStream.range(0, PIXELS).boxed().toList());
    if (shuffled) {
      Collections.shuffle(order, new Random(5));
    }
    StringBuilder table = new StringBuilder("note");
    order.forEach(pixel -> table.append(',').append(names.get(pixel)));
    for (int image = 0; image < 6; image++) {
      table.append("\nfine");
      for (int pixel : order) {
        table.append(',').append(pixel(image, pixel));
      }
    }
    return Files.writeString(folder.resolve(name), table);
  }

  @Test
  void pixelsAreFoundByTheirNames() throws IOException {
    List<String> kaggle = IntStream.range(0, PIXELS).mapToObj(i -> "pixel" + i).toList();
    List<JsonNode> lines = predict(pixelTable("kaggle.csv", kaggle, true));
    assertSame(lines);
    assertThat(lines)
        .extracting(line -> line.get("line").asInt())
        .containsExactly(2, 3, 4, 5, 6, 7);
    List<String> placed =
        IntStream.range(0, PIXELS)
            .mapToObj(i -> (i / TinyData.WIDTH + 1) + "x" + (i % TinyData.WIDTH + 1))
            .toList();
    assertSame(predict(pixelTable("placed.csv", placed, true)));
  }

  @Test
  void pathsOfPicturesAreRead() throws IOException {
    StringBuilder table = new StringBuilder("rating,file\n");
    for (int image = 0; image < 6; image++) {
      BufferedImage picture =
          new BufferedImage(TinyData.WIDTH, TinyData.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < PIXELS; i++) {
        picture.getRaster().setSample(i % TinyData.WIDTH, i / TinyData.WIDTH, 0, pixel(image, i));
      }
      Path file = folder.resolve("pictures/" + image + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
      table.append("?,pictures/").append(image).append(".png\n");
    }
    Path paths = Files.writeString(folder.resolve("paths.csv"), table);
    List<JsonNode> lines = predict(paths);
    assertThat(lines).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(lines.get(i).get("value")).isEqualTo(expected.get(i).get("value"));
      assertThat(lines.get(i).get("line").asInt()).isEqualTo(i + 2);
    }
    Path wrong = Files.writeString(folder.resolve("gone.csv"), "file,age\npictures/no.png,3\n");
    Run run = Run.of("predict", "--model-dir", models, wrong);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .contains("line 2, column 'file': found 'pictures/no.png', but there is no such picture");
  }

  @Test
  void arraysOfTheModelsShapeArePredicted() throws IOException {
    Path array = folder.resolve("x.npy");
    byte[] bytes = Arrays.copyOf(TEST.images().bytes(), 6 * PIXELS);
    Npy.write(array, new ByteArray(new int[] {6, TinyData.HEIGHT, TinyData.WIDTH}, bytes));
    assertSame(predict(array));
    Npy.write(array, new ByteArray(new int[] {6, PIXELS}, bytes));
    assertSame(predict(array));
    Npy.write(array, new ByteArray(new int[] {6, TinyData.WIDTH, TinyData.HEIGHT}, bytes));
    Run run = Run.of("predict", "--model-dir", models, array);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .contains("array x: found images of 8 x 9, expected images of 9 x 8, as the model takes");
  }

  @Test
  void otherTablesAreRefused() throws IOException {
    Path few = Files.writeString(folder.resolve("few.csv"), "pixel0,pixel1\n1,2\n");
    Run run = Run.of("predict", "--model-dir", models, few);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .contains(
            "found 2 columns that could be pixels and none of paths of pictures, expected 72 columns"
                + " of pixels, 9 x 8 x 1 as the model takes, or one of paths");
    Path gap = Files.writeString(folder.resolve("gap.csv"), "pixel0,pixel2\n1,2\n");
    assertThat(Run.of("predict", "--model-dir", models, gap).err())
        .contains("found the columns 'pixel0' and 'pixel2', but none between them");
  }
}
