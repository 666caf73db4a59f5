package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Trial;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Augmentation from the command line. */
final class AugmentCommandTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 60, 15, ClassValues.range(3));
  }

  private Run train(String out, Object... more) {
    Map<String, ?> usual =
        Map.of(
            "--dataset",
            data,
            "--out",
            folder.resolve(out),
            "--export",
            folder.resolve("models"),
            "--epochs",
            1,
            "--device",
            "cpu");
    return Run.of(usual, "train", more);
  }

  @Test
  void isKeptInTheTrialAndTheExportAndGivesTheSameBytesAgain() throws IOException {
    Object[] options = {
      "--augment", "shift:pixels=1.5", "--augment=flip:axis=vertical", "--augment", "erasing"
    };
    Run run = train("run", options);
    assertThat(run.code()).as(run.err()).isZero();
    String expected =
        "[{\"name\":\"shift\",\"pixels\":1.5,\"fill\":\"black\"},"
            + "{\"name\":\"flip\",\"axis\":\"vertical\",\"probability\":0.5},"
            + "{\"name\":\"erasing\",\"probability\":0.5,\"share\":0.2,\"cover\":\"noise\"}]";
    assertThat(json(folder.resolve("run/trial.json")).at("/config/augmentation").toString())
        .isEqualTo(expected);
    assertThat(json(folder.resolve("models/1/assets.extra/model.json")).findValue("augmentation"))
        .hasToString(expected);
    assertThat(Trial.readResult(folder.resolve("run")).config().augmentation())
        .extracting(Augmentations.ALL::text)
        .containsExactly("shift:pixels=1.5", "flip:axis=vertical", "erasing");

    train("again", options);
    SameTrial.assertSame(folder.resolve("again"), folder.resolve("run"));
    Run resumed = train("run", "--resume");
    assertThat(resumed.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(resumed.err()).contains("augmentation[0].name is shift, now null");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "train --augment blur | --augment: found 'blur', expected one of shift, rotation, scale,"
            + " shear, border-cut, erasing, brightness, flip.",
        "train --augment rotation:angle=3 | --augment: angle: there is no such parameter, expected one of"
            + " degrees, fill.",
        "train --augment rotation:degrees=-3 | --augment: degrees is -3.0, expected a number from 0 to"
            + " 180.",
        "train --augment scale --augment shift:fill=edge | scale has the fill black, but shift has"
            + " edge; give both the same, as all are put together to one change of a picture.",
        "data samples x --out x.png --augment flip:axis= | one of horizontal, vertical."
      })
  void whatIsWrongIsNamed(String line, String sentence) {
    Run run = Run.of((Object[]) line.split(" +", -1));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err().lines().findFirst().orElseThrow())
        .startsWith("numloss: ")
        .endsWith(sentence);
  }

  @Test
  void picturesThatAreTooSmallAreRefusedBeforeAnythingIsLearned() {
    String sentence =
        "shift moves by up to 10.0 pixels, which is more than a picture of 9 x 8 has; give fewer";
    Run run = train("run", "--augment", "shift:pixels=10");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains(sentence);
    assertThat(folder.resolve("run")).doesNotExist();
    Run samples =
        Run.of(
            "data",
            "samples",
            data,
            "--out",
            folder.resolve("x.png"),
            "--augment",
            "shift:pixels=10");
    assertThat(samples.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(samples.err()).contains(sentence);
  }

  /** A row has the picture as it is, then versions of it that differ. */
  @Test
  void theSheetShowsAPictureBesideItsVersions() throws IOException {
    Path plain = folder.resolve("plain.png");
    Path sheet = folder.resolve("sheet.png");
    assertThat(Run.of("data", "samples", data, "--out", plain, "--columns", 4).code()).isZero();
    Run run =
        Run.of(
            "data",
            "samples",
            data,
            "--out",
            sheet,
            "--columns",
            4,
            "--augment",
            "shift",
            "--augment",
            "brightness");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(sheet + ": written" + System.lineSeparator());
    BufferedImage before = ImageIO.read(plain.toFile());
    BufferedImage after = ImageIO.read(sheet.toFile());
    assertThat(after.getWidth()).isEqualTo(before.getWidth());
    assertThat(after.getHeight()).isEqualTo(before.getHeight());
    int cell = 2 * TinyData.WIDTH + 4;
    int left = before.getWidth() - 4 * cell;
    assertThat(pixels(after, 0, left + cell)).isEqualTo(pixels(before, 0, left + cell));
    List<List<Integer>> versions =
        List.of(
            pixels(after, left, cell),
            pixels(after, left + cell, cell),
            pixels(after, left + 2 * cell, cell),
            pixels(after, left + 3 * cell, cell));
    assertThat(versions).doesNotHaveDuplicates();
  }

  private static List<Integer> pixels(BufferedImage picture, int left, int width) {
    int[] all =
        picture.getRaster().getSamples(left, 0, width, picture.getHeight(), 0, (int[]) null);
    return Arrays.stream(all).boxed().toList();
  }

  @Test
  void theListOfMethodsHasThem() throws IOException {
    assertThat(Run.of("methods").out())
        .contains(
            "\naugmentations: --augment NAME:PARAMETER=VALUE,…\n",
            "\n    pixels=2, share, fill=black\n");
    JsonNode listing = new ObjectMapper().readTree(Run.of("methods", "--json").out());
    assertThat(
            StreamSupport.stream(listing.get("augmentations").spliterator(), false)
                .map(method -> method.get("name").asText()))
        .containsExactlyElementsOf(Augmentations.ALL.names());
  }
}
