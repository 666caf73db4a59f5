package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a table's features, used on rows that it has not learned. */
final class PredictRowsTest {
  @TempDir private static Path folder;
  private static Path models;
  private static Path strict;

  /** The mean of the training rows' hours where they are known. */
  private static float meanHours;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(3);
    Path data = Files.createDirectory(folder.resolve("grades"));
    double sum = 0;
    int known = 0;
    for (String name : List.of("train.csv", "test.csv")) {
      StringBuilder rows = new StringBuilder("person;hours;age;grade\n");
      for (int i = 0; i < 120; i++) {
        double hours = random.nextInt(1000) / 100.0;
        boolean isGone = i % 10 == 3;
        if (name.equals("train.csv") && !isGone) {
          sum += (float) hours;
          known++;
        }
        rows.append(
            String.format(
                Locale.GERMAN,
                "p%d;%s;%d;%.1f%n",
                name.equals("train.csv") ? i % 10 : 10 + i % 10,
                isGone ? "" : String.format(Locale.GERMAN, "%.2f", hours),
                20 + random.nextInt(40),
                hours < 3 ? 1 : hours < 6 ? 2.5 : 4));
      }
      Files.writeString(data.resolve(name), rows);
    }
    meanHours = (float) (sum / known);
    models = folder.resolve("models");
    train(data, models, "--missing", "mean");
    Path whole = folder.resolve("whole.csv");
    Files.writeString(whole, "hours,age,label\n" + "1,20,1\n2,30,1\n8,20,4\n9,30,4\n".repeat(5));
    strict = folder.resolve("strict");
    train(whole, strict);
  }

  private static void train(Path data, Path to, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "--dataset", data, "--model", "mlp"));
    arguments.addAll(List.of("--epochs", 30, "--batch-size", 16, "--quiet", "--export", to));
    arguments.addAll(List.of("--out", folder.resolve("run-" + to.getFileName())));
    if (more.length > 0) {
      arguments.addAll(List.of("--column", "value=grade", "--column", "group=person"));
      arguments.addAll(List.of(more));
    }
    Run run = Run.of(arguments.toArray());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Run run(Path modelFolder, Object... files) {
    List<Object> arguments = new ArrayList<>(List.of("predict", "--model-dir", modelFolder));
    arguments.addAll(List.of(files));
    return Run.of(arguments.toArray());
  }

  private static List<JsonNode> predict(Path modelFolder, Path file) throws IOException {
    Run run = run(modelFolder, file);
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static void assertRefused(Path modelFolder, Path file, String sentence) {
    Run run = run(modelFolder, file);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("numloss: " + file + ": " + sentence + System.lineSeparator());
  }

  @Test
  void columnsAreTakenByNameAndOthersIgnored() throws IOException {
    Path german = write("german.csv", "person;hours;age;grade\na;1,5;30;4\nb;8,25;40;1\n");
    Path other =
        write("other.csv", "age,note,id,hours\n30,\"well, late\",7,1.5\n\n40,no number,8,8.25\n");
    List<JsonNode> expected = predict(models, german);
    List<JsonNode> lines = predict(models, other);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("value").floatValue()).isEqualTo(1);
    assertThat(lines.get(1).get("value").floatValue()).isEqualTo(4);
    for (int i = 0; i < 2; i++) {
      assertThat(lines.get(i).get("probabilities")).isEqualTo(expected.get(i).get("probabilities"));
      assertThat(lines.get(i).get("file").asText()).isEqualTo(other.toString());
      assertThat(lines.get(i).get("line").asInt()).isEqualTo(i == 0 ? 2 : 4);
      assertThat(lines.get(i).get("index").asInt()).isEqualTo(i);
    }
    assertThat(lines.get(0).fieldNames())
        .toIterable()
        .startsWith("file", "line", "index", "classIndex", "value")
        .doesNotContain("array");
  }

  @Test
  void whatIsMissingIsFilledWithTheTrainingsMean() throws IOException {
    Path gone = write("gone.csv", "hours,age\n,30\nNA,30\n9.9,30\n");
    Path filled = write("filled.csv", "hours,age\n" + meanHours + ",30\n");
    List<JsonNode> lines = predict(models, gone);
    JsonNode expected = predict(models, filled).get(0).get("probabilities");
    assertThat(lines.get(0).get("probabilities")).isEqualTo(expected);
    assertThat(lines.get(1).get("probabilities")).isEqualTo(expected);
    assertThat(lines.get(2).get("probabilities")).isNotEqualTo(expected);
    JsonNode model =
        new ObjectMapper().readTree(models.resolve("1/assets.extra/model.json").toFile());
    assertThat(model.at("/featureColumns/substitutes/0").floatValue())
        .isCloseTo(meanHours, within(1e-6f));
  }

  /** Other data has other means, columns in another order, and not every class. */
  @Test
  void evaluateBringsOtherDataToTheModel() throws IOException {
    Path gone = write("other-gone.csv", "grade,age,note,hours\n1,30,a,\n4,30,b,9.9\n4,50,c,9.5\n");
    Path filled =
        write("other-filled.csv", "hours,age,grade\n" + meanHours + ",30,1\n9.9,30,4\n9.5,50,4\n");
    JsonNode[] measured = new JsonNode[2];
    for (int i = 0; i < 2; i++) {
      Run run =
          Run.of("evaluate", "--model-dir", models, "--json", "--dataset", i == 0 ? gone : filled);
      assertThat(run.code()).as(run.err()).isZero();
      measured[i] = new ObjectMapper().readTree(run.out());
    }
    assertThat(measured[0].get("testImages").asInt()).isEqualTo(3);
    assertThat(measured[0].get("distribution")).isEqualTo(measured[1].get("distribution"));
    assertThat(measured[0].get("metrics")).isEqualTo(measured[1].get("metrics"));
    Path wrong = write("wrong.csv", "hours,age,grade\n3,30,1\n4,30,3\n");
    Run run = Run.of("evaluate", "--model-dir", models, "--dataset", wrong);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains("line 3: found 3, expected one of the class values 1, 2.5, 4");
  }

  @Test
  void whatDoesNotFitIsTold() throws IOException {
    assertRefused(
        models,
        write("short.csv", "hour,age,grade\n1,2,3\n"),
        "found the columns 'hour', 'age', 'grade', but none named 'hours', expected one for each of"
            + " the 2 features that the model learned; add it, or rename the one that has it.");
    assertRefused(
        models,
        write("text.csv", "age,hours\n30,1\n30,few\n"),
        "line 3, column 'hours': found 'few', expected a number.");
    assertRefused(
        strict,
        write("empty.csv", "age,hours\n30,\n"),
        "line 2: hours is missing; fill it in, or take the row out; a model that was trained with"
            + " --missing fills it by itself.");
    assertRefused(
        models,
        Files.createDirectories(folder.resolve("tables")),
        "found a folder, expected a table or arrays; name the files in it that are meant.");
    Path bytes = folder.resolve("bytes.png");
    Files.write(bytes, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
    assertRefused(
        models,
        bytes,
        "its content is no text and no array, expected a table (CSV, TSV) or arrays of NumPy (.npz,"
            + " .npy), since the model takes 2 features.");
    assertRefused(models, folder.resolve("none.csv"), "there is no such file.");
  }

  @Test
  void aBadFileDoesNotKeepTheOthersFromBeingPredicted() throws IOException {
    Path bad = write("bad.csv", "age\n3\n");
    Path good = write("good.csv", "age,hours\n30,1\n");
    Run run = run(models, bad, good);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.out()).hasLineCount(1).contains("good.csv");
    assertThat(run.err()).hasLineCount(1).contains("none named 'hours'");
  }

  @Test
  void arraysHaveTheFeaturesInTheirOrder() throws IOException {
    Path table = write("rows.csv", "hours,age\n1.5,30\n8.25,40\n");
    List<JsonNode> expected = predict(models, table);
    Path array = folder.resolve("rows.npy");
    Npy.write(array, new FloatArray(new int[] {2, 2}, new float[] {1.5f, 30, 8.25f, 40}));
    List<JsonNode> lines = predict(models, array);
    for (int i = 0; i < 2; i++) {
      assertThat(lines.get(i).get("probabilities")).isEqualTo(expected.get(i).get("probabilities"));
      assertThat(lines.get(i).get("array").asText()).isEqualTo("rows");
      assertThat(lines.get(i).has("line")).isFalse();
    }
    Npy.write(array, new FloatArray(new int[] {1, 2}, new float[] {Float.NaN, 30}));
    Path gone = write("gone-row.csv", "hours,age\n,30\n");
    assertThat(predict(models, array).get(0).get("probabilities"))
        .isEqualTo(predict(models, gone).get(0).get("probabilities"));
    Path wide = folder.resolve("wide.npy");
    Npy.write(wide, new FloatArray(new int[] {2, 3}, new float[6]));
    assertRefused(
        models, wide, "array wide: found 3 features, expected 2 features, as the model takes.");
  }

  @Test
  void aTableComesFromStandardInput() throws IOException {
    String rows = "age,hours\n30,1.5\n";
    Path file = write("piped.csv", rows);
    InputStream usual = System.in;
    try {
      System.setIn(new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
      Run run = run(models, "-");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out().replace("\"-\"", "\"" + file + "\"")).isEqualTo(run(models, file).out());
    } finally {
      System.setIn(usual);
    }
  }
}
