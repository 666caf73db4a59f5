package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.numloss.source.DataForm;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * mlcroissant takes what {@code data describe --croissant} writes, and reads the data by it. It
 * runs if the environment variable NUMLOSS_PYTHON names a Python that has mlcroissant.
 */
final class CroissantInPythonTest {
  private static final Path CHECK =
      Path.of(System.getProperty("numloss.home"), "src/test/python/croissant_check.py");

  @TempDir private Path folder;
  private String python;
  private Path table;

  @BeforeEach
  void requirePython() throws IOException, InterruptedException {
    python = System.getenv("NUMLOSS_PYTHON");
    assumeTrue(python != null, "set NUMLOSS_PYTHON to a Python with mlcroissant to run this");
    assumeTrue(
        new ProcessBuilder(python, "-c", "import mlcroissant").start().waitFor() == 0,
        "the Python that NUMLOSS_PYTHON names has no mlcroissant");
    table =
        Files.writeString(
            folder.resolve("grades.csv"),
            """
            hours a day,who,grade,split
            1.5,Li,2,train
            3,Bo,3.5,train
            0.25,Cy,2,test
            """);
    describe(", \"columns\": {\"value\": \"grade\", \"group\": \"who\"}");
  }

  private void describe(String more) throws IOException {
    Files.writeString(
        folder.resolve("grades.csv.dataset.json"),
        "{\"schemaVersion\": 1, \"licence\": \"https://spdx.org/licenses/CC0-1.0.html\","
            + " \"citation\": \"A. Author, 2020\""
            + more
            + "}");
  }

  /** Writes metadata of data, and gives what the script prints of it. */
  private List<String> checked(Path data, Path file, String... records)
      throws IOException, InterruptedException {
    Run run = Run.of("data", "describe", data, "--croissant", file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .isEqualTo(file + ": written; not known, so left out: version, datePublished\n");
    List<String> command = new ArrayList<>(List.of(python, CHECK.toString(), file.toString()));
    command.addAll(List.of(records));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }

  @Test
  void aTableIsReadByIt() throws IOException, InterruptedException {
    Path other = Files.createDirectory(folder.resolve("metadata"));

    assertThat(checked(table, other.resolve("grades.json"), "examples"))
        .containsExactly(
            "warning datePublished",
            "warning version",
            "{\"examples/grade\": 2.0, \"examples/split\": \"train\", \"examples/who\": \"Li\","
                + " \"examples/hours_a_day\": 1.5}",
            "{\"examples/grade\": 3.5, \"examples/split\": \"train\", \"examples/who\": \"Bo\","
                + " \"examples/hours_a_day\": 3.0}",
            "{\"examples/grade\": 2.0, \"examples/split\": \"test\", \"examples/who\": \"Cy\","
                + " \"examples/hours_a_day\": 0.25}");
  }

  @Test
  void picturesAreReadByIt() throws IOException, InterruptedException {
    Path data = folder.resolve("pictures");
    for (String name : List.of("train/7.5/a.png", "train/-2/b.png", "test/7.5/c.png")) {
      Files.createDirectories(data.resolve(name).getParent());
      BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(0, 0, 0, name.charAt(name.length() - 5));
      ImageIO.write(picture, "png", data.resolve(name).toFile());
    }
    Files.copy(folder.resolve("grades.csv.dataset.json"), data.resolve("dataset.json"));

    assertThat(checked(data, folder.resolve("pictures.json"), "train"))
        .containsExactly(
            "warning datePublished",
            "warning version",
            "{\"train/picture\": [3, 2, 98], \"train/value\": -2.0}",
            "{\"train/picture\": [3, 2, 97], \"train/value\": 7.5}");
    assertThat(checked(data, data.resolve("croissant.json"), "test"))
        .contains("{\"test/picture\": [3, 2, 99], \"test/value\": 7.5}");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataForm.class,
      names = {"IDX", "CSV", "TSV", "NPZ"})
  void eachFormHasMetadataWithoutErrors(DataForm form) throws IOException, InterruptedException {
    Path out = folder.resolve(form == DataForm.IDX ? "out" : "out." + form);
    Run.of("data", "convert", table, out, "--to", form);

    assertThat(checked(out, folder.resolve("croissant.json")))
        .containsExactly("warning datePublished", "warning version");
  }

  @Test
  void theCatalogsDataHasMetadataWithoutErrors() throws IOException, InterruptedException {
    assertThat(checked(Path.of("mnist"), folder.resolve("croissant.json")))
        .containsExactly("warning datePublished", "warning version");
  }
}
