package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.measure.ConfusionMatrix;
import io.github.numloss.measure.Metrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line takes, and what it says of itself. */
final class WordsTest {
  @TempDir private Path folder;

  @Test
  void theNameOfAModelAfterJsonIsNoFile() {
    Run run = Run.of("models", "--json", "dnn");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("{").contains("\"dnn\"").doesNotContain("\"cnn\"");
    assertThat(run.out()).isEqualTo(Run.of("models", "dnn", "--json").out());
    assertThat(Path.of("dnn")).doesNotExist();
  }

  @Test
  void helpIsThatOfTheCommand() {
    assertThat(Run.of("help")).isEqualTo(Run.of("--help"));
    assertThat(Run.of("help", "train")).isEqualTo(Run.of("train", "--help"));
    assertThat(Run.of("help", "data", "fetch")).isEqualTo(Run.of("data", "fetch", "--help"));
  }

  @Test
  void aNameThatEndsInJsonOrComesAfterAnEqualsSignIsAFile() throws IOException {
    String json = Run.of("models", "dnn", "--json").out();
    Path named = folder.resolve("a.json");
    Run run = Run.of("models", "dnn", "--json", named);
    assertThat(run.out()).startsWith("dnn for 28x28 images");
    assertThat(Files.readString(named)).isEqualToNormalizingNewlines(json);
    Path plain = folder.resolve("plain");
    assertThat(Run.of("models", "dnn", "--json=" + plain).code()).isZero();
    assertThat(Files.readString(plain)).isEqualToNormalizingNewlines(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out=",
        "train --export=",
        "train --datasets=",
        "train --json=",
        "evaluate --model-dir=",
        "predict x.png --model-dir=",
        "export --out x --run=",
        "data fetch mnist --from=",
        "data samples mnist --out=",
        "models --svg="
      })
  void anEmptyNameIsNotTheWorkingDirectory(String line) {
    Run run = Run.of((Object[]) line.split(" "));
    String option = line.substring(line.lastIndexOf(' ') + 1, line.length() - 1);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err())
        .startsWith(
            "numloss: invalid value for option '%s': expected a file or folder, but was ''."
                .formatted(option));
    for (String command : List.of("experiment", "report")) {
      Run empty = Run.of(command, "");
      assertThat(empty.code()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(empty.err())
          .startsWith("numloss: invalid value for DIR: expected a file or folder, but was ''.");
    }
  }

