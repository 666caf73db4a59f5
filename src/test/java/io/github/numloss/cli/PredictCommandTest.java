package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
  private static final Examples TEST = TinyData.images(12, VALUES, Split.TEST);
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
        int grey = Byte.toUnsignedInt(TEST.images().bytes()[pixel]);
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
            "expected",
            "probabilities",
            "calibratedProbabilities",
            "interval",
            "remark");
    assertThat(line.get("remark").isNull()).isTrue();
    assertThat(line.get("classIndex").asInt()).isEqualTo(TEST.label(2)).isEqualTo(2);
    assertThat(line.get("value").floatValue()).isEqualTo(7);
    double expected = 0;
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double probability = line.get("probabilities").get(k).asDouble();
      assertThat(probability).isBetween(0.0, 1.0);
      sum += probability;
      expected += probability * VALUES.at(k);
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(line.get("expected").asDouble()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void filesOfAllKindsGiveTheSameInTheOrderTheyWereNamed() throws IOException {
    Path idx = folder.resolve("images.idx");
    IdxFiles.writeImages(idx, TEST.images());
    Path gzip = folder.resolve("images.idx.gz");
    IdxFiles.writeImages(gzip, TEST.images());
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
      pixels[i] = TEST.images().bytes()[image * PIXELS + row / 2 * TinyData.WIDTH + column / 2];
    }
    Path idx = folder.resolve("double.idx");
    IdxFiles.writeImages(idx, new Images(count, TinyData.HEIGHT * 2, TinyData.WIDTH * 2, pixels));
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

  /** Runs the command with options before the files; its lines are in its output. */
  private static Run run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("predict", "--model-dir", models));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }

  @Test
  void aDamagedFileDoesNotKeepTheOthersFromBeingPredicted() throws IOException {
    Path good = picture("good.png", 1, 1, false);
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    Path none = folder.resolve("none.png");
    Run run = run(bad, good, none, good);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("good.png"));
    assertThat(run.err().lines())
        .containsExactly(
            "numloss: "
                + bad
                + ": its content is neither a picture (PNG, JPEG, GIF, BMP, TIFF or WebP) nor IDX;"
                + " save it as PNG.",
            "numloss: " + none + ": there is no such file.");
  }

  @Test
  void aFolderStandsForItsPicturesByTheirNames() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i : new int[] {2, 0, 1}) {
      Files.copy(picture("one.png", i, 1, false), pictures.resolve("picture" + i + ".png"));
    }
    Files.writeString(pictures.resolve("notes.txt"), "three pictures");
    Files.writeString(pictures.resolve("picture1a.png"), "damaged");
    Run run = run(pictures);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("picture1a.png").hasLineCount(1);
    assertThat(run.out().lines().map(line -> line.replaceFirst("(?s)\",\"index.*", "")))
        .containsExactly(
            "{\"file\":\"" + pictures.resolve("picture0.png"),
            "{\"file\":\"" + pictures.resolve("picture1.png"),
            "{\"file\":\"" + pictures.resolve("picture2.png"));
  }

  @Test
  void aDashStandsForStandardInput() throws IOException {
    Path png = picture("input.png", 2, 1, false);
    Path idx = folder.resolve("input.idx.gz");
    IdxFiles.writeImages(idx, TEST.images());
    InputStream usual = System.in;
    try {
      for (Path file : List.of(png, idx)) {
        System.setIn(Files.newInputStream(file));
        Run run = run("-");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replace("\"-\"", "\"" + file + "\"")).isEqualTo(run(file).out());
      }
      System.setIn(new ByteArrayInputStream(new byte[] {1, 2}));
      Run run = run("-");
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).startsWith("numloss: standard input: its content is neither");
      assertThat(run("-", png, "-").err()).contains("standard input, -, can be read only once");
    } finally {
      System.setIn(usual);
    }
  }

  @Test
  void theDecoderChoosesClassAndValue() throws IOException {
    Path idx = folder.resolve("decoded.idx");
    IdxFiles.writeImages(idx, TEST.images());
    for (String decoder : List.of("median", "mean")) {
      for (JsonNode line : predict("--decoder", decoder, idx)) {
        assertThat(line.get("value")).isEqualTo(line.get(decoder));
        assertThat((float) line.get("value").asDouble())
            .isEqualTo(VALUES.at(line.get("classIndex").asInt()));
      }
    }
  }

  @Test
  void aNumberBetweenClassesIsTheAnswerOfNone() throws IOException {
    Path idx = folder.resolve("expected.idx");
    IdxFiles.writeImages(idx, TEST.images());
    for (JsonNode line : predict("--decoder", "expected", idx)) {
      assertThat(line.get("classIndex").isNull()).isTrue();
      assertThat(line.get("value")).isEqualTo(line.get("expected"));
    }
  }

  @Test
  void costsChooseTheAnswer() throws IOException {
    Path idx = folder.resolve("costs.idx");
    IdxFiles.writeImages(idx, TEST.images());
    // The second class answered costs nothing, whatever is true.
    Path costs = Files.writeString(folder.resolve("costs.csv"), "1,2.5,7\n5,0,9\n5,0,9\n5,0,9\n");
    for (JsonNode line : predict("--decoder", "least-cost", "--costs", costs, idx)) {
      assertThat(line.get("classIndex").asInt()).isEqualTo(1);
      assertThat(line.get("value").floatValue()).isEqualTo(2.5f);
    }
  }

  @Test
  void costsOfOtherClassesAreRefused() throws IOException {
    Path costs = Files.writeString(folder.resolve("two.csv"), "0,1\n1,0\n");
    for (String command : List.of("predict", "evaluate")) {
      List<Object> arguments =
          new ArrayList<>(
              List.of(command, "--model-dir", models, "--decoder", "least-cost", "--costs", costs));
      if (command.equals("predict")) {
        arguments.add("none.png");
      }
      Run run = Run.of(arguments.toArray());
      assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(run.err())
          .contains(
              costs
                  + ": found costs of 2 classes, expected those of the model's 3, which stand for"
                  + " [1.0, 2.5, 7.0]");
    }
  }

  @Test
  void jsonTakesTheLinesInAFile() throws IOException {
    Path png = picture("lines.png", 2, 1, false);
    Path lines = folder.resolve("lines.json");
    String expected = run(png, png).out();
    assertThat(run(png, "--json").out()).isEqualTo(run(png).out());
    Run run = run(png, png, "--json=" + lines);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(lines).hasContent(expected);
  }

  @Test
  void invertTakesAWordButNoFile() throws IOException {
    Path dark = picture("word.png", 5, 1, true);
    String yes = run("--invert", dark).out();
    assertThat(yes).isNotEmpty();
    assertThat(run("--invert", "yes", dark).out()).isEqualTo(yes);
    assertThat(run("--invert=yes", dark).out()).isEqualTo(yes);
    assertThat(run(dark, "--invert").out()).isEqualTo(yes);
    assertThat(run("--invert", "no", dark).out()).isEqualTo(run(dark).out()).isNotEqualTo(yes);
    Run wrong = run("--invert=maybe", dark);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected one of auto, yes, no, but was 'maybe'");
  }

  @Test
  void aBlankPictureGetsARemark() throws IOException {
    Path blank = folder.resolve("blank.png");
    ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY), "png", blank.toFile());
    Run run = run(blank);
    assertThat(run.code()).isZero();
    String remark = "nothing stands out in it, as on a blank page";
    assertThat(new ObjectMapper().readTree(run.out()).get("remark").asText()).isEqualTo(remark);
    assertThat(run.err())
        .isEqualTo(
            blank + ": " + remark + "; its answer is worth little." + System.lineSeparator());
    assertThat(run("--quiet", blank).err()).isEmpty();
    Path idx = folder.resolve("blank.idx");
    IdxFiles.writeImages(idx, new Images(3, TinyData.HEIGHT, TinyData.WIDTH, new byte[3 * PIXELS]));
    assertThat(run(idx).err()).contains("of 3 of its 3 images: " + remark);
  }

  @Test
  void filesThatAreNoImagesAreTold() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "one two three");
    assertRefused(
        text,
        "its content is neither a picture (PNG, JPEG, GIF, BMP, TIFF or WebP) nor IDX; save it as"
            + " PNG.");
    assertRefused(folder.resolve("none.png"), "there is no such file.");
    assertRefused(
        Files.createDirectory(folder.resolve("no pictures")),
        "there are no pictures in it (PNG, JPEG, GIF, BMP, TIFF or WebP).");
    Path labels = folder.resolve("data/train-labels-idx1-ubyte");
    assertRefused(
        labels,
        "at byte 3: found 1 dimensions, expected 3 or 4 (images, rows, columns, channels; labels have 1).");
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
