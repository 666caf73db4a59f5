package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Devices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong ends with one sentence, its exit code, and nothing left behind. */
final class ErrorsTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;
  private Path models;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 30, 12, ClassValues.range(3));
    out = folder.resolve("new/run");
    models = folder.resolve("new/models");
  }

  private Run train(Object... more) {
    Map<String, ?> usual =
        Map.of(
            "--dataset", data, "--out", out, "--export", models, "--epochs", 1, "--device", "cpu");
    return Run.of(usual, "train", more);
  }

  private void assertFailed(Run run, int code, String sentence) {
    assertThat(run.err()).as("standard error").contains(sentence);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("numloss: ").doesNotContain("\tat ", "Exception");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--alpha -1         | alpha is -1.0, expected a finite number of at least 0.",
        "--alpha NaN        | alpha is NaN, expected a finite number of at least 0.",
        "--beta 1.5         | beta is 1.5, expected a number from 0 to 1.",
        "--epochs 0         | the number of epochs is 0, expected at least 1.",
        "--batch-size 0     | the batch size is 0, expected at least 1.",
        "--validation 1     | the validation share is 1.0, expected a number of at least 0 and below 1.",
        "--threads 0        | --threads is 0, expected at least 1.",
        "--threads 100000   | --threads is 100000, expected at most 1024, or 4 for each core where that is more.",
        "--learning-rate -1 | the learning rate is -1.0, expected a finite number above 0.",
        "--momentum 0.5     | momentum is for the optimizer sgd, not for adam.",
        "--model gru        | expected one of dnn, cnn, rnn, wide, mlp, or a model file that ends in .json, but was 'gru'",
        "--seed x           | invalid value for option '--seed': expected a whole number, but was 'x'.",
        "--epochs 1.5       | invalid value for option '--epochs': expected a whole number, but was '1.5'.",
        "--epochs 9999999999 | invalid value for option '--epochs': 9999999999 is beyond the numbers that it takes.",
        "--alpha 0,05       | invalid value for option '--alpha': expected a number such as 0.05, but was '0,05'.",
        "--loss numerical   | --loss: found 'numerical', expected a loss (cross-entropy, numeric, ",
        "--precision half   | expected one of float32, bfloat16, but was 'half'.",
        "--device tpu       | expected one of auto, cpu, gpu, but was 'tpu'.",
        "--schedule cosine  | expected one of constant, linear, but was 'cosine'.",
        "--optimizer lbfgs  | expected one of adam, rmsprop, sgd, but was 'lbfgs'.",
        "--optimizer sgd --momentum 1 | momentum is 1.0, expected a number of at least 0 and below 1.",
        "--validation -0.1  | the validation share is -0.1, expected a number of at least 0 and below 1.",
        "--epochs 1 --epochs 2 | option '--epochs' (N) should be specified only once.",
        "more               | unexpected argument 'more'.",
        "--compile --augment flip | the augmentation flip moves points, which XLA can't compile; leave it out, or train without --compile.",
        "--no-export        | --export and --no-export exclude each other.",
        "--epoch 3          | unknown option '--epoch', did you mean '--epochs'?",
        "--checkpoint-seconds -1 | --checkpoint-seconds is -1, expected at least 0.",
        "--resum            | unknown option '--resum', did you mean '--resume'?"
      })
  void wrongUsageIsTold(String options, String sentence) {
    Run run = train((Object[]) options.split(" "));
    assertFailed(run, ExitCode.WRONG_USAGE, sentence);
    assertThat(run.err().lines()).hasSize(2).last().isEqualTo("Try 'numloss train --help'.");
  }

  @Test
  void alphaIsForTheNumericLoss() {
    assertFailed(
        train("--loss", "cross-entropy", "--alpha", "0.1"),
        ExitCode.WRONG_USAGE,
        "--alpha is for --loss numeric, not for cross-entropy.");
  }

  @Test
  void anUnknownCommandGetsASuggestion() {
    Run run = Run.of("trian");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "numloss: unknown command 'trian', did you mean 'train' or 'experiment'?"
                + "Try 'numloss --help'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "evaluate               | missing required option: '--model-dir=DIR'.",
        "evaluate --model-dir   | missing required parameter for option '--model-dir' (DIR).",
        "evaluate --model-dir x --decoder mode | found 'mode', expected one of argmax, median, mean, expected, mid-median, least-cost.",
        "predict --model-dir x --decoder mean --costs c.csv x.png | --costs is not for --decoder mean; name --decoder least-cost.",
        "evaluate --model-dir x --costs c.csv | --costs is for a decoder; name it with --decoder least-cost.",
        "predict --model-dir x  | missing required parameter: 'FILE'.",
        "predict x.png          | missing required option: '--model-dir=DIR'.",
        "export --run x         | missing required option: '--out=DIR'.",
        "export --out x         | missing required option: '--run=DIR'.",
        "experiment             | missing required parameter: 'DIR'.",
        "experiment x --jobs 0  | --jobs is 0, expected at least 1.",
        "experiment x --jobs 100000 | --jobs is 100000, expected at most 1024, or 4 for each core where that is more.",
        "models --image-size 99999x99999 | impossible image size 99999 x 99999, expected sizes of at least 1 and at most 2,147,483,639 pixels.",
        "models cnn --image-size 46000x46000 | for images of 46000 x 46000, the weight dense_1.kernel would have 1,083,392,000,000 numbers, expected at most 2,147,483,639; take smaller images or fewer classes.",
        "models rnn --classes 1001 | --classes is 1001, expected 2 to 1000.",
        "help train x           | unexpected argument 'x'.",
        "experiment x --checkpoint-seconds -1 | --checkpoint-seconds is -1, expected at least 0.",
        "train --resume         | --resume needs --out, the folder of the run to go on with.",
        "models gru             | invalid value for MODEL: expected one of dnn, cnn, rnn, wide, mlp, or a model file that ends in .json, but was 'gru'.",
        "models --image-size 28x | --image-size is '28x', expected two sizes such as 28x28, three such as 64x64x3 of colour, or one number of features.",
        "models --classes 1     | --classes is 1, expected 2 to 1000.",
        "data nothing           | unknown command 'nothing'.",
        "help trian             | unknown command 'trian', did you mean 'train' or 'experiment'?",
        "help data nothing      | unknown command 'nothing'.",
        "--nothing              | unknown option '--nothing'."
      })
  void everyCommandTellsWrongUsage(String line, String sentence) {
    Run run = Run.of((Object[]) line.split(" "));
    assertFailed(run, ExitCode.WRONG_USAGE, sentence);
    assertThat(run.err().lines()).hasSize(2).first().asString().endsWith(sentence);
  }

  @Test
  void anExistingOutputFolderIsLeftAlone() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("existing"));
    Run run = Run.of("train", "--dataset", data, "--out", existing, "--no-export");
    assertFailed(
        run,
        ExitCode.WRONG_USAGE,
        "--out " + existing + " exists already; name a folder that does not.");
    assertThat(existing).isEmptyDirectory();
  }

  @Test
  void anOutputFolderThatCannotBeWrittenIsToldBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Run noRun = train("--out", file.resolve("run"));
    assertFailed(noRun, ExitCode.FAILED, file + ": it is no folder");
    Run noModels = train("--export", file.resolve("models"));
    assertFailed(noModels, ExitCode.FAILED, file + ": it is no folder");
    Run modelsAreAFile = train("--export", file);
    assertFailed(modelsAreAFile, ExitCode.FAILED, file + ": it is no folder");
    Run noJson = train("--json", file.resolve("results.json"));
    assertFailed(noJson, ExitCode.FAILED, file + ": it is no folder");
    Run jsonIsAFolder = train("--json=" + data);
    assertFailed(jsonIsAFolder, ExitCode.FAILED, data + ": it is a folder");
    assertThat(List.of(noRun, noModels, modelsAreAFile, noJson, jsonIsAFolder))
        .allSatisfy(run -> assertThat(run.err()).hasLineCount(1));
  }

  @Test
  void aMissingDatasetIsTold() {
    assertFailed(
        train("--datasets", folder.resolve("none"), "--dataset", "dig-mnist"),
        ExitCode.BAD_DATA,
        "dig-mnist");
    assertFailed(
        train("--dataset", "kannada-mnist", "--datasets", folder.resolve("none")),
        ExitCode.BAD_DATA,
        "numloss data fetch kannada-mnist");
    assertFailed(train("--dataset", "mnits"), ExitCode.BAD_DATA, "did you mean 'mnist'?");
    assertFailed(train("--dataset", folder.resolve("nowhere")), ExitCode.BAD_DATA, "nowhere");
  }

  @Test
  void damagedFilesAreTold() throws IOException {
    Path images = data.resolve("train-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertFailed(train(), ExitCode.BAD_DATA, images.toString());

    whole[0] = 1;
    Files.write(images, whole);
    assertFailed(train(), ExitCode.BAD_DATA, images.toString());
    whole[0] = 0;
    Files.write(images, whole);

    Path gzip = data.resolve("t10k-images-idx3-ubyte.gz");
    byte[] compressed = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(compressed, compressed.length / 2));
    assertFailed(train(), ExitCode.BAD_DATA, gzip.toString());
    compressed[compressed.length / 2] ^= 0x55;
    Files.write(gzip, compressed);
    assertFailed(train(), ExitCode.BAD_DATA, gzip.toString());
  }

  @Test
  void labelsThatDoNotFitAreTold() throws IOException {
    Path labels = data.resolve("train-labels-idx1-ubyte");
    byte[] whole = Files.readAllBytes(labels);
    whole[8 + 4] = 3;
    Files.write(labels, whole);
    assertFailed(train(), ExitCode.BAD_DATA, "label 4 is 3");

    byte[] fewer = Arrays.copyOf(whole, whole.length - 1);
    fewer[8 + 4] = 1;
    fewer[7]--;
    Files.write(labels, fewer);
    assertFailed(train(), ExitCode.BAD_DATA, "29");
  }

  @Test
  void aDeviceThatIsNotThereIsTold() {
    assumeTrue(
        Devices.list().stream().noneMatch(device -> device.type().equals("GPU")),
        "this machine has a GPU");
    assertFailed(train("--device", "gpu"), ExitCode.NO_SUCH_DEVICE, "TensorFlow sees no GPU");
  }

  @Test
  void aTrainingThatFailsLeavesNothing() {
    assertFailed(
        train("--optimizer", "sgd", "--learning-rate", "1e30", "--epochs", 3, "--quiet"),
        ExitCode.FAILED,
        "try a smaller learning rate than 1.0E30");
  }

  @Test
  void testImagesThatDoNotFitTheTrainingImagesAreTold() throws IOException {
    Path values = TinyData.folder(folder.resolve("values"), 9, 9, ClassValues.of(1, 2, 3));
    assertFailed(
        train("--test", values),
        ExitCode.BAD_DATA,
        "the classes of tiny stand for [1.0, 2.0, 3.0], but those of tiny for [0.0, 1.0, 2.0];");
    assertFailed(
        train("--test", "mnist"),
        ExitCode.BAD_DATA,
        "the test set of mnist has images of 28 x 28, but the training set of tiny has images of 9 x 8;");
  }

  /** 2100 · 2100 · 512 is beyond the numbers that an array holds. */
  @Test
  void imagesThatAreTooLargeForTheModelAreTold() throws IOException {
    for (Path file : List.of(data.resolve("train-"), data.resolve("t10k-"))) {
      for (String kind : List.of("images-idx3-ubyte", "labels-idx1-ubyte")) {
        Files.deleteIfExists(Path.of(file + kind + ".gz"));
      }
      byte[] images = ByteBuffer.allocate(16 + 3 * 2100 * 2100).putInt(2051).putInt(3).array();
      ByteBuffer.wrap(images).putInt(8, 2100).putInt(12, 2100);
      Files.write(Path.of(file + "images-idx3-ubyte"), images);
      Files.write(
          Path.of(file + "labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 2});
    }
    assertFailed(
        train(),
        ExitCode.BAD_DATA,
        data
            + ": dnn can't learn it: for images of 2100 x 2100, the weight dense_1.kernel would have"
            + " 2,257,920,000 numbers, expected at most 2,147,483,639; take smaller images or fewer"
            + " classes.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                | it ends before its JSON does",
        "{\"schemaVersion\": 1, \"nme\": 1} | at $.nme: there is no such field, expected one of background, bins, channels, citation, classValues, classes, columns, costs, labels,"
            + " licence, missing, name, preparation, ready, schemaVersion, size, unit",
        "{\"schemaVersion\": 1, \"name\": \"x\", \"classValues\": [1, 2], \"nme\": 1} | at $.nme: there is no such field, expected one of background, bins, channels, citation, classValues, classes, columns, costs, labels,"
            + " licence, missing, name, preparation, ready, schemaVersion, size, unit",
        "{\"schemaVersion\": 1, \"name\": \"x\", \"classValues\": [1, 1]} | class values must increase strictly",
        "{\"schemaVersion\": 2, \"name\": \"x\", \"classValues\": [1, 2]} | schemaVersion is 2, expected 1",
        "{\"name\": \"x\", \"classValues\": [1, 2]} | at $.schemaVersion: it is missing or null"
      })
  void aWrongDescriptionIsTold(String json, String sentence) throws IOException {
    Path file = data.resolve("dataset.json");
    Files.writeString(file, json);
    Run run = train();
    assertFailed(run, ExitCode.BAD_DATA, sentence);
    assertThat(run.err()).startsWith("numloss: " + file + ": ").hasLineCount(1);
  }

  @Test
  void aFolderWithoutAModelIsTold() throws IOException {
    Run run = Run.of("evaluate", "--model-dir", data, "--dataset", data);
    assertFailed(run, ExitCode.BAD_DATA, "name a folder that was exported to");
    Run none = Run.of("predict", "--model-dir", folder.resolve("none"), "x.png");
    assertFailed(none, ExitCode.BAD_DATA, "there is no such folder");
  }

  @Test
  void everyCommandHasHelpWithoutErrors() {
    for (String command :
        new String[] {
          "train", "evaluate", "predict", "export", "experiment", "data", "models", "devices"
        }) {
      Run run = Run.of(command, "--help");
      assertThat(run.code()).isZero();
      assertThat(run.out()).startsWith("Usage: numloss " + command);
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 80, "fits into 80 columns");
      assertThat(run.err()).isEmpty();
    }
  }
}