  @Test
  void theRootIsNoPlaceForARun() {
    Run run = Run.of("train", "--dataset", "mnist", "--out", "/");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("numloss: /: it is a folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "evaluate --modle-dir x     | unknown option '--modle-dir', did you mean '--model-dir'?",
        "predict --model-dri x y    | unknown option '--model-dri', did you mean '--model-dir'?",
        "export --runs x --out y    | unknown option '--runs', did you mean '--run'?",
        "data samples mnist --outt x | unknown option '--outt', did you mean '--out'?",
        "experiment --dryrun        | unknown option '--dryrun', did you mean '--dry-run'?",
        "data                       | a command is missing, expected one of list, fetch, verify, describe, convert, samples, cache.",
        "data fetch mnist --from x --mirror y | --from=DIR and --mirror=URL exclude each other.",
        "data samples mnist --out x.jpg       | --out is 'x.jpg', expected a name that ends in .png.",
        "data samples mnist --out x           | --out is 'x', expected a name that ends in .png.",
        "data samples mnist --out x.png --split all | expected one of train, test, but was 'all'.",
        "devices --json out        | unexpected argument 'out'; if it is a file for the results, write --json=out.",
        "models --svg x.png         | --svg is 'x.png', expected a name that ends in .svg.",
        "models dnn out.txt --json  | expected one of dnn, cnn, rnn, wide, mlp, or a model file that ends in .json, but was 'out.txt'.",
        "train --alpha 1e400        | invalid value for option '--alpha': 1e400 is beyond the numbers that it takes."
      })
  void whatIsWrongIsNamed(String line, String sentence) {
    Run run = Run.of((Object[]) line.split(" +"));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err().lines()).hasSize(2).first().asString().endsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource({"kannada, kannada-mnist", "MNITS, mnist", "dig_mnist, dig-mnist"})
  void aNameThatIsNearIsSuggested(String name, String known) {
    assertThat(Run.of("data", "verify", name).err()).contains("did you mean '" + known + "'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "x", "digits", "imagenet"})
  void aNameThatIsFarIsNotSuggested(String name) {
    assertThat(Run.of("data", "verify", name).err())
        .startsWith("numloss: '" + name + "' is no known data set. Known are mnist, ");
  }

  @Test
  void aDryRunAndAReportOfABuiltInPlanWriteNothing() {
    for (String name : List.of("paper", "quickstart")) {
      Path experiment = folder.resolve(name);
      assertThat(Run.of("experiment", experiment, "--dry-run").out()).contains("missing ");
      assertThat(Run.of("report", experiment).code()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void anExperimentIsNamedByItsFolderOrItsPlan() throws IOException {
    Path experiment = Files.createDirectory(folder.resolve("mine"));
    Path plan = experiment.resolve("plan.json");
    Run none = Run.of("experiment", plan, "--dry-run");
    assertThat(none.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(none.err()).startsWith("numloss: " + plan + ": there is no such file;");
    Files.writeString(
        plan,
        """
        {
          "schemaVersion": 1,
          "title": "mine",
          "pairs": [{"dataset": "mnist", "test": "mnist"}],
          "models": [{"model": "dnn", "seeds": [1], "epochs": 1, "batchSize": 8, "validation": 0.1,
            "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
          "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}}]
        }
        """);
    assertThat(Run.of("experiment", plan, "--dry-run").out())
        .contains("mnist-dnn-baseline-seed1")
        .isEqualTo(Run.of("experiment", experiment, "--dry-run").out());
  }

  /** The list of commands shows the first line of each. */
  @Test
  void everyCommandSaysInOneSentenceWhatItDoes() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(commands(NumLoss.commandLine(nowhere, nowhere)))
        .hasSizeGreaterThan(12)
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(command.getCommandName())
                    .endsWith("."));
  }

  /** A lone per cent sign makes the help begin with a warning. */
  @Test
  void everyDescriptionIsAFormat() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    for (CommandLine command : commands(NumLoss.commandLine(nowhere, nowhere)).toList()) {
      for (String line : command.getCommandSpec().usageMessage().description()) {
        assertThat(line.replace("%%", "").replace("%n", ""))
            .as(command.getCommandName())
            .doesNotContain("%");
      }
    }
  }

  @Test
  void everyOptionSaysWhatItDoes() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    for (CommandLine command : commands(NumLoss.commandLine(nowhere, nowhere)).toList()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(String.join(" ", option.description()))
            .as(command.getCommandName() + " " + option.longestName())
            .isNotBlank()
            .endsWith(".");
      }
    }
  }

  private static Stream<CommandLine> commands(CommandLine top) {
    return top.getSubcommands().values().stream()
        .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
  }

  @Test
  void largeErrorsDoNotRunTogether() {
    ClassValues values = ClassValues.of(0, 10_000_000);
    Metrics metrics = Metrics.of(new ConfusionMatrix(new int[][] {{1, 2}, {3, 4}}), values);
    StringWriter text = new StringWriter();
    MetricsTable.print(
        new PrintWriter(text, true), Map.of("argmax", metrics, "mean", metrics), null);
    assertThat(text.toString().lines().filter(row -> row.startsWith("Mean absolute error  ")))
        .singleElement()
        .satisfies(row -> assertThat(row.strip()).matches("[A-Za-z ]+( +5000000\\.0000){2}"));
  }
}
