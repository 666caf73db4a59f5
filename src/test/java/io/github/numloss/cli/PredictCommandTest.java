package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.data.ClassValues;
import io.github.numloss.data.Idx;
import io.github.numloss.data.Images;
import io.github.numloss.data.LabeledImages;
import io.github.numloss.data.LabeledImages.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictCommandTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);
  private static final LabeledImages TEST = TinyData.images(12, VALUES, Split.TEST);
  private static final int PIXELS = TinyData.HEIGHT * TinyData.WIDTH;

  @TempDir private static Path folder;
  private static Path models;

  @BeforeAll
  static void train() throws IOException {
    Path data = TinyData.folder(folder.resolve("data"), 240, 12, VALUES);
    models = folder.resolve("models");
    Run run =
        Run.of(
            "train",
            "--dataset",
            data,
            "--out",
            folder.resolve("run"),
            "--export",
            models,
            "--batch-size",
            20,
            "--device",
            "cpu");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static List<JsonNode> predict(Object... files) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("predict", "--model-dir", models));
    arguments.addAll(List.of(files));
    Run run = Run.of(arguments.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  /** Draws a test image, each of its pixels as a square of so many. */
  private static Path picture(String name, int index, int size, boolean inverted)
      throws IOException {
    BufferedImage picture =
        new BufferedImage(
            TinyData.WIDTH * size, TinyData.HEIGHT * size, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int pixel = index * PIXELS + y / size * TinyData.WIDTH + x / size;
        int grey = Byte.toUnsignedInt(TEST.images().pixels()[pixel]);
        picture.setRGB(x, y, (inverted ? 255 - grey : grey) * 0x010101);
      }
    }
    Path file = folder.resolve(name);
    assertThat(ImageIO.write(picture, name.replaceFirst(".*\\.", ""), file.toFile())).isTrue();
    return file;
  }

  @Test
  void everyLineSaysWhatTheImageIs() throws IOException {
    JsonNode line = predict(picture("two.png", 2, 1, false)).get(0);
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "file",
            "index",
            "classIndex",
            "value",
            "median",
            "mean",
            "expectation",
            "probabilities");
    assertThat(line.get("classIndex").asInt()).isEqualTo(TEST.label(2)).isEqualTo(2);
    assertThat(line.get("value").floatValue()).isEqualTo(7);
    double expectation = 0;
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double probability = line.get("probabilities").get(k).asDouble();
      assertThat(probability).isBetween(0.0, 1.0);
      sum += probability;
      expectation += probability * VALUES.at(k);
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(line.get("expectation").asDouble()).isCloseTo(expectation, within(1e-6));
  }

  @Test
  void filesOfAllKindsGiveTheSameInTheOrderTheyWereNamed() throws IOException {
    Path idx = folder.resolve("images.idx");
    Idx.writeImages(idx, TEST.images());
    Path gzip = folder.resolve("images.idx.gz");
    Idx.writeImages(gzip, TEST.images());
    assertThat(Files.readAllBytes(gzip)).startsWith(0x1f, 0x8b);
    Path png = picture("four.png", 4, 1, false);
    List<JsonNode> lines = predict(gzip, png, idx);
    assertThat(lines).hasSize(12 + 1 + 12);
    for (int i = 0; i < 12; i++) {
      assertThat(lines.get(i).get("classIndex").asInt()).isEqualTo(TEST.label(i));
      assertThat(lines.get(i).get("file").asText()).isEqualTo(gzip.toString());
      assertThat(lines.get(13 + i).get("index").asInt()).isEqualTo(i);
      assertThat(lines.get(13 + i).get("probabilities"))
          .isEqualTo(lines.get(i).get("probabilities"));
    }
    assertThat(lines.get(12).get("file").asText()).isEqualTo(png.toString());
    for (int k = 0; k < 3; k++) {
      assertThat(lines.get(12).get("probabilities").get(k).asDouble())
          .isCloseTo(lines.get(4).get("probabilities").get(k).asDouble(), within(1e-6));
    }
  }

  @Test
  void largerPicturesAreScaled() throws IOException {
    assertThat(predict(picture("large.png", 1, 10, false), picture("large.jpg", 2, 10, false)))
        .extracting(line -> line.get("classIndex").asInt())
        .containsExactly(1, 2);
  }

  @Test
  void imagesOfAnotherSizeInAnIdxFileAreScaled() throws IOException {
    int count = 3;
    byte[] pixels = new byte[count * PIXELS * 4];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / (PIXELS * 4);
      int row = i / (TinyData.WIDTH * 2) % (TinyData.HEIGHT * 2);
      int column = i % (TinyData.WIDTH * 2);
      pixels[i] = TEST.images().pixels()[image * PIXELS + row / 2 * TinyData.WIDTH + column / 2];
    }
    Path idx = folder.resolve("double.idx");
    Idx.writeImages(idx, new Images(count, TinyData.HEIGHT * 2, TinyData.WIDTH * 2, pixels));
    assertThat(predict(idx))
        .extracting(line -> line.get("classIndex").asInt())
        .containsExactly(0, 1, 2);
  }

  @Test
  void darkInkOnLightPaperIsInverted() throws IOException {
    JsonNode light = predict(picture("light.png", 5, 1, false)).get(0);
    JsonNode dark = predict(picture("dark.png", 5, 1, true), "--invert").get(0);
    assertThat(dark.get("probabilities")).isEqualTo(light.get("probabilities"));
    assertThat(predict(folder.resolve("dark.png")).get(0).get("probabilities"))
        .isNotEqualTo(light.get("probabilities"));
  }

  @Test
  void filesThatAreNoImagesAreTold() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "one two three");
    assertRefused(text, "its content is neither PNG, JPEG nor IDX; save it as PNG.");
    assertRefused(folder.resolve("none.png"), "there is no such file.");
    assertRefused(folder, "found a folder or a device, expected a file.");
    Path labels = folder.resolve("data/train-labels-idx1-ubyte");
    assertRefused(
        labels,
        "at byte 3: found 1 dimensions, expected 3 (images, rows, columns; labels have 1).");
    byte[] png = Files.readAllBytes(picture("whole.png", 0, 1, false));
    Path half = folder.resolve("half.png");
    Files.write(half, Arrays.copyOf(png, png.length / 2));
    assertRefused(half, "the picture is cut off; get the file again.");
  }

  private static void assertRefused(Path file, String sentence) {
    Run run = Run.of("predict", "--model-dir", models, file);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("numloss: " + file + ": " + sentence + System.lineSeparator());
  }
}
