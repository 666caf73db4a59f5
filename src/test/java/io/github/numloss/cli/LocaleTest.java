package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a user's language has other digits, or other signs in numbers, the files are the same. */
final class LocaleTest {
  private static final String PLAN =
      """
      {
        "schemaVersion": 1,
        "title": "tiny",
        "pairs": [{"dataset": "DATA", "test": "DATA"}],
        "models": [{"model": "dnn", "seeds": [12], "epochs": 1, "batchSize": 8, "validation": 0.1,
          "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
        "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
          {"name": "proposed", "loss": {"name": "numeric", "alpha": 0.05, "beta": 0.9}}]
      }
      """;

  @TempDir private Path folder;

  @Test
  void namesFilesAndOutputHaveTheDigitsThatProgramsRead() throws Exception {
    List<String> egypt = List.of("-Duser.language=ar", "-Duser.country=EG");
    assertThat(String.format(new Locale("ar", "EG"), "%d", 12))
        .as("the digits that this Java knows for Egypt")
        .isEqualTo("١٢");
    Path data = TinyData.folder(folder.resolve("data"), 30, 12, ClassValues.range(3));
    Path experiment = Files.createDirectory(folder.resolve("experiment"));
    Files.writeString(experiment.resolve("plan.json"), PLAN.replace("DATA", data.toString()));

    String printed = JavaProcess.run(experiment, egypt, "experiment", ".", "--jobs", "1");
    printed += JavaProcess.run(folder, egypt, "evaluate", "--model-dir", exported(egypt));
    assertPlain("what was printed", printed);
    assertThat(experiment.resolve("trials/data-dnn-baseline-seed12/trial.json")).isRegularFile();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        assertPlain("the name", path.toString());
        if (path.toString().matches(".*\\.(json|csv|md|html|svg)")) {
          assertPlain(path.toString(), Files.readString(path));
        }
      }
    }
  }

  @Test
  void namesThatJavaCannotReadAreRefused() throws Exception {
    Path where = Files.createDirectory(folder.resolve("où"));
    ProcessBuilder builder =
        JavaProcess.prepare(folder, List.of(), "data", "list", "--json=où.json");
    builder.environment().put("LC_ALL", "C");
    assertMisread(builder.start());
    builder = JavaProcess.prepare(where, List.of(), "data", "list", "--json=a.json");
    builder.environment().put("LC_ALL", "C");
    assertMisread(builder.start());
    assertThat(where).isEmptyDirectory();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(where);
    }
  }

  private static void assertMisread(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(output).startsWith("numloss: names with other letters than those of ");
  }

  private String exported(List<String> options) throws IOException, InterruptedException {
    String run = "experiment/trials/data-dnn-baseline-seed12";
    JavaProcess.run(folder, options, "export", "--run", run, "--out", "models");
    return "models";
  }

  private static void assertPlain(String where, String text) {
    assertThat(text).as(where).doesNotContainPattern("[\\p{Nd}&&[^0-9]]").doesNotContain("٫", "٬");
  }
}
