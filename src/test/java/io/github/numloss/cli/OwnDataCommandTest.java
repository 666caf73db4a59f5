package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's table from its description to an exported model. */
final class OwnDataCommandTest {
  @TempDir private Path folder;
  private Path table;
  private Path run;
  private Path models;

  /** 200 rows of 10 people, whose grade follows from two numbers. */
  @BeforeEach
  void writeTable() throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("person;hours;age;grade\n");
    for (int i = 0; i < 200; i++) {
      double hours = 10 * random.nextDouble();
      rows.append(
          String.format(
              Locale.GERMAN,
              "p%d;%.2f;%d;%.1f%n",
              i % 10,
              hours,
              20 + random.nextInt(40),
              hours < 3 ? 1 : hours < 6 ? 2.5 : 4));
    }
    table = folder.resolve("grades.csv");
    Files.writeString(table, rows);
    run = folder.resolve("run");
    models = folder.resolve("models");
  }

  private Run train(Object... more) {
    Object[] all = new Object[more.length + 12];
    Object[] first = {
      "train",
      "--dataset",
      table,
      "--column",
      "value=grade",
      "--column",
      "group=person",
      "--model",
      "mlp",
      "--quiet",
      "--out",
      run
    };
    System.arraycopy(first, 0, all, 0, 12);
    System.arraycopy(more, 0, all, 12, more.length);
    return Run.of(all);
  }

  @Test
  void aTableIsLearnedMeasuredAndExported() throws IOException {
    Run trained = train("--epochs", 60, "--batch-size", 16, "--export", models);
    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode trial = new ObjectMapper().readTree(run.resolve("trial.json").toFile());
    assertThat(trial.at("/data/features").asInt()).isEqualTo(2);
    assertThat(trial.at("/data/divided").asBoolean()).isTrue();
    assertThat(trial.at("/data/classValues").toString()).isEqualTo("[1.0,2.5,4.0]");
    // Two of the ten people, with 20 rows each.
    assertThat(trial.at("/data/testImages").asInt()).isEqualTo(40);
    assertThat(trial.at("/metrics/argmax/errorRate").asDouble()).isLessThan(0.15);
    assertThat(run.resolve("features.npy")).exists();
    Run evaluated = Run.of("evaluate", "--model-dir", models, "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    JsonNode measured = new ObjectMapper().readTree(evaluated.out());
    assertThat(measured.at("/metrics/argmax/errorRate"))
        .isEqualTo(trial.at("/metrics/argmax/errorRate"));
    // Named again, the data is tested on what was held out, not on what was learned.
    Run named = Run.of("evaluate", "--model-dir", models, "--dataset", table, "--json");
    assertThat(named.code()).as(named.err()).isZero();
    assertThat(new ObjectMapper().readTree(named.out()).get("confusion"))
        .isEqualTo(trial.get("confusion"));
    Path copy = Files.copy(table, folder.resolve("others.csv"));
    Run others = Run.of("evaluate", "--model-dir", models, "--dataset", copy, "--json");
    assertThat(new ObjectMapper().readTree(others.out()).get("testImages").asInt()).isEqualTo(200);
    Run elsewhere = Run.of("export", "--run", run, "--out", folder.resolve("again"));
    assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
    assertThat(Files.readString(models.resolve("1/assets.extra/README.md")))
        .contains("| input | `features` | float32 | [-1, 2] |")
        .doesNotContain("## Pictures");
    JsonNode columns = trial.at("/data/featureColumns");
    assertThat(columns.toString()).isEqualTo("{\"names\":[\"hours\",\"age\"]}");
    Path model = models.resolve("1/assets.extra/model.json");
    assertThat(new ObjectMapper().readTree(model.toFile()).get("featureColumns"))
        .isEqualTo(columns);
    Run predicted = Run.of("predict", "--model-dir", models, table);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).hasLineCount(200);
  }

  @Test
  void theSameSeedDividesAlikeAndAnotherOtherwise() throws IOException {
    assertThat(train("--epochs", 1).code()).isZero();
    byte[] weights = Files.readAllBytes(run.resolve("weights.npz"));
    for (int seed = 1; seed <= 2; seed++) {
      run = folder.resolve("again" + seed);
      assertThat(train("--epochs", 1, "--seed", seed).code()).isZero();
      assertThat(java.util.Arrays.equals(Files.readAllBytes(run.resolve("weights.npz")), weights))
          .isEqualTo(seed == 1);
    }
  }

  @Test
  void whatATableIsCanBeSaidBesideIt() throws IOException {
    Files.writeString(
        folder.resolve("grades.csv.dataset.json"),
        "{\"schemaVersion\": 1, \"name\": \"grades\", \"columns\": {\"value\": \"grade\", \"group\":"
            + " \"person\"}}");
    Run described = Run.of("data", "describe", table, "--folds", 5);
    assertThat(described.code()).as(described.err()).isZero();
    assertThat(described.out())
        .contains("grades: 160 examples to learn and 40 to test on, 2 features, 3 classes")
        .contains("hours")
        .contains("To answer always");
  }

  @Test
  void aShareIsRefusedOfDataThatHasItsOwnTest() throws IOException {
    Path divided = Files.createDirectory(folder.resolve("divided"));
    String rows = Files.readString(table);
    Files.writeString(divided.resolve("train.csv"), rows);
    Files.writeString(divided.resolve("test.csv"), rows);
    Run run =
        Run.of(
            "data",
            "describe",
            divided,
            "--column",
            "value=grade",
            "--column",
            "group=person",
            "--test-share",
            0.5);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .contains("it says itself which examples to test on; leave out the share of test examples");
  }

  @Test
  void severalColumnsAreIgnoredAndOneIsTheValue() throws IOException {
    Path noted = folder.resolve("noted.csv");
    Files.writeString(noted, "id,note,hours,grade\n" + "1,good,2,1\n2,bad,3,2\n".repeat(20));
    Run one = Run.of("data", "describe", noted, "--column=ignore=id");
    assertThat(one.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(one.err()).contains("line 2, column 'note': found 'good', expected a number");
    Run both = Run.of("data", "describe", noted, "--column=ignore=id", "--column=ignore=note");
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.out()).contains("1 features, 2 classes").contains("hours");
    Run twice = Run.of("data", "describe", noted, "--column=value=id", "--column=value=grade");
    assertThat(twice.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(twice.err()).contains("--column gives value twice, 'id' and 'grade', expected one");
    assertThat(Run.of("data", "describe", noted, "--column", "value").err())
        .contains("--column is 'value', expected such as value=rating");
  }

  /** A model whose data was divided into folds is measured on other data, which is not. */
  @Test
  void foldsAreThoseOfTheLearnedDataAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(table, other.resolve("train.csv"));
    Files.copy(table, other.resolve("test.csv"));
    Run trained = train("--epochs", 1, "--folds", 5, "--export", models);
    assertThat(trained.code()).as(trained.err()).isZero();
    Run evaluated = Run.of("evaluate", "--model-dir", models, "--dataset", other, "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    JsonNode measured = new ObjectMapper().readTree(evaluated.out());
    assertThat(measured.at("/testImages").asInt()).isEqualTo(200);
  }

  @Test
  void whatIsAskedForOfMnistsFourFilesIsRefused() {
    for (String[] option : new String[][] {{"--folds", "5"}, {"--bins", "width:2"}}) {
      Run run = Run.of("data", "describe", "mnist", option[0], option[1]);
      assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(run.err())
          .contains("mnist has MNIST's four files, which say themselves what to test on");
    }
  }

  /** What decides where seeds divide the same examples is not the sign-flip test. */
  @Test
  void theReportOfDividedDataNamesItsTest() throws IOException {
    Path experiment = Files.createDirectory(folder.resolve("experiment"));
    Files.writeString(
        experiment.resolve("plan.json"),
        """
        {"schemaVersion": 2, "title": "grades",
         "pairs": [{"dataset": "../grades.csv", "test": "../grades.csv",
           "data": {"folds": 5, "columns": {"value": "grade", "group": "person"}}}],
         "models": [{"model": "mlp", "seeds": [1, 2, 3], "epochs": 2, "batchSize": 16,
           "validation": 0.2,
           "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
         "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
           {"name": "crps", "loss": {"name": "crps"}}, {"name": "corn", "loss": {"name": "corn"}}],
         "choose": "meanAbsoluteError"}
        """);
    Run ran = Run.of("experiment", experiment);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("Which method and decoder to use?")
        .contains("Nadeau and Bengio 2003")
        .doesNotContain("The least p value");
    assertThat(Files.readString(experiment.resolve("report.html")))
        .contains("Nadeau and Bengio 2003")
        .contains("Average ranks over such divisions are shown and not tested")
        .doesNotContain("sign-flip permutation test")
        .doesNotContain("Friedman’s test: p");
    JsonNode rankings =
        new ObjectMapper().readTree(experiment.resolve("summary.json").toFile()).get("rankings");
    assertThat(rankings).isNotEmpty();
    for (JsonNode ranking : rankings) {
      assertThat(ranking.get("friedman").isNull()).isTrue();
      assertThat(ranking.get("criticalDifference").isNull()).isTrue();
      assertThat(ranking.at("/methods/0/averageRank").isNumber()).isTrue();
    }
    try (Stream<Path> figures = Files.list(experiment.resolve("figures"))) {
      assertThat(figures.map(Path::getFileName).map(Path::toString))
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("ranks"));
    }
    Run again = Run.of("experiment", experiment);
    assertThat(again.err()).contains("0 of 9 trials to run");
    Files.writeString(table, Files.readString(table).replaceFirst("p0;", "p1;"));
    assertThat(Run.of("experiment", experiment, "--dry-run").out())
        .contains("grades.csv of ../grades.csv has changed since");
  }

  @Test
  void aPartForValidationWatchesTheTraining() throws IOException {
    StringBuilder rows = new StringBuilder("x,split,y\n");
    for (int i = 0; i < 90; i++) {
      String part = i % 9 == 0 ? "test" : i % 6 == 1 ? "validation" : "train";
      rows.append("%s,%s,%s%n".formatted(i, part, i % 3));
    }
    table = folder.resolve("parts.csv");
    Files.writeString(table, rows);
    Run trained =
        Run.of(
            "train",
            "--dataset",
            table,
            "--model",
            "mlp",
            "--quiet",
            "--out",
            run,
            "--epochs",
            1,
            "--no-export",
            "--validation",
            0.5);
    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode trial = new ObjectMapper().readTree(run.resolve("trial.json").toFile());
    assertThat(trial.at("/data/trainImages").asInt()).isEqualTo(80);
    assertThat(trial.at("/history/0/validation/images").asInt()).isEqualTo(15);
  }
}
