package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExperimentCommandTest {
  private static final String PLAN =
      """
      {
        "schemaVersion": 1,
        "title": "tiny",
        "pairs": [{"dataset": "DATA", "test": "DATA"}],
        "models": [{"model": "dnn", "seeds": [1, 2], "epochs": 1, "batchSize": 16, "validation": 0,
          "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
        "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
          {"name": "proposed", "loss": {"name": "numeric", "alpha": 0.05, "beta": 0.9}}]
      }
      """;

  @TempDir private Path folder;
  private Path experiment;
  private Path plan;
  private String text;

  @BeforeEach
  void writePlan() throws IOException {
    Path datasets = Files.createDirectory(folder.resolve("datasets"));
    Path data = TinyData.folder(datasets.resolve("tiny"), 48, 12, ClassValues.range(3));
    experiment = Files.createDirectory(folder.resolve("experiment"));
    plan = experiment.resolve("plan.json");
    text = PLAN.replace("DATA", data.toString());
    Files.writeString(plan, text);
  }

  private Run run(Object... more) {
    Object[] arguments = new Object[more.length + 2];
    arguments[0] = "experiment";
    arguments[1] = experiment;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Run.of(arguments);
  }

  private long trials() throws IOException {
    try (Stream<Path> files = Files.walk(experiment)) {
      return files.filter(file -> file.endsWith("trial.json")).count();
    }
  }

  @Test
  void whatIsMissingIsListedAndRunAndNotRunAgain() throws IOException {
    Run dry = run("--dry-run", "--jobs", 2);
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out().lines())
        .hasSize(7)
        .contains(
            "3 comparisons (1 data set × 1 model × 3 measures × 1 loss) are decided together, with"
                + " the correction of Holm (1979).",
            "The least p value that 2 seeds can give, corrected for 3 comparisons, is 1, not below"
                + " 0.05: they show the direction and the size of a difference, not whether it is"
                + " real. 7 seeds could.")
        .endsWith("4 of 4 trials to run: about 0 s, 2 at a time, going by speeds seen elsewhere");
    assertThat(dry.out().lines().limit(4))
        .allMatch(line -> line.matches("missing tiny-dnn-.*-seed[12]  about 0 s"));
    assertThat(experiment).isDirectoryContaining("glob:**/plan.json");
    assertThat(trials()).isZero();

    Run first = run("--jobs", 2);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("4 of 4 trials").contains("Table 1: error rate");
    assertThat(first.out()).isEqualTo(Run.of("report", experiment).out());
    assertThat(first.err()).startsWith("4 of 4 trials to run, 2 at a time").contains("[4/4] ");
    assertThat(trials()).isEqualTo(4);
    assertThat(experiment.resolve("trials/tiny-dnn-proposed-seed2/trial.json")).exists();
    assertThat(run("--dry-run").out().lines())
        .hasSize(7)
        .contains("done    tiny-dnn-baseline-seed1")
        .endsWith("0 of 4 trials to run");

    Run again = run("--quiet");
    assertThat(again.code()).isZero();
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).isEmpty();
    assertThat(trials()).isEqualTo(4);
  }

  /** Killed while a trial runs, and started again, it ends with the files that it would have. */
  @Test
  void killedAndStartedAgainItGivesTheSameReport(@TempDir Path other)
      throws IOException, InterruptedException {
    text = text.replace("\"epochs\": 1", "\"epochs\": 60");
    Files.writeString(plan, text);
    assertThat(run("--jobs", 1).code()).isZero();
    Path uninterrupted = Files.move(experiment, other.resolve("experiment"));
    Files.createDirectory(experiment);
    Files.writeString(plan, text);

    Process process =
        JavaProcess.start(
            folder, List.of(), "experiment", experiment.toString(), "--jobs", "1", "--quiet");
    while (trials() < 2 && process.isAlive()) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertThat(trials()).isBetween(2L, 3L);
    assertThat(experiment.resolve("summary.json")).doesNotExist();
    assertThat(run("--jobs", 1).code()).isZero();

    // The times of a trial are its own, and the report shows them: give both the same.
    try (Stream<Path> trials = Files.list(uninterrupted.resolve("trials"))) {
      for (Path trial : trials.toList()) {
        Path same = experiment.resolve(uninterrupted.relativize(trial));
        assertThat(withoutTimes(same)).isEqualTo(withoutTimes(trial));
        for (String name : List.of("trial.json", "SHA256SUMS")) {
          Files.copy(trial.resolve(name), same.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    assertThat(Run.of("report", experiment).code()).isZero();
    try (Stream<Path> files = Files.walk(uninterrupted)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(experiment.resolve(uninterrupted.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  private static JsonNode withoutTimes(Path trial) throws IOException {
    JsonNode result = new ObjectMapper().readTree(trial.resolve("trial.json").toFile());
    for (JsonNode epoch : result.get("history")) {
      ((ObjectNode) epoch).remove(List.of("seconds", "imagesPerSecond"));
    }
    ((ObjectNode) result.get("provenance")).remove(List.of("started", "ended"));
    return result;
  }

  @Test
  void aTrialOfAnotherConfigurationIsKeptAsideAndRunAgain() throws IOException {
    assertThat(run("--quiet").code()).isZero();
    Files.writeString(plan, text.replace("\"beta\": 0.9", "\"beta\": 0.5"));
    Run dry = run("--dry-run");
    assertThat(dry.out().lines())
        .filteredOn(line -> line.startsWith("changed "))
        .hasSize(2)
        .allMatch(line -> line.contains("-proposed-"));
    assertThat(dry.out()).endsWith("going by the trials that were run here\n");
    Run changed = run("--jobs", 1);
    assertThat(changed.code()).isZero();
    assertThat(changed.err())
        .contains("2 of 4 trials to run")
        .contains("was run with another configuration; what was there is now in ");
    assertThat(experiment.resolve("superseded")).isDirectoryContaining("glob:**-proposed-seed2");
    assertThat(trials()).isEqualTo(6);
    assertThat(run("--dry-run").out().lines()).endsWith("0 of 4 trials to run");
  }

  @Test
  void aTrialThatFailsLeavesTheOthersAndIsTriedAgainWhenAsked() throws IOException {
    Files.writeString(plan, text.replace("\"alpha\": 0.05", "\"alpha\": 1e30"));
    Run run = run("--jobs", 2);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .startsWith("2 of 4 trials\n")
        .contains("Trials that do not count")
        .containsPattern("tiny-dnn-proposed-seed2 +failed +the ");
    assertThat(run.err())
        .containsPattern("\\[./4] tiny-dnn-proposed-seed1 failed: the .*\\.\n")
        .containsPattern("numloss: tiny-dnn-proposed-seed2 failed: the .*\\.\n")
        .endsWith(
            "numloss: of 4 trials, 2 failed; mend what is said above, and add --retry-failed to run"
                + " such trials again.\n");
    assertThat(trials()).isEqualTo(2);
    assertThat(experiment.resolve("failures/tiny-dnn-proposed-seed1.json"))
        .content()
        .contains("\"reason\" : \"the ", "\"seed\" : 1");
    for (String file : List.of("report.html", "tables.md", "summary.json")) {
      assertThat(experiment.resolve(file)).content().contains("tiny-dnn-proposed-seed2");
    }
    assertThat(experiment.resolve("report.html"))
        .content()
        .contains("2 of 4 trials were run", "<code>tiny-dnn-proposed-seed2</code> failed: the ");

    Run again = run("--jobs", 2);
    assertThat(again.code()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).startsWith("0 of 4 trials to run");
    assertThat(again.out()).isEqualTo(run.out());
    assertThat(Run.of("report", experiment).code()).isZero();
    assertThat(Run.of("report", experiment).out()).isEqualTo(run.out());
    assertThat(run("--dry-run").out())
        .containsPattern("failed  tiny-dnn-proposed-seed1  \\(the .*\\)\n")
        .endsWith("0 of 4 trials to run\n");

    Run retried = run("--jobs", 2, "--retry-failed");
    assertThat(retried.code()).isEqualTo(ExitCode.FAILED);
    assertThat(retried.err()).startsWith("2 of 4 trials to run").contains("[2/2] ");

    Files.writeString(plan, text);
    Run mended = run("--jobs", 2);
    assertThat(mended.code()).as(mended.err()).isZero();
    assertThat(mended.err()).startsWith("2 of 4 trials to run");
    assertThat(mended.out()).startsWith("4 of 4 trials\n").doesNotContain("do not count");
    assertThat(experiment.resolve("failures")).isEmptyDirectory();
  }

  @Test
  void whereEveryTrialFailsThereIsNoReport() throws IOException {
    Files.writeString(plan, text.replace("\"learningRate\": 0.001", "\"learningRate\": 1e30"));
    Run run = run("--jobs", 2, "--quiet");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(5).contains("numloss: of 4 trials, 4 failed; ");
    assertThat(experiment.resolve("report.html")).doesNotExist();
    Run report = Run.of("report", experiment);
    assertThat(report.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(report.err())
        .startsWith(
            "numloss: %s: no trial of its plan counts; 4 were run or tried, and the first, "
                    .formatted(experiment)
                + "tiny-dnn-baseline-seed1, is failed (the ")
        .hasLineCount(1);
  }

  @Test
  void aDamagedTrialIsToldAndKeptAndRunAgainWhenAsked() throws IOException {
    assertThat(run("--quiet").code()).isZero();
    Path damaged = experiment.resolve("trials/tiny-dnn-baseline-seed2/errors.npy");
    byte[] half = Arrays.copyOf(Files.readAllBytes(damaged), 70);
    Files.write(damaged, half);
    Run report = Run.of("report", experiment);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out())
        .startsWith("3 of 4 trials\n")
        .containsPattern(
            "tiny-dnn-baseline-seed2 +damaged +trials/tiny-dnn-baseline-seed2/errors.npy: it is"
                + " damaged: its SHA-256 is ");
    Run run = run();
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith("0 of 4 trials to run")
        .contains("numloss: tiny-dnn-baseline-seed2 is damaged: trials/tiny-dnn-baseline-seed2/")
        .contains("numloss: of 4 trials, 1 damaged; ");
    assertThat(damaged).hasBinaryContent(half);

    Run retried = run("--retry-failed");
    assertThat(retried.code()).as(retried.err()).isZero();
    assertThat(retried.err()).startsWith("tiny-dnn-baseline-seed2: ").contains("1 of 4 trials to");
    assertThat(experiment.resolve("superseded/tiny-dnn-baseline-seed2/errors.npy"))
        .hasBinaryContent(half);
    assertThat(retried.out()).startsWith("4 of 4 trials\n");
  }

  @Test
  void trialsOnOtherDataDoNotCountAndRunAgain() throws IOException {
    assertThat(run("--quiet").code()).isZero();
    Path labels = folder.resolve("datasets/tiny/t10k-labels-idx1-ubyte.gz");
    IdxFiles.writeLabels(labels, new int[] {2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0});
    Run report = Run.of("report", experiment);
    assertThat(report.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(report.err())
        .contains("is changed (it was run on other data: t10k-labels-idx1-ubyte.gz of ")
        .endsWith(" has changed since); run 'numloss experiment'.\n");
    assertThat(run("--dry-run").out())
        .contains("4 of 4 trials to run")
        .containsPattern("changed tiny-dnn-baseline-seed1  about .* \\(it was run on other data: ");
    Run again = run("--jobs", 2);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("t10k-labels-idx1-ubyte.gz of ", "4 of 4 trials to run");
    assertThat(experiment.resolve("superseded").toFile().list()).hasSize(4);
    assertThat(Run.of("report", experiment).out()).startsWith("4 of 4 trials\n");
  }

  @Test
  void damagedDataEndsItWithNoTrialHalfWritten() throws IOException {
    Files.write(folder.resolve("datasets/tiny/train-labels-idx1-ubyte"), new byte[3]);
    Run run = run("--jobs", 2);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err().lines())
        .last()
        .asString()
        .startsWith("numloss: ")
        .contains("it ends within its header");
    try (Stream<Path> inside = Files.list(experiment)) {
      assertThat(inside).containsExactly(plan);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper", "quickstart"})
  void aNewFolderGetsTheBuiltInPlanOfItsName(String name) throws IOException {
    Path builtIn = folder.resolve("results").resolve(name);
    Run run = Run.of("experiment", builtIn, "--dry-run", "--datasets", folder.resolve("none"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .filteredOn(line -> line.startsWith("missing "))
        .isNotEmpty()
        .allMatch(line -> line.matches(".* [a-z0-9+-]+-(dnn|cnn|rnn)-[a-z]+-seed[0-9]+  no data"));
    assertThat(run.out()).contains("there is no such file; run: numloss data fetch mnist");
    assertThat(builtIn).as("a dry run writes nothing").doesNotExist();
    Plan opened = Experiment.open(builtIn).plan();
    assertThat(Json.read(builtIn.resolve("plan.json"), Plan.class)).isEqualTo(opened);
  }

  @Test
  void aFolderWithoutAPlanIsTold() throws IOException {
    Files.delete(plan);
    Run run = run();
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "numloss: %s: there is no such file; write a plan there, or name a folder paper or"
                    .formatted(plan)
                + " quickstart for a built-in one.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\": 1   | \"schemaVersion\": 3       | schemaVersion is 3, expected 1 to 2",
        "\"title\": \"tiny\",   | ``                         | at $.title: it is missing or null",
        "\"seeds\": [1, 2]      | \"seeds\": [1, 1]          | seeds holds 1 twice",
        "\"seeds\": [1, 2]      | \"seeds\": []              | seeds is empty",
        "\"epochs\": 1          | \"epochs\": 0              | epochs is 0, expected at least 1",
        "\"batchSize\": 16      | \"batchSize\": 0           | batchSize is 0, expected at least 1",
        "\"validation\": 0      | \"validation\": 1          | validation is 1.0, expected",
        "\"name\": \"proposed\" | \"name\": \"baseline\"     | losses holds baseline twice",
        "\"name\": \"proposed\" | \"name\": \"../up\"        | expected letters, digits and dashes",
        "\"beta\": 0.9          | \"beta\": 2                | beta is 2.0, expected a number",
        "\"epochs\": 1          | \"epoch\": 1               | at $.models[0].epochs: it is missing",
        "\"title\": \"tiny\",   | \"title\": \"\", \"x\": 1,  | at $.x: there is no such field, expected"
      })
  void aWrongPlanIsTold(String right, String wrong, String sentence) throws IOException {
    Files.writeString(plan, text.replace(right, wrong));
    Run run = run();
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).startsWith("numloss: " + plan + ": ").contains(sentence).hasLineCount(1);
  }

  @Test
  void relativeDataOfAPlanIsTakenFromThePlansFolder() throws IOException {
    Files.writeString(plan, PLAN.replace("DATA", "../datasets/tiny"));
    Run run = run("--jobs", 2);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(trials()).isEqualTo(4);
    assertThat(Run.of("report", experiment).out()).startsWith("4 of 4 trials\n");

    // The same data by another way is the same data.
    Files.writeString(plan, text);
    assertThat(run("--dry-run").out()).endsWith("0 of 4 trials to run\n");

    Path models = folder.resolve("models");
    Path trial = experiment.resolve("trials/tiny-dnn-baseline-seed1");
    assertThat(Run.of("export", "--run", trial, "--out", models).code()).isZero();
    Run evaluated = Run.of("evaluate", "--model-dir", models);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
  }

  /** Plans of before meant the working directory, which is that of the build here. */
  @ParameterizedTest
  @ValueSource(strings = {"src/main", "src"})
  void aPlanThatMeansTheWorkingDirectoryIsToldWhatToWrite(String path) throws IOException {
    Files.writeString(plan, PLAN.replace("DATA", path));
    Run run = run("--jobs", 2);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    String way = experiment.relativize(Path.of(path).toAbsolutePath()).toString();
    assertThat(run.err().lines())
        .last()
        .isEqualTo(
            "numloss: %s: there is no such folder; a plan's relative paths are taken from the plan's"
                    .formatted(experiment.resolve(path))
                + " own folder, so for the one in the working directory write "
                + way
                + ".");
  }
}
